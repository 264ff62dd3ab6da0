"""Over random small communities: nobody is shown, told or counted a topic that they may not see or may not answer."""

import re
from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from leeward.answering.models import Wait
from leeward.answering.waits import measure
from leeward.boards import actions
from leeward.boards.holding import Answering
from leeward.boards.models import Board, Topic
from leeward.members import aliases, sight
from leeward.members.models import Circle, Member
from tests import makers
from tests.drafts.sheet import shown

COMMUNITIES = 6


def community(rng: Random) -> tuple[list[Member], list[Topic]]:
    """Members of all kinds, boards of all kinds, blocks, other names, and whatever may happen to a topic."""
    makers.house()
    circle = Circle.objects.create(name="Circle")
    people = [makers.member(f"member {n}", approved=rng.random() < 0.5) for n in range(5)]
    people.append(makers.member("moderator", role="moderator", approved=True))
    circle.members.set(rng.sample(people, 2))
    who = ["everyone", "members", "approved", "circle"]
    boards = []
    for n in range(4):
        readers, writers = rng.choice(who), rng.choice(who)
        of = {
            f"{kind}_circle": circle for kind, what in (("readers", readers), ("writers", writers)) if what == "circle"
        }
        boards.append(makers.board(f"Board {n}", readers=readers, writers=writers, **of))
    topics = [_topic(rng, rng.choice(people), rng.choice(boards), n) for n in range(7)]
    for topic in [one for one in topics if one]:
        _happens(rng, topic, people)
    for _ in range(rng.randrange(4)):
        by, other = rng.sample(people[:5], 2)
        sight.block(by=by, other=other)
    for member in people:
        member.refresh_from_db()
    return people, [one for one in topics if one]


def _client(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def _topic(rng: Random, author: Member, board: Board, n: int) -> Topic | None:
    """Under the author's own name or another; None where they may not write there."""
    name = f"quiet otter {n}" if rng.random() < 0.3 else None
    with suppress(PermissionDenied):
        body = f"Has anyone {n} been there?"
        return actions.open_topic(by=author, board=board, title=f"Topic {n}.", body=body, alias=name)
    return None


def _happens(rng: Random, topic: Topic, people: list[Member]) -> None:
    for member in rng.sample(people, rng.choice([0, 0, 1, 2])):
        said = "A word of my own." if aliases.is_own(member, topic.author_id) else f"An answer by {member.pk}."
        if Topic.objects.visible_to(member).filter(pk=topic.pk):
            with suppress(PermissionDenied):
                actions.reply(by=member, topic=topic, body=said)
    match rng.randrange(8):
        case 0:
            Topic.objects.filter(pk=topic.pk).update(locked_at=timezone.now())
        case 1:
            Topic.objects.filter(pk=topic.pk).update(hidden_at=timezone.now())
        case 2:
            Topic.objects.filter(pk=topic.pk).update(taken_down_at=timezone.now())
    for member in rng.sample(people, 2):
        Answering.objects.create(
            topic=topic, member=member, until=timezone.now() + rng.choice([1, -1]) * timedelta(hours=1)
        )


def listed(page: str) -> set[str]:
    return set(re.findall(r'class="waiting-title" href="/t/(\w{11})"', page))


@pytest.mark.parametrize("seed", range(COMMUNITIES))
@pytest.mark.django_db
def test_whoever_is_shown_a_topic_that_waits_can_open_it_and_answer_it_and_did_not_write_it(seed: int) -> None:
    people, topics = community(Random(seed))
    for member in people:
        client = _client(member)
        page = shown(client.get("/first-replies"))
        refs = listed(page)
        assert listed(shown(client.get("/"))) <= refs
        for topic in topics:
            seen = client.get(f"/t/{topic.ref}")
            text = shown(seen)
            answers = len(re.findall(r"An answer by \d+\.</p>", text))
            can_answer = client.get(f"/t/{topic.ref}/reply").status_code == 200
            is_own = f'href="/t/{topic.ref}/wanted"' in text
            is_open = topic.locked_at is None and Topic.objects.get(pk=topic.pk).locked_at is None
            waits = seen.status_code == 200 and can_answer and not answers and not is_own and is_open
            assert (topic.ref in refs) == waits, (member.name, topic.title)
            if topic.ref not in refs:
                assert topic.title not in page
                answered = client.post(f"/t/{topic.ref}/answering", {"do": "take"})
                assert answered.status_code in (403, 404)
            told = "Somebody is writing to them" in text
            others = Answering.objects.standing().filter(topic=topic).exclude(member=member)
            in_sight = [one for one in others if not sight.is_hidden_from(member, one.member)]
            if told:
                assert in_sight
                assert not is_own
            elif can_answer and in_sight and not is_own and not Answering.objects.standing().filter(member=member):
                raise AssertionError("somebody writes and it is not said")


@pytest.mark.django_db
def test_the_months_count_no_topic_of_a_board_that_some_may_not_read() -> None:
    makers.house()
    people = [makers.member(f"member {n}", approved=True) for n in range(6)]
    closed, open_ = makers.board("Closed", readers="approved", writers="approved"), makers.board("Open")
    for member in people:
        makers.topic(member, closed)
        makers.topic(member, open_)
    measure()
    assert Wait.objects.get().topics == len(people)
