"""Who reaches what: a table of every address and every kind of person, and little groups by chance."""

import random
import re

import pytest
from django.db import transaction
from django.test import Client

from leeward.conversations import actions
from leeward.conversations.models import Message, Participant
from leeward.members import sight
from leeward.members.models import Member
from leeward.web.models import Tally
from tests import makers
from tests.cast import Cast
from tests.conversations.talk import read

KINDS = ("author", "reader", "waiting", "declined", "left", "blocked", "outsider", "wren", "linden")
# method, address, form | what each of KINDS is answered, at their own place, or at the author's if they have none
ROWS = """
GET  /c/{place}                | 200 200 200 404 404 200 404 404 404
GET  /c/{place}/1              | 200 200 200 404 404 200 404 404 404
GET  /c/{place}/write          | 200 200 403 404 404 200 404 404 404
POST /c/{place}/write body=Hi  | 302 302 403 404 404 302 404 404 404
POST /c/{place}/answer do=accept | 302 302 302 404 404 302 404 404 404
GET  /c/{place}/leave          | 200 200 200 404 404 200 404 404 404
GET  /c/{place}/report         | 200 200 200 404 404 200 404 404 404
POST /c/{place}/report do=send | 422 422 422 404 404 422 404 404 404
GET  /c/message/{message}      | 302 302 404 404 404 404 404 404 404
GET  /c/message/{message}/1    | 302 302 404 404 404 404 404 404 404
GET  /c/message/{message}/passages  | 200 200 404 404 404 404 404 404 404
GET  /c/message/{message}/edit | 200 403 404 404 404 404 404 404 404
GET  /c/message/{message}/versions  | 200 404 404 404 404 404 404 404 404
GET  /c/message/{message}/take-back | 200 403 404 404 404 404 404 404 404
GET  /c/message/{first}        | 302 302 302 404 404 302 404 404 404
"""


class Round:
    """A conversation of seven: the opening by `author`, and a later message of theirs about a kestrel."""

    def __init__(self, cast: Cast) -> None:
        self.people = {kind: makers.member(kind, approved=True) for kind in KINDS[:7]}
        self.people |= {"wren": cast.wren, "linden": cast.linden}
        names = ", ".join(KINDS[2:6])
        place = actions.begin(
            by=self.people["author"], to=self.people["reader"], also=names, subject="A round", body="A plover comes."
        )
        self.places = {
            one.face.name: one
            for one in Participant.objects.filter(conversation=place.conversation_id).select_related("face")
        }
        for kind in ("reader", "left", "blocked"):
            actions.accept(by=self.people[kind], place=self.places[kind])
        actions.decline(by=self.people["declined"], place=self.places["declined"])
        actions.leave(by=self.people["left"], place=self.places["left"])
        sight.block(by=self.people["author"], other=self.people["blocked"])
        author = Participant.objects.select_related("conversation", "face").get(pk=self.places["author"].pk)
        self.first = Message.objects.get(conversation=place.conversation_id).ref
        self.message = makers.message(author, "A kestrel comes.").ref

    def address(self, kind: str, pattern: str) -> str:
        place = self.places.get(kind, self.places["author"]).ref
        return pattern.format(place=place, message=self.message, first=self.first)


@pytest.mark.parametrize(
    "row", [row for row in ROWS.splitlines() if row], ids=lambda row: row.partition("|")[0].strip()
)
def test_each_kind_of_person_gets_the_answer_that_the_table_says(row: str, cast: Cast) -> None:
    here = Round(cast)
    what, _, statuses = row.partition("|")
    method, pattern, *form = what.split()
    answers = []
    for kind in KINDS:
        with transaction.atomic():
            client = cast.client(here.people[kind])
            sent = form[0] if form else ""
            answer = client.generic(method, here.address(kind, pattern), sent, "application/x-www-form-urlencoded")
            answers.append(answer.status_code)
            transaction.set_rollback(True)
    assert dict(zip(KINDS, answers, strict=True)) == dict(zip(KINDS, map(int, statuses.split()), strict=True))


def test_only_the_two_who_are_in_it_find_the_word(cast: Cast) -> None:
    here = Round(cast)
    for kind, person in here.people.items():
        client = cast.client(person)
        pages = [read(client, address) for address in ("/", "/c", "/notices", "/me/looks", "/drafts")]
        own = here.places.get(kind)
        if own and client.get(f"/c/{own.ref}").status_code == 200:
            pages.append(read(client, f"/c/{own.ref}"))
        pages.append(client.post("/c/search", {"q": "comes"}).content.decode())
        pages.append(client.post("/search", {"q": "kestrel"}).content.decode().replace('value="kestrel"', ""))
        found = any("estrel" in re.sub(r"<[^>]*>", "", page).replace("kestrel\n", "") for page in pages)
        assert found == (kind in {"author", "reader"}), kind


@pytest.mark.parametrize("seed", range(6))
def test_in_little_groups_by_chance_nobody_sees_or_counts_what_is_not_theirs(cast: Cast, seed: int) -> None:
    """People ask, accept, decline, write, block, unblock and leave as it falls. Beside them stands a plain book of who
    could read what; then everybody's pages are held against it."""
    chance = random.Random(seed)
    people = [makers.member(f"p{number}", approved=True) for number in range(5)]
    book = Book()
    for step in range(40):
        Tally.objects.all().delete()
        book.step(chance, people, f"word{step:03}x")
    for person in people:
        person.refresh_from_db()
        expected = book.news_of(person)  # reading makes it less
        told, counted = _told(cast.client(person))
        assert told == book.readable_by(person), (seed, person.name)
        assert counted == expected, (seed, person.name)


class Book:
    """What each may read, kept by hand: {place's id: words}, and which of them its owner has not seen."""

    def __init__(self) -> None:
        self.words: dict[int, list[str]] = {}
        self.apart: set[frozenset[int]] = set()

    def step(self, chance: random.Random, people: list[Member], word: str) -> None:
        by, other = chance.sample(people, 2)
        by.refresh_from_db()
        what = chance.choice(["ask", "ask", "accept", "accept", "write", "write", "write", "decline", "block", "leave"])
        own = [place for place in Participant.objects.visible_to(by) if what != "write" or place.accepted_at]
        if what == "ask":
            self._ask(chance, people, by, other, word)
        elif what == "block":
            self._block(by, other)
        elif own:
            place = chance.choice(own)
            place = Participant.objects.select_related("conversation__begun_by", "face").get(pk=place.pk)
            self._in_place(what, by, place, word)

    def _ask(self, chance: random.Random, people: list[Member], by: Member, other: Member, word: str) -> None:
        also = chance.choice([one for one in people if one not in (by, other)])
        names = also.name if chance.random() < 0.5 else ""
        try:
            place = actions.begin(by=by, to=other, also=names, subject="", body=word)
        except Exception:
            return  # a rule said no: then nothing may be anywhere
        for one in Participant.objects.filter(conversation=place.conversation_id):
            if one.kept_away_at is None:
                self.words[one.pk] = [word]

    def _block(self, by: Member, other: Member) -> None:
        pair = frozenset({by.pk, other.pk})
        if pair in self.apart:
            sight.unblock(by=by, other=other)
            sight.unblock(by=other, other=by)
            self.apart.discard(pair)
        else:
            sight.block(by=by, other=other)
            self.apart.add(pair)

    def _in_place(self, what: str, by: Member, place: Participant, word: str) -> None:
        if what == "accept" and place.accepted_at is None:
            actions.accept(by=by, place=place)
        elif what == "decline" and place.accepted_at is None:
            actions.decline(by=by, place=place)
        elif what == "leave" and place.accepted_at:
            actions.leave(by=by, place=place)
        elif what == "write":
            self._write(by, place, word)

    def _write(self, by: Member, place: Participant, word: str) -> None:
        try:
            actions.write(by=by, place=place, body=word)
        except Exception:
            return
        for one in Participant.objects.filter(conversation=place.conversation_id):
            kept = frozenset({one.face_id, by.pk}) in self.apart
            if one.pk in self.words and not kept:
                self.words[one.pk].append(word)

    def _open(self, person: Member) -> list[Participant]:
        rows = Participant.objects.filter(face=person, left_at=None, declined_at=None, kept_away_at=None)
        found = []
        for place in rows.select_related("conversation"):
            asker = place.conversation.begun_by_id or 0
            waits_apart = place.accepted_at is None and frozenset({person.pk, asker}) in self.apart
            if place.conversation.emptied_at is None and not waits_apart:
                found.append(place)
        return found

    def readable_by(self, person: Member) -> set[str]:
        """Of a request its first word, else every word that reached the place."""
        return {
            word for place in self._open(person) for word in self.words[place.pk][: None if place.accepted_at else 1]
        }

    def news_of(self, person: Member) -> int:
        """Conversations with something that they have not been shown; requests count as such."""
        count = 0
        for place in self._open(person):
            rows = Message.objects.filter(conversation=place.conversation_id, number__gt=place.read_to)
            blocked = {one for pair in self.apart if person.pk in pair for one in pair if one != person.pk}
            mine = [m for m in rows if m.author_id != person.pk and m.text.source in self.words[place.pk]]
            chosen = [m for m in mine if not (m.author_id in blocked and _has_chosen(person, m.author_id))]
            count += bool(chosen) or place.accepted_at is None
        return count


def _has_chosen(person: Member, other: int | None) -> bool:
    return sight.blocked_by(person).filter(other=other).exists()


def _told(client: Client) -> tuple[set[str], int]:
    """(every word on any of the pages, in how many conversations the front page says that something is new)."""
    front = re.search(r"Something new in (\d+) conversation", read(client, "/"))
    counted = int(front[1]) if front else 0
    words: set[str] = set()
    for place in re.findall(r'topic-title" href="/c/(\w{11})"', read(client, "/c")):
        words |= set(re.findall(r"word\d{3}x", read(client, f"/c/{place}")))
        words |= set(re.findall(r"word\d{3}x", read(client, f"/c/{place}/report")))
    found = client.post("/c/search", {"q": "word*"}).content.decode()
    assert set(re.findall(r"word\d{3}x", found)) <= words
    return words, counted
