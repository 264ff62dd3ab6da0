"""Looking after boards and topics: pinning, locking, explaining short forms, arranging boards."""

from django.db import transaction
from django.utils import timezone

from leeward.boards import rules
from leeward.boards.actions import refuse
from leeward.boards.models import Board, BoardGroup, CastEntry, Post, Revision, Topic
from leeward.boards.rendering import rerender
from leeward.boards.wanted import tidy_wanted
from leeward.clocks import erased
from leeward.clocks.erased import Kind
from leeward.jobs import queue
from leeward.members.models import Member

CAST_MAX = 20  # entries; more would be a novel's list of persons
RERENDER_AT_ONCE = 100  # posts; more is left to the worker


def pin(*, by: Member, topic: Topic, pinned: bool) -> None:
    """Keep the topic at the top of its board, or let it go."""
    refuse(rules.why_not_keep(by))
    Topic.objects.filter(pk=topic.pk).update(pinned_at=timezone.now() if pinned else None)


def strike(*, by: Member, post: Post, version: Revision) -> None:
    """Erase what a post said before; that it was changed stays to be seen."""
    refuse(rules.why_not_strike(by, post))
    rows = Revision.objects.filter(pk=version.pk, post=post, struck_at=None)
    with transaction.atomic():
        if rows.update(source="", note="", struck_at=timezone.now()):
            erased.note(Kind.VERSIONS, [post.ref])


def set_wanted(*, by: Member, topic: Topic, wanted: str) -> None:
    """Say what would help, or that nothing is asked for."""
    refuse(rules.why_not_set_wanted(by, topic))
    Topic.objects.filter(pk=topic.pk).update(wanted=tidy_wanted(wanted))


def set_cast(*, by: Member, topic: Topic, entries: dict[str, str]) -> None:
    """Replace the topic's own short forms, {form: meaning}, and render its posts with them."""
    refuse(rules.why_not_set_cast(by, topic))
    with transaction.atomic():
        CastEntry.objects.filter(topic=topic).delete()
        CastEntry.objects.bulk_create(
            CastEntry(topic=topic, form=form, meaning=meaning) for form, meaning in entries.items()
        )
        if topic.post_count <= RERENDER_AT_ONCE:
            rerender(Post.objects.filter(topic=topic))
        else:
            queue.put("rerender_topic", {"topic": topic.pk})


def save_group(*, by: Member, group: BoardGroup) -> None:
    """Make or change a group of boards."""
    refuse(rules.why_not_arrange(by))
    group.save()


def save_board(*, by: Member, board: Board) -> None:
    """Make or change a board."""
    refuse(rules.why_not_arrange(by))
    board.save()


def remove_group(*, by: Member, group: BoardGroup) -> bool:
    """Remove a group without boards; False where boards still stand in it."""
    refuse(rules.why_not_arrange(by))
    if group.boards.exists():
        return False
    group.delete()
    return True


def remove_board(*, by: Member, board: Board) -> bool:
    """Remove a board on which nothing was ever written; False where something was."""
    refuse(rules.why_not_arrange(by))
    if board.topics.exists():
        return False
    board.delete()
    return True
