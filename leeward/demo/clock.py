"""When people write: mostly late, in bursts, and more of them every year."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

YEARS_IN_DAYS = 1460
LATEST = timedelta(minutes=3)
"""No post is younger than this, so that a slow load never writes into the future."""

_WEIGHTS = (6, 4, 3, 2, 1, 1, 2, 3, 3, 3, 3, 3, 4, 3, 3, 3, 3, 4, 5, 7, 9, 11, 12, 9)
_HOURS = tuple(hour for hour, weight in enumerate(_WEIGHTS) for _ in range(weight))


def hour_of_day(rng: Random) -> timedelta:
    """A time of day as an offset from midnight, with the evening's and the night's share."""
    hour = _HOURS[int(rng.random() * len(_HOURS))]
    return timedelta(hours=hour, seconds=int(rng.random() * 3600))


def midnight(moment: datetime) -> datetime:
    """The start of the day, UTC."""
    return moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def moment_before(now: datetime, ago: str) -> datetime:
    """`"812 21:40"` = that time 812 days before today; `"5h"` and `"40m"` = that long before now.

    The last form follows the clock, so a freshly loaded demo has posts of this hour.
    """
    if ago.endswith(("h", "m")):
        return now - span(ago)
    days, _, clock = ago.partition(" ")
    return midnight(now) - timedelta(days=int(days)) + time_of_day(clock or "21:00")


def moment_after(before: datetime, step: str) -> datetime:
    """`"4h"`, `"25m"`, `"3d"` later, or `"3d 21:15"`: three days later at that time of day."""
    length, _, clock = step.partition(" ")
    later = before + span(length)
    if not clock:
        return later
    fixed = midnight(later) + time_of_day(clock)
    return max(fixed, before + timedelta(minutes=2))


def span(text: str) -> timedelta:
    """`"4h"`, `"25m"` or `"3d"` as a length of time."""
    unit = {"m": "minutes", "h": "hours", "d": "days"}[text[-1]]
    return timedelta(**{unit: int(text[:-1])})


def time_of_day(clock: str) -> timedelta:
    """`"21:15"` as an offset from midnight."""
    hours, minutes = clock.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))


def starts(now: datetime, count: int, rng: Random) -> list[datetime]:
    """Openings over four years, oldest first, three times as many in the last year as in the first."""
    today, found = midnight(now), []
    for number in range(count):
        share = (number + rng.random()) / count
        age = YEARS_IN_DAYS * (1 - (share**0.62))
        moment = today - timedelta(days=int(age)) + hour_of_day(rng)
        found.append(min(moment, now - timedelta(minutes=30 + 600 * rng.random())))
    return sorted(found)


def answers(start: datetime, now: datetime, count: int, rng: Random) -> list[datetime]:
    """Moments of `count` answers after `start`, in order: the first within hours, the last much later."""
    end = now - LATEST
    room = max((end - start).total_seconds(), 60.0)
    first = min(rng.lognormvariate(9.3, 1.1), room * 0.4)
    length = min(rng.lognormvariate(12.6, 1.3) * (1 + count / 12), room * 0.97)
    moments = []
    for number in range(count):
        part = ((number + rng.random() * 0.9) / max(count, 1)) ** 1.7
        moments.append(_at_a_likely_hour(start + timedelta(seconds=first + (length - first) * part), end, rng))
    return in_order(start, moments, end)


def _at_a_likely_hour(moment: datetime, end: datetime, rng: Random) -> datetime:
    if rng.random() < 0.25 or end - moment < timedelta(days=2):
        return moment
    return midnight(moment) + hour_of_day(rng)


def in_order(start: datetime, moments: list[datetime], end: datetime) -> list[datetime]:
    """Sorted, each at least a second after the one before and none after `end`."""
    kept, last = [], start
    for moment in sorted(moments):
        last = max(min(moment, end), last + timedelta(seconds=1))
        kept.append(last)
    return kept
