"""What the demo's people ask for, and that one of them is writing to somebody who waits."""

from __future__ import annotations

from datetime import datetime
from zlib import crc32

from leeward.answering.waiting import answerable_by
from leeward.boards.holding import HELD_FOR, Answering
from leeward.boards.wanted import tidy_wanted
from leeward.members.models import Member

# Half of them tick nothing; the others one or two boxes. By their titles, so that it is the same each time.
_TICKED = ("", "", "", "", "listen", "been_there", "been_there ideas", "ideas", "facts", "been_there facts")
_BY_HAND = {"I don't know if I am allowed to write here": "been_there listen"}
HELPER = "wren"


def wanted_by(title: str) -> str:
    """What would help whoever opened this topic."""
    return tidy_wanted(_BY_HAND.get(title, _TICKED[crc32(title.encode()) % len(_TICKED)]))


def somebody_writes(people: dict[str, Member], now: datetime) -> None:
    """Somebody has taken the one who has waited longest of all, so that the list shows how that looks."""
    helper = people.get(HELPER)
    topic = answerable_by(helper).order_by("opened_at").first() if helper else None
    if helper and topic:
        Answering.objects.create(topic=topic, member=helper, until=now + HELD_FOR)
