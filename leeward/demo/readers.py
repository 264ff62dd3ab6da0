"""How far the demo's people have read: rowan much, ash nearly nothing."""

from __future__ import annotations

from datetime import datetime, timedelta

from leeward.boards.models import Reading, Topic
from leeward.members.models import Member

# Up to how many days ago each has read everything, and how many of the liveliest topics since then.
HABITS = {"rowan": (6, 25), "wren": (2, 40), "linden": (3, 20)}
MIDWAY = 3  # every so many topics were left in the middle


def caught_up_at(name: str, joined: datetime, now: datetime) -> datetime:
    """Until when everything counts as read: joining, or lately for those who come often."""
    return now - timedelta(days=HABITS[name][0]) if name in HABITS else joined


def leave_bookmarks(people: dict[str, Member], now: datetime) -> None:
    """What those who come often have read since."""
    for name, (_, count) in HABITS.items():
        Reading.objects.bulk_create(_readings(people[name], count, now))


def _readings(member: Member, count: int, now: datetime) -> list[Reading]:
    """The newest topics, read to the end some left in the middle, the very newest not yet opened."""
    newest = Topic.objects.visible_to(member).filter(post_count__gt=1).order_by("-last_post_id")[2 : count + 2]
    found = []
    for place, topic in enumerate(newest):
        number = max(topic.last_number * 2 // 3, 1) if place % MIDWAY == 0 else topic.last_number
        read_at = min(now, topic.last_post_at + timedelta(hours=1))
        found.append(Reading(member=member, topic=topic, seen_number=number, at_number=number, read_at=read_at))
    return found
