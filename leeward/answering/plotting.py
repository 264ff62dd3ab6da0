"""The months of waiting as a small plot: where each thing stands, in units of its drawing, and what it is called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leeward.answering.models import Wait

WIDE, HIGH = 320, 190  # units: pixels on the narrowest phone, so that its words can be read there
LEFT, RIGHT, TOP, BELOW = 62, 8, 10, 24  # room for the words around
MINUTE, HOUR, DAY, WEEK = 60, 3600, 86_400, 604_800
LEAST, UTMOST = 10 * MINUTE, 60 * DAY  # the scale's ends; it is logarithmic: an hour and a month stand on it


@dataclass(frozen=True)
class Column:
    """One month: `half` and `nearly_all` are heights, None where they cannot be said."""

    x: float
    half: float | None
    nearly_all: float | None
    label: str  # "" where there is no room for one


@dataclass(frozen=True)
class Plot:
    """What the template draws."""

    columns: list[Column]
    lines: list[tuple[float, str]]  # (height, how long that is)


def plot(waits: list[Wait]) -> Plot:
    """The months side by side, from left to right."""
    every = 3 if len(waits) > 4 else 1
    labels = [date_format(wait.month, "M Y" if place == 0 else "M") for place, wait in enumerate(waits)]
    return drawn([(wait.half, wait.nearly_all) for wait in waits], labels, every)


def drawn(spans: Sequence[tuple[int | None, int | None]], labels: Sequence[str], every: int) -> Plot:
    """(half, nearly all or longest), both in seconds, for each; every so many has its label."""
    step = (WIDE - LEFT - RIGHT) / max(len(spans), 1)
    columns = [
        Column(
            round(LEFT + (place + 0.5) * step, 1), _height(half), _height(far), "" if place % every else labels[place]
        )
        for place, (half, far) in enumerate(spans)
    ]
    return Plot(columns, [(_at(seconds), in_words(seconds)) for seconds in (HOUR, DAY, WEEK, 30 * DAY)])


def _height(seconds: int | None) -> float | None:
    return None if seconds is None else _at(seconds)


def _at(seconds: int) -> float:
    """Short waits below, long ones above."""
    share = log(min(max(seconds, LEAST), UTMOST) / LEAST) / log(UTMOST / LEAST)
    return round(HIGH - BELOW - share * (HIGH - BELOW - TOP), 1)


def in_words(seconds: int) -> str:
    """ "40 minutes", "3 hours", "2 days": as exact as anybody waits."""
    if seconds < HOUR * 1.5:
        minutes = max(10, round(seconds / MINUTE / 10) * 10)
        return (
            _("1 hour") if minutes == 60 else ngettext("%(num)d minute", "%(num)d minutes", minutes) % {"num": minutes}
        )
    if seconds < DAY:
        hours = round(seconds / HOUR)
        return ngettext("%(num)d hour", "%(num)d hours", hours) % {"num": hours}
    days = round(seconds / DAY)
    return ngettext("%(num)d day", "%(num)d days", days) % {"num": days}
