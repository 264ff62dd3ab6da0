"""How far the demo's people have read, rowan much, ash nearly nothing; and what they were told of lately."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Max, Min, Q, QuerySet

from leeward.answering.reckoning import reckon_owed
from leeward.boards.marks import Followed, Reading, Subscription
from leeward.boards.models import Post, Topic
from leeward.boards.telling import post_written
from leeward.members.models import Member
from leeward.notices.telling import seen_up_to

# Up to how many days ago each has read everything, and how many of the liveliest topics since then.
HABITS = {"rowan": (6, 25), "wren": (2, 40), "linden": (3, 20)}
FOLLOWED = timedelta(days=60)  # topics that still go on are followed by those who wrote in them
TOLD = 150  # of how many of the latest posts people were told
AS_A_STORY = ("Thursdays at the swimming baths", "What became of the duck")  # ash follows these
MIDWAY = 3  # every so many topics were left in the middle


def caught_up_at(name: str, joined: datetime, now: datetime) -> datetime:
    """Until when everything counts as read: joining, or lately for those who come often."""
    return now - timedelta(days=HABITS[name][0]) if name in HABITS else joined


def leave_bookmarks(people: dict[str, Member], now: datetime) -> None:
    """Whoever wrote lately has read up to there; those who come often, what came since."""
    for name, (_, count) in HABITS.items():
        Reading.objects.bulk_create(_readings(people[name], count, now))
    wrote = _lately(now).values_list("author_id", "topic_id").annotate(last=Max("number"), at=Max("written_at"))
    Reading.objects.bulk_create(
        [
            Reading(member_id=author, topic_id=topic, seen_number=last, at_number=last, read_at=at)
            for author, topic, last, at in wrote
        ],
        batch_size=500,
        ignore_conflicts=True,
    )


def _lately(now: datetime) -> QuerySet[Post]:
    """Posts in topics that still go on."""
    return Post.objects.filter(topic__last_post_at__gt=now - FOLLOWED, author__isnull=False).order_by()


def _readings(member: Member, count: int, now: datetime) -> list[Reading]:
    """The newest topics, read to the end some left in the middle, the very newest not yet opened."""
    newest = Topic.objects.visible_to(member).filter(post_count__gt=1).order_by("-last_post_id")
    newest = newest.annotate(own=Max("posts__number", filter=Q(posts__author=member), default=1))
    found = []
    for place, topic in enumerate(newest[2 : count + 2]):
        own: int = topic.own  # type: ignore[attr-defined]  # annotated above
        number = max(topic.last_number * 2 // 3, own) if place % MIDWAY == 0 else topic.last_number
        read_at = min(now, topic.last_post_at + timedelta(hours=1))
        found.append(Reading(member=member, topic=topic, seen_number=number, at_number=number, read_at=read_at))
    return found


def tell_lately(people: dict[str, Member], now: datetime) -> None:
    """Whoever wrote in a topic follows it, was told of the latest posts there, and has seen what they have read."""
    wrote = _lately(now).values_list("author_id", "topic_id").annotate(since=Min("written_at"))
    Subscription.objects.bulk_create(
        [Subscription(member_id=author, topic_id=topic, since=since) for author, topic, since in wrote], batch_size=500
    )
    for topic in Topic.objects.filter(title__in=AS_A_STORY):
        Subscription.objects.update_or_create(
            member=people["ash"], topic=topic, defaults={"what": Followed.UPDATES, "since": topic.opened_at}
        )
    for post in reversed(Post.objects.order_by("-pk").values_list("pk", flat=True)[:TOLD]):
        post_written({"post": post})
        reckon_owed({"post": post})
    for name in HABITS:
        for reading in Reading.objects.filter(member=people[name]).select_related("topic"):
            seen_up_to(by=people[name], place=reading.topic.ref, number=reading.seen_number)
