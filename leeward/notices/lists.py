"""The list of notices: one line for each place, the latest first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from leeward.members.models import Member
from leeward.members.ready import Ready
from leeward.notices.models import Notice, NoticeRows, What
from leeward.notices.subjects import Shown, show

PAGE = 100  # notices on a page; in a busy week ten of them stand on one line
NAMES = 3  # people named on a line


@dataclass
class Line:
    """All that is told of one place. `address` leads to the first of it that is not seen yet."""

    place: str
    title: str = ""
    address: str = ""
    at: datetime | None = None
    unseen: bool = False
    names: list[str] = field(default_factory=list)
    more_people: int = 0
    counts: dict[str, int] = field(default_factory=dict)


def lines_for(member: Member, before: int | None = None) -> tuple[list[Line], int | None]:
    """(lines, where the next page begins or None). Two queries, and one for each kind of subject."""
    found: list[Notice] = _told.rows(member, before)
    older = found[PAGE - 1].pk if len(found) > PAGE else None
    found = found[:PAGE]
    shown: dict[str, Shown] = {}
    for subject in {notice.subject for notice in found}:
        shown |= show(member, subject, [notice.about for notice in found if notice.subject == subject])
    places: dict[str, list[Notice]] = {}
    for notice in found:
        if notice.about in shown:
            places.setdefault(notice.place, []).append(notice)
    return [_line(place, told, shown) for place, told in places.items()], older


@Ready
def _told(member: Member, before: int | None) -> NoticeRows:
    rows = Notice.objects.visible_to(member).order_by("-id")
    return (rows.filter(pk__lt=before) if before else rows)[: PAGE + 1]


def _line(place: str, told: Sequence[Notice], shown: dict[str, Shown]) -> Line:
    """`told` is newest first. Seen ones are counted only where nothing is new."""
    fresh = [notice for notice in told if notice.seen_at is None]
    counted = fresh or told
    first = shown[counted[-1].about]
    named = [shown[notice.about].who for notice in reversed(counted)]
    names = list(dict.fromkeys(name for name in named if name is not None))
    line = Line(place, first.title, first.address, told[0].at, bool(fresh), names[:NAMES], len(names[NAMES:]))
    line.counts = {what.value: sum(notice.what == what for notice in counted) for what in What}
    return line
