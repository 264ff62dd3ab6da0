"""Taking down all that one account did since a moment, by one decision; and putting it back by one.

What goes is marked with the decision's own moment, so that putting back touches that and nothing else. Posts that
waited are noted one by one, because they wait again afterwards. The number of statements does not grow with what there
is, but for those posts (one for each 500).

Nothing is in it that a moderator may not see: no private conversation, and signs without words go unseen and uncounted.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from leeward.answering.models import Sign
from leeward.boards.counting import recount_all
from leeward.boards.models import Post, PostRows, Topic
from leeward.members.models import Member
from leeward.moderation import kinds
from leeward.moderation.decided import Decision
from leeward.moderation.models import Case, CaseRows, Report

SHOWN = 20  # of the latest posts, to see what they are like
BATCH = 500
SINCE = {
    "hour": (timedelta(hours=1), _("the last hour")),
    "day": (timedelta(days=1), _("the last day")),
    "week": (timedelta(days=7), _("the last week")),
    "month": (timedelta(days=30), _("the last 30 days")),
    "ever": (timedelta(days=36_500), _("all the time")),
}
POSTS, TOPICS, REPORTS, SIGNS = "posts", "topics", "reports", "signs"
WHAT = (POSTS, TOPICS, REPORTS, SIGNS)
# Open cases that a flood leaves behind. What somebody reported as danger, or as their own, is still read one by one.
GOES_ALONG = (kinds.Comes.HELD, kinds.Comes.CHANGED, kinds.Wrong.SPAM)


@dataclass(frozen=True)
class Doings:
    """What one account did since a moment, as a moderator may see it."""

    since: datetime
    posts: int
    waiting: int
    topics: int
    answers: int  # by others, in topics that this account began
    reports: int
    latest: list[Post]


def posts_of(face: Member, since: datetime) -> PostRows:
    return Post.objects.filter(author=face, written_at__gte=since, erased_at=None)


def reported_alone(face: Member, since: datetime) -> CaseRows:
    """Open cases that nobody but they reported; none of private messages."""
    theirs = Report.objects.filter(case=OuterRef("pk"))
    rows = Case.objects.open().filter(Exists(theirs.filter(by=face, made_at__gte=since)), is_private=False)
    return rows.filter(~Exists(theirs.filter(~Q(by=face) | Q(by=None))))


def doings_of(face: Member, since: datetime) -> Doings:
    """Six queries."""
    posts = posts_of(face, since).filter(taken_down_at=None)
    topics = Topic.objects.filter(author=face, opened_at__gte=since, hidden_at=None, taken_down_at=None)
    answers = Post.objects.filter(topic__in=topics, hidden_at=None, taken_down_at=None).exclude(author=face)
    return Doings(
        since=since,
        posts=posts.filter(hidden_at=None).count(),
        waiting=posts.filter(held_at__isnull=False).count(),
        topics=topics.count(),
        answers=answers.count(),
        reports=reported_alone(face, since).count(),
        latest=list(posts.select_related("topic").order_by("-pk")[:SHOWN]),
    )


def clear(decision: Decision) -> dict[str, Any]:
    """Do it. What stood before: {"cleared": moment, "held": [[post, moment, why], ...]}."""
    face, at = decision.face, decision.at
    assert face is not None
    since, what = datetime.fromisoformat(decision.details["since"]), decision.details["what"]
    held: list[list[Any]] = []
    if POSTS in what:
        held = _take_posts(face, since, at)
    if TOPICS in what:
        Topic.objects.filter(author=face, opened_at__gte=since, hidden_at=None).update(hidden_at=at)
    if REPORTS in what:
        reported_alone(face, since).update(settled_at=at)
    if SIGNS in what:
        Sign.objects.filter(member=face, at__gte=since, hidden_at=None).update(hidden_at=at)
    return {"cleared": at.isoformat(), "held": held}


def _take_posts(face: Member, since: datetime, at: datetime) -> list[list[Any]]:
    posts = posts_of(face, since)
    _lock(posts)
    waiting = posts.filter(held_at__isnull=False).only("pk", "held_at", "held_for", "number", "topic_id").order_by("pk")
    held = [[post.pk, post.held_at.isoformat(), post.held_for] for post in waiting if post.held_at]
    begun = [post.topic_id for post in waiting if post.number == 1]
    cases = Case.objects.open().filter(subject="post", kind__in=GOES_ALONG, about__in=posts.values("ref"))
    cases.update(settled_at=at)
    for start in range(0, len(begun), BATCH):
        Topic.objects.filter(pk__in=begun[start : start + BATCH]).update(held_at=None)
    posts.filter(Q(hidden_at=None) | Q(held_at__isnull=False)).update(hidden_at=at, held_at=None)
    recount_all(Topic.objects.filter(pk__in=posts.values("topic")))
    return held


def _lock(posts: PostRows) -> None:
    list(Topic.objects.select_for_update().filter(pk__in=posts.values("topic")).order_by("pk").values_list("pk"))


def put_back(decision: Decision) -> None:
    """All of it as it stood, but for what was decided about since."""
    face, before = decision.face, decision.details["before"]
    at, since = datetime.fromisoformat(before["cleared"]), datetime.fromisoformat(decision.details["since"])
    posts = Post.objects.filter(author=face, hidden_at=at)
    _lock(posts)
    gone = set(posts.values_list("pk", flat=True)) if before["held"] else set()
    posts.update(hidden_at=None)
    again = [one for one in before["held"] if one[0] in gone]
    for start in range(0, len(again), BATCH):
        _wait_again(again[start : start + BATCH])
    Topic.objects.filter(author=face, hidden_at=at).update(hidden_at=None)
    if face is not None:
        recount_all(Topic.objects.filter(pk__in=posts_of(face, since).values("topic")))
    Sign.objects.filter(member=face, hidden_at=at).update(hidden_at=None)
    others = Case.objects.open().filter(subject=OuterRef("subject"), about=OuterRef("about"))
    Case.objects.filter(~Exists(others), settled_at=at).update(settled_at=None)


def _wait_again(held: list[list[Any]]) -> None:
    moments = {pk: (datetime.fromisoformat(moment), why) for pk, moment, why in held}
    posts = list(
        Post.objects.filter(pk__in=moments).only("pk", "hidden_at", "held_at", "held_for", "topic_id", "number")
    )
    for post in posts:
        post.hidden_at = post.held_at = moments[post.pk][0]
        post.held_for = moments[post.pk][1]
    Post.objects.bulk_update(posts, ["hidden_at", "held_at", "held_for"], batch_size=BATCH)
    opening = Post.objects.filter(topic=OuterRef("pk"), number=1).values("held_at")[:1]
    begun = [post.topic_id for post in posts if post.number == 1]
    Topic.objects.filter(pk__in=begun).update(held_at=Subquery(opening))
