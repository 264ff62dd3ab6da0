"""Random houses against the table of rights, written down here anew in plain words, not read from the product."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from leeward.boards.models import Board, Post, Topic
from leeward.members.models import Member, Restraint
from leeward.moderation import deciding, desk, lists, reporting
from leeward.moderation.deciding import Choice
from leeward.moderation.models import Case, Concerned, Decision
from leeward.moderation.subjects import find
from tests import makers
from tests.cast import Cast
from tests.clocks.running import run
from tests.moderation.test_deciding import state

ROLES = ("member", "helper", "auditor", "moderator", "administrator")
FOR_HELPERS = {"spam", "other"}
HELPER_MAY = {"leave", "note", "approve"}
EFFECTS = (
    *("leave", "note", "ask", "hide", "hide", "restore", "restore", "lock", "warn", "hold", "suspend", "ban"),
    *("erase", "erase", "account", "account"),
)
ABOUT_PEOPLE = {"warn", "hold", "suspend", "ban", "account"}
ERASES = {"erase", "account"}
CHANGE_A_POST = {"ask", "hide", "restore", "lock", "erase"}  # not while it waits to be erased
REFUSED = (PermissionDenied, ValidationError)

people_ = st.lists(st.sampled_from(ROLES), min_size=3, max_size=5)
deeds_ = st.lists(
    st.tuples(
        st.sampled_from(["report", "bring", "decide", "decide", "agree", "undo", "day"]),
        st.integers(0, 4),  # who
        st.integers(0, 9),  # what
        st.sampled_from(["danger", "known", "spam", "other", "threat"]),
        st.sampled_from(EFFECTS),
    ),
    min_size=6,
    max_size=18,
)


@dataclass
class House:
    """People of random roles, an open board and one for a circle, a post by each of them."""

    roles: list[str]
    people: list[Member] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    boards: list[Board] = field(default_factory=list)
    reporters: dict[int, set[int]] = field(default_factory=dict)  # {case: people}
    authors: dict[str, int] = field(default_factory=dict)  # {post or person: whose it is}, also after it was erased

    def build(self) -> House:
        makers.house(rules="- Be kind.\n- No names.")
        self.boards = [makers.board("Open"), makers.board("Narrow", readers="approved", writers="approved")]
        writer = makers.member("writer", approved=True)
        for number, role in enumerate(self.roles):
            self.people.append(makers.member(f"person{number}", role=role, approved=number % 2 == 0))
        for board in self.boards:
            for number, by in enumerate([writer, *self.people]):
                if board is self.boards[0] or by.approved_at:
                    self.posts.append(makers.topic(by, board, f"Topic {number}").posts.get())
        self.authors = {post.ref: post.author_id or 0 for post in self.posts} | {one.ref: one.pk for one in self.people}
        return self

    def sees(self, person: Member, case: Case) -> bool:
        """The table: who has this case on their desk."""
        if person.role not in {"helper", "moderator", "administrator"}:
            return False
        post = Post.objects.get(ref=case.about) if case.subject == "post" else None
        concerned = set(self.reporters.get(case.pk, set()))
        concerned.add(self.authors.get(case.about, 0))
        if case.kind == "second":
            first = Decision.objects.get(ref=case.about)
            concerned |= {first.by_id or 0, first.face_id or 0} | self.reporters.get(first.case_id or 0, set())
        if person.pk in concerned:
            return False
        if person.role == "helper":
            board = post.topic.board if post else None
            reads = board is not None and (board.readers == "members" or person.approved_at is not None)
            return case.kind in FOR_HELPERS and reads
        return True

    def may(self, person: Member, case: Case, does: str) -> bool:
        if not self.sees(person, case) or case.settled_at:
            return False
        if case.kind == "second":
            first = Decision.objects.get(ref=case.about)
            agrees = does == first.kind and not (does in ABOUT_PEOPLE and case.face and case.face.role != "member")
            return agrees or does == ("undo" if first.kind in ERASES else "leave")
        if does in ({"ask", "hide", "restore", "lock", "erase"} if case.subject == "member" else {"account"}):
            return False
        if does in {"ask", "hide", "restore", "erase"} and self.account_waits_to_go(case):
            return False
        if does in CHANGE_A_POST | {"account"} and self.waits_to_go(case):
            return False
        if person.role == "helper":
            return does in HELPER_MAY
        return not (does in ABOUT_PEOPLE and case.face and case.face.role != "member")

    def waits_to_go(self, case: Case) -> bool:
        """Somebody proposed to erase it, and nobody has said no, nor has its day come."""
        rows = Decision.objects.filter(about_ref=case.about, kind__in=ERASES, erased_at=None)
        gone = {row.undoes_id for row in Decision.objects.filter(undoes__isnull=False)}
        return any(row.pk not in gone and not (row.waits_at and _answered(row)) for row in rows)

    def account_waits_to_go(self, case: Case) -> bool:
        owner = Member.objects.filter(pk=self.authors.get(case.about, 0)).first()
        return owner is not None and self.waits_to_go(Case(about=owner.ref))


def _answered(first: Decision) -> bool:
    return Decision.objects.filter(seconds=first).exists()


class TestRandomHouses(TestCase):
    """Reports, decisions and undoings by anybody, in any order."""

    @settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
    @given(people_, deeds_)
    def test_nobody_sees_does_or_counts_more_than_the_table_gives_them(
        self, roles: list[str], deeds: list[tuple[str, int, int, str, str]]
    ) -> None:
        house = House(roles).build()
        for deed, who, what, kind, does in deeds:
            person = house.people[who % len(house.people)]
            if not Member.objects.filter(pk=person.pk).exists():
                continue  # erased
            played: dict[str, Callable[[], None]] = {
                "report": partial(_report, house, person, house.posts[what % len(house.posts)], kind),
                "bring": partial(_bring, house, person, what),
                "decide": partial(_decide, house, person, what, does),
                "agree": partial(_agree, house, person, what),
                "undo": partial(_undo, person, what),
                "day": _the_day_comes,
            }
            played[deed]()
            _erased_by_two_and_hidden_until_then()
        for person in house.people:
            if Member.objects.filter(pk=person.pk).exists():
                _counts(house, person)


def _report(house: House, person: Member, post: Post, kind: str) -> None:
    reads = post.topic.board == house.boards[0] or person.approved_at or person.is_moderator
    post.refresh_from_db()
    seen = bool(reads) and (person.is_moderator or (post.hidden_at is None or _own_and_held(person, post)))
    thing = find(person, post.ref)
    topic_is_empty = thing is None and not Topic.objects.visible_to(person).filter(pk=post.topic_id).exists()
    assert (thing is not None) == seen or topic_is_empty, "what one may not see can be reported"
    if thing:
        made = reporting.report(by=person, thing=thing, said=reporting.Said(kind))
        house.reporters.setdefault(made.case_id, set()).add(person.pk)


def _bring(house: House, person: Member, what: int) -> None:
    """A post, or an account, that somebody at the desk came across."""
    ref = [*house.authors][what % len(house.authors)]
    may = person.is_moderator and house.authors[ref] != person.pk
    try:
        with transaction.atomic():
            found = desk.open_case(by=person, ref=ref)
    except REFUSED:
        assert not may, f"{person.role} may bring it to the desk, and is refused"
        return
    assert may or found is None, f"{person.role} may not bring it to the desk, and did"


def _agree(house: House, person: Member, what: int) -> None:
    """Or not: what waits for a second person."""
    cases = list(Case.objects.filter(kind="second", settled_at=None).order_by("pk"))
    if cases:
        case = cases[what % len(cases)]
        first = Decision.objects.get(ref=case.about)
        no = "undo" if first.kind in ERASES else "leave"
        _decide(house, person, list(Case.objects.order_by("pk")).index(case), no if what % 3 == 0 else first.kind)


def _the_day_comes() -> None:
    """Some weeks later."""
    Decision.objects.filter(kind__in=ERASES, until__isnull=False, erased_at=None).update(until=timezone.now())
    run("decided-erasing")


def _erased_by_two_and_hidden_until_then() -> None:
    """Whatever was played: nothing goes by one alone, or after it was undone; what waits to go is seen by nobody."""
    for row in Decision.objects.filter(kind__in=ERASES, erased_at__isnull=False):
        assert row.seconds, "one person alone has erased it"
        assert row.seconds.by_id != row.by_id, "twice the same person has erased it"
        assert not Decision.objects.filter(undoes=row).exists()
    assert Post.objects.filter(erased_at__isnull=False).count() == _went("post") + _went("member")
    for row in Decision.objects.to_be_erased():
        posts = Post.objects.filter(ref=row.about_ref) | Post.objects.filter(author__ref=row.about_ref)
        assert not posts.filter(hidden_at=None).exists(), f"{row.kind} waits, and it is seen"


def _went(subject: str) -> int:
    """So many posts, as the decisions' receipts say."""
    rows = Decision.objects.filter(subject=subject, erased_at__isnull=False)
    return sum(row.details["receipt"]["posts"] for row in rows)


def _own_and_held(person: Member, post: Post) -> bool:
    return post.author_id == person.pk and post.held_at is not None


def _decide(house: House, person: Member, what: int, does: str) -> None:
    cases = list(Case.objects.select_related("face").order_by("pk"))
    if not cases:
        return
    case = cases[what % len(cases)]
    before, count = state(), Decision.objects.count()
    choice = Choice(does, why="Because.", days=7)
    may = house.may(person, case, does)
    try:
        with transaction.atomic():
            made = deciding.decide(by=person, case=case, choice=choice)
    except REFUSED:
        assert not may, f"{person.role} may {does} {case.kind}, and is refused"
        assert (state(), Decision.objects.count()) == (before, count), "refused, and something changed"
        return
    assert may, f"{person.role} may not {does} {case.kind}, and did"
    assert Decision.objects.count() == count + 1
    assert made.by == person
    if made.waits_at and made.kind == "ban":
        assert state() == before, "one person alone has banned somebody"


def _undo(person: Member, what: int) -> None:
    rows = list(Decision.objects.order_by("pk"))
    if not rows:
        return
    decision = rows[what % len(rows)]
    before, count = state(), Decision.objects.count()
    try:
        with transaction.atomic():
            deciding.undo(by=person, decision=decision, why="It was wrong.")
    except REFUSED:
        assert (state(), Decision.objects.count()) == (before, count)
        return
    assert person.role in {"moderator", "administrator"}
    assert decision.face_id != person.pk
    assert Decision.objects.count() == count + 1
    assert not Restraint.objects.filter(decision=decision.ref).exists()


def _counts(house: House, person: Member) -> None:
    """What the desk lists and counts is what the table gives, to one."""
    allowed = {case.pk for case in Case.objects.filter(settled_at=None) if house.sees(person, case)}
    shown = lists.desk(person)
    assert {case.pk for case in shown.cases} == allowed
    assert sum(shown.counts.values()) == len(allowed)
    register = {row.pk for row in lists.register(person)[0]}
    reads_all = person.role in {"moderator", "administrator", "auditor"}
    assert register == (set(Decision.objects.values_list("pk", flat=True)[:1000]) if reads_all else set())
    told = {row.pk for row, _words in lists.about_me(person)}
    assert told == set(Decision.objects.filter(face=person, told_at__isnull=False).values_list("pk", flat=True))


@pytest.mark.django_db
def test_what_decisions_change_is_changed_in_one_place_only() -> None:
    """No other file writes these columns, or makes a restraint."""
    import re

    from tests.rules.tree import ending, text

    writes = re.compile(
        r"(?:update|create)\([^)]*\b(?:locked_at|slow_minutes)=|restrained\.bind\(|effects\.(?:apply|take_back)\("
    )
    found = {str(path) for path in ending(".py", under="leeward/") if writes.search(text(path))}
    allowed = {"leeward/moderation/effects.py", "leeward/moderation/deciding.py", "leeward/demo/loading.py"}
    assert found <= allowed, found
    assert {"leeward/moderation/effects.py", "leeward/moderation/deciding.py"} <= found


def test_how_much_lies_with_others_is_counted_of_what_one_may_see_only(cast: Cast) -> None:
    helper = makers.member("helena", role="helper")
    spam, threat = (makers.topic(cast.rowan, cast.board, title).posts.get() for title in ("One", "Two"))
    for post, kind in ((spam, "spam"), (threat, "threat")):
        thing = find(cast.ash, post.ref)
        assert thing
        made = reporting.report(by=cast.ash, thing=thing, said=reporting.Said(kind))
        desk.take(by=cast.linden, case=made.case)
    assert {one.member.name: one.has for one in lists.people_at_desk(cast.wren)}["linden"] == 2
    assert {one.member.name: one.has for one in lists.people_at_desk(helper)}["linden"] == 1
    Concerned.objects.create(case=Case.objects.get(about=spam.ref), face=cast.wren)
    assert {one.member.name: one.has for one in lists.people_at_desk(cast.wren)}["linden"] == 1
