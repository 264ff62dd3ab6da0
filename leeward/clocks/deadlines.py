"""By when something has to be done. A room declares its deadline once; due moments and reminders follow from it."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.functional import Promise


@dataclass(frozen=True)
class Deadline:
    """So long after the moment in which something reached the house.

    Months are months of the calendar: what came on 31 January is due on 28 February. `longer`: so many months more, for
    a reason that is told. `warns`: so long before, whoever looks after it is told.
    """

    what: str | Promise  # what has to be done by then
    law: str  # where the rule stands: a key of `law.sources`, which docs/law.md explains
    hours: int = 0
    days: int = 0
    months: int = 0
    longer: int = 0
    warns: timedelta = timedelta(days=7)

    def due(self, begun: datetime, *, put_off: bool = False) -> datetime:
        """The moment itself where hours count; else the end of that day."""
        if self.hours:
            return begun + timedelta(hours=self.hours)
        local = _months_later(timezone.localtime(begun), self.months + (self.longer if put_off else 0))
        return (local + timedelta(days=self.days)).replace(hour=23, minute=59, second=0, microsecond=0)

    def is_near(self, begun: datetime, now: datetime, *, put_off: bool = False) -> bool:
        """Or over."""
        return now >= self.due(begun, put_off=put_off) - self.warns


def _months_later(begun: datetime, months: int) -> datetime:
    count = begun.year * 12 + begun.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return begun.replace(year=year, month=month, day=min(begun.day, monthrange(year, month)[1]))
