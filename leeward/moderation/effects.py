"""What a decision changes: the one place where posts are hidden, topics locked and members restrained by somebody else.

Each effect gives back what stood before, as ids, numbers and moments; `take_back` puts exactly that in its place again.
The caller (`deciding`) writes the decision's row in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone

from leeward.boards.counting import recount, recount_all
from leeward.boards.models import Board, Post, Topic, WritesOn
from leeward.boards.newcomers import Waits
from leeward.house.context import the_house
from leeward.house.models import House
from leeward.jobs import queue
from leeward.members import restrained
from leeward.members.models import Member
from leeward.members.restraints import From
from leeward.moderation import clearing, joining
from leeward.moderation.decided import Decision, Does

Before = dict[str, Any]
# Decisions of one track change the same thing: the latest is undone first.
TRACKS = (
    {Does.ASK, Does.HIDE, Does.RESTORE, Does.APPROVE, Does.ERASE},
    {Does.ACCOUNT},
    {Does.MOVE, Does.SPLIT, Does.MERGE},
    {Does.LOCK},
    {Does.SLOW},
    {Does.ALL},
    {Does.CLEAR},
)
POST_STATE, TOPIC_STATE = (
    ("hidden_at", "held_at", "held_for"),
    ("hidden_at", "held_at", "locked_at", "locked_until", "slow_minutes", "slow_until", "board_id"),
)
BINDS = {Does.SUSPEND: From.WRITING, Does.LIMIT: From.ELSEWHERE, Does.HOLD: From.AT_ONCE, Does.BAN: From.THE_HOUSE}


def track_of(kind: str) -> set[Does]:
    """The kinds that change what this kind changes; none for what changes nothing that others touch."""
    return next((track for track in TRACKS if kind in track), set())


def apply(decision: Decision) -> None:
    """Make it so. Writes what stood before into `decision.details["before"]`; the row is saved by the caller."""
    if decision.kind in BINDS:
        _bind(decision)
    elif effect := EFFECTS.get(decision.kind):
        decision.details["before"] = effect(decision)


def take_back(decision: Decision) -> None:
    """Everything as it stood before."""
    before = decision.details.get("before", {})
    if decision.kind in BINDS:
        restrained.loose(decision.ref)
    elif decision.kind in {Does.SPLIT, Does.MERGE}:
        joining.take_back(before)
    elif decision.kind == Does.CLEAR:
        clearing.put_back(decision)
    elif decision.kind == Does.ACCOUNT:
        _show_account(decision)
    elif "post" in before:
        _set_post(_post(before["post"]), before)
    elif "topic" in before:
        _set_topic(before["topic"], before)
    elif "all_wait_until" in before:
        House.objects.filter(id=1).update(all_wait_until=_moment(before["all_wait_until"]))


def _bind(decision: Decision) -> None:
    assert decision.face is not None
    made = restrained.bind(decision.face, BINDS[Does(decision.kind)], until=decision.until, decision=decision.ref)
    if decision.kind == Does.LIMIT:
        boards = Board.objects.filter(ref__in=decision.details.get("boards", []))
        WritesOn.objects.bulk_create(WritesOn(restraint=made, board=board) for board in boards)


# ── posts ────────────────────────────────────────────────────────────────────


def _post(pk: int) -> Post:
    Topic.objects.select_for_update().get(posts=pk)
    return Post.objects.select_related("topic").get(pk=pk)


def _post_of(decision: Decision) -> Post:
    pk = Post.objects.values_list("pk", flat=True).get(ref=decision.about_ref)
    return _post(pk)


def _set_post(post: Post, state: dict[str, Any]) -> Before:
    """Whether one post is hidden and waits, with all that hangs on them; what they were."""
    before = {"post": post.pk, **{name: _said(getattr(post, name)) for name in POST_STATE}}
    before["topic_held_at"] = _said(post.topic.held_at)
    now = {name: _moment(state[name]) for name in POST_STATE if name in state}
    Post.objects.filter(pk=post.pk).update(**now)
    if post.number == 1:
        Topic.objects.filter(pk=post.topic_id).update(held_at=now["held_at"])
    recount(post.topic)
    return before


def _hide(decision: Decision) -> Before:
    if decision.subject == "topic":
        return _set_topic(_topic_of(decision), {"hidden_at": timezone.now()})
    return _set_post(_post_of(decision), {"hidden_at": timezone.now(), "held_at": None})


def _ask(decision: Decision) -> Before:
    now = timezone.now()
    return _set_post(_post_of(decision), {"hidden_at": now, "held_at": now, "held_for": Waits.ASKED.value})


def _show(decision: Decision) -> Before:
    """Restored, or let through for the first time: then everybody is told who would have been."""
    if decision.subject == "topic":
        return _set_topic(_topic_of(decision), {"hidden_at": None})
    post = _post_of(decision)
    before = _set_post(post, {"hidden_at": None, "held_at": None})
    for kind in ("post_written", "reckon_owed"):
        queue.put(kind, {"post": post.pk})
    return before


# ── erasing ──────────────────────────────────────────────────────────────────


def _erase(decision: Decision) -> Before:
    """Out of sight; the words go later, by `erasing`. A second person who agrees changes nothing of that."""
    if decision.seconds:
        before: Before = decision.seconds.details["before"]
        return before
    return _hide(decision)


def _erase_account(decision: Decision) -> Before:
    """What stands under this name is hidden in one moment, which marks it. A second person who agrees shuts the house
    to them, but for what concerns it."""
    assert decision.face is not None
    if decision.seconds:
        restrained.bind(decision.face, From.THE_HOUSE, until=None, decision=decision.ref)
        before: Before = decision.seconds.details["before"]
        return before
    _hide_all(decision.face, None, decision.at)
    return {"hidden_with": decision.at.isoformat()}


def _show_account(decision: Decision) -> None:
    restrained.loose(decision.ref)
    if decision.face:
        _hide_all(decision.face, _moment(decision.details["before"]["hidden_with"]), None)


def _hide_all(face: Member, since: datetime | None, until: datetime | None) -> None:
    """Of this name alone: not of others that its bearer may have."""
    posts = Post.objects.filter(author=face, erased_at=None, hidden_at=since)
    concerned = sorted(set(posts.values_list("topic_id", flat=True)))
    topics = Topic.objects.filter(pk__in=concerned)
    list(topics.select_for_update().order_by("pk").values_list("pk"))
    posts.update(hidden_at=until)
    Topic.objects.filter(author=face, erased_at=None, hidden_at=since).update(hidden_at=until)
    recount_all(topics)


# ── topics ───────────────────────────────────────────────────────────────────


def _topic_of(decision: Decision) -> int:
    """The topic itself, or the one in which the post stands."""
    if decision.subject == "topic":
        return Topic.objects.values_list("pk", flat=True).get(ref=decision.about_ref)
    return Post.objects.values_list("topic_id", flat=True).get(ref=decision.about_ref)


def _set_topic(pk: int, state: dict[str, Any]) -> Before:
    topic = Topic.objects.select_for_update().get(pk=pk)
    changed = {name: _moment(value) for name, value in state.items() if name in TOPIC_STATE}
    before = {"topic": pk, **{name: _said(getattr(topic, name)) for name in changed}}
    Topic.objects.filter(pk=pk).update(**changed)
    return before


def _lock(decision: Decision) -> Before:
    return _for_a_while(decision, {"locked_at": timezone.now(), "locked_until": decision.until})


def _slow(decision: Decision) -> Before:
    return _for_a_while(decision, {"slow_minutes": decision.details["minutes"], "slow_until": decision.until})


def _for_a_while(decision: Decision, state: dict[str, Any]) -> Before:
    """Where it has an end, the worker is asked to come by then; until it does, the moment alone decides."""
    topic = _topic_of(decision)
    if decision.until:
        queue.put("end_by_itself", {"topic": topic}, due_at=decision.until)
    return _set_topic(topic, state)


def end_by_itself(detail: dict[str, Any]) -> None:
    """{"topic": id}: a lock or a slowing-down whose time is over."""
    rows, now = Topic.objects.filter(pk=detail["topic"]), timezone.now()
    rows.filter(locked_until__lte=now).update(locked_at=None, locked_until=None)
    rows.filter(slow_until__lte=now).update(slow_minutes=0, slow_until=None)


def _move(decision: Decision) -> Before:
    board = Board.objects.get(ref=decision.details["board"])
    return _set_topic(_topic_of(decision), {"board_id": board.pk})


def _split(decision: Decision) -> Before:
    return joining.split(_post_of(decision))


def _merge(decision: Decision) -> Before:
    return joining.merge(_topic_of(decision), decision.details["into"])


# ── the house ────────────────────────────────────────────────────────────────


def house_now() -> House:
    """Its row, kept from others until this is done."""
    the_house()
    return House.objects.select_for_update().get(id=1)


def _let_all_wait(decision: Decision) -> Before:
    before = house_now().all_wait_until
    House.objects.filter(id=1).update(all_wait_until=decision.until)
    return {"all_wait_until": _said(before)}


EFFECTS: dict[str, Callable[[Decision], Before]] = {
    Does.HIDE: _hide,
    Does.ASK: _ask,
    Does.RESTORE: _show,
    Does.APPROVE: _show,
    Does.LOCK: _lock,
    Does.SLOW: _slow,
    Does.MOVE: _move,
    Does.SPLIT: _split,
    Does.MERGE: _merge,
    Does.ALL: _let_all_wait,
    Does.CLEAR: clearing.clear,
    Does.ERASE: _erase,
    Does.ACCOUNT: _erase_account,
}


def _said(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _moment(value: Any) -> Any:
    return datetime.fromisoformat(value) if isinstance(value, str) and value[:1].isdigit() else value
