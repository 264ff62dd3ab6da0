"""What a decision changes: the one place where posts are hidden, topics locked and members restrained by somebody else.

Each effect gives back what stood before, as ids, numbers and moments; `take_back` puts exactly that in its place again.
The caller (`deciding`) writes the decision's row in the same transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone

from leeward.boards.counting import recount
from leeward.boards.models import Board, Post, Topic, WritesOn
from leeward.jobs import queue
from leeward.members import restrained
from leeward.members.restraints import From
from leeward.moderation import joining
from leeward.moderation.decided import Decision, Does

Before = dict[str, Any]
# Decisions of one track change the same thing: the latest is undone first.
TRACKS = (
    {Does.ASK, Does.HIDE, Does.RESTORE, Does.APPROVE},
    {Does.MOVE, Does.SPLIT, Does.MERGE},
    {Does.LOCK},
    {Does.SLOW},
)
POST_STATE, TOPIC_STATE = ("hidden_at", "held_at"), ("hidden_at", "held_at", "locked_at", "slow_minutes", "board_id")
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
    elif "post" in before:
        _set_post(_post(before["post"]), before)
    elif "topic" in before:
        _set_topic(before["topic"], before)


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
    """`hidden_at` and `held_at` of one post, with all that hangs on them; what they were."""
    before = {"post": post.pk, **{name: _said(getattr(post, name)) for name in POST_STATE}}
    before["topic_held_at"] = _said(post.topic.held_at)
    now = {name: _moment(state[name]) for name in POST_STATE}
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
    return _set_post(_post_of(decision), {"hidden_at": now, "held_at": now})


def _show(decision: Decision) -> Before:
    """Restored, or let through for the first time: then everybody is told who would have been."""
    if decision.subject == "topic":
        return _set_topic(_topic_of(decision), {"hidden_at": None})
    post = _post_of(decision)
    before = _set_post(post, {"hidden_at": None, "held_at": None})
    for kind in ("post_written", "reckon_owed", "compare_posts"):
        queue.put(kind, {"post": post.pk})
    return before


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
    return _set_topic(_topic_of(decision), {"locked_at": timezone.now()})


def _slow(decision: Decision) -> Before:
    return _set_topic(_topic_of(decision), {"slow_minutes": decision.details["minutes"]})


def _move(decision: Decision) -> Before:
    board = Board.objects.get(ref=decision.details["board"])
    return _set_topic(_topic_of(decision), {"board_id": board.pk})


def _split(decision: Decision) -> Before:
    return joining.split(_post_of(decision))


def _merge(decision: Decision) -> Before:
    return joining.merge(_topic_of(decision), decision.details["into"])


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
}


def _said(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _moment(value: Any) -> Any:
    return datetime.fromisoformat(value) if isinstance(value, str) else value
