"""The weeks as small plots and as words, and which pages take longest. What is fewer than five is not told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from leeward.answering.plotting import Plot, drawn, in_words
from leeward.upkeep.measuring import WEEKS, monday_of
from leeward.upkeep.models import Week
from leeward.web.costs import counted
from leeward.web.plots import Bar, bars

FEWEST = 5
EVERY = 4  # weeks between two labels
SLOW = 12  # pages in the list
MB = 1_000_000


def lately() -> list[Week]:
    return Week.lately(monday_of(timezone.now()) - timedelta(weeks=WEEKS - 1))


def folded(count: int | None) -> str:
    """A number; of what is fewer than five only that it is."""
    if count is None:
        return _("not measured")
    return number_format(count, force_grouping=True) if count >= FEWEST else _("fewer than 5")


def size(count: int | None) -> str:
    """Bytes, as people say them."""
    if count is None:
        return _("not measured")
    if not count:
        return _("nothing")
    if count < 1000 * MB:
        return _("%(count)s MB") % {"count": number_format(max(round(count / MB), 1))}
    return _("%(count)s GB") % {"count": number_format(count / MB / 1000, 1)}


def wait(seconds: int | None) -> str:
    return _("too few to say") if seconds is None else in_words(seconds)


def _labels(weeks: Sequence[Week]) -> list[str]:
    return [date_format(week.monday, "j M") for week in weeks]


def answers(weeks: Sequence[Week]) -> Plot:
    """Half of first answers, and the slowest."""
    return drawn([(week.half, week.slowest) for week in weeks], _labels(weeks), EVERY)


def amounts(weeks: Sequence[Week], what: str) -> list[Bar]:
    """One of a week's numbers as bars; the last and the highest say how many. Too few are no bar."""
    found = [getattr(week, what) or 0 for week in weeks]
    return _drawn(weeks, [count if count >= FEWEST else 0 for count in found], folded)


def room(weeks: Sequence[Week], what: str) -> list[Bar]:
    """Bytes of one kind as bars."""
    return _drawn(weeks, [getattr(week, what) or 0 for week in weeks], size)


def _drawn(weeks: Sequence[Week], heights: Sequence[int], words: object) -> list[Bar]:
    assert callable(words)
    labels = [label if place % EVERY == 0 else "" for place, label in enumerate(_labels(weeks))]
    highest = max(range(len(heights)), key=heights.__getitem__, default=0)
    shown = {len(heights) - 1, *([highest] if highest < len(heights) - 4 else [])}  # apart, so that both can be read
    said = [str(words(height)) if height and place in shown else "" for place, height in enumerate(heights)]
    return bars(heights, said, labels)


@dataclass(frozen=True)
class Slow:
    """The pages of one view since the house was started; times in milliseconds, None: longer than is counted."""

    view: str
    count: int
    half: int | None
    nearly_all: int | None


def slow_pages() -> list[Slow]:
    """The views that took longest, the slowest first; those that made fewer than five pages are left out."""
    ends: dict[str, dict[float, float]] = {}
    for metric in counted():
        for sample in metric.samples:
            if sample.name == "leeward_page_seconds_bucket" and sample.labels["status"] == "2xx":
                ends.setdefault(sample.labels["view"], {})[float(sample.labels["le"])] = sample.value
    found = [_slow(view, sorted(buckets.items())) for view, buckets in ends.items()]
    told = [slow for slow in found if slow.count >= FEWEST]
    slowest = 10**9
    return sorted(told, key=lambda slow: (-(slow.nearly_all or slowest), -(slow.half or slowest), slow.view))[:SLOW]


def _slow(view: str, buckets: list[tuple[float, float]]) -> Slow:
    count = buckets[-1][1]
    return Slow(view, int(count), _within(0.5 * count, buckets), _within(0.95 * count, buckets))


def _within(least: float, buckets: list[tuple[float, float]]) -> int | None:
    """The first bound below which so many lie."""
    for (_end, under), (end, upto) in pairwise([(0.0, 0.0), *buckets]):
        if under < least <= upto:
            return None if end == float("inf") else round(end * 1000)
    return None


def milliseconds(count: int | None) -> str:
    if count is None:
        return _("longer than 10 s")
    return _("%(count)d ms") % {"count": count} if count < 1000 else _("%(count)s s") % {"count": f"{count / 1000:g}"}


def week_of(week: Week) -> str:
    return date_format(week.monday, "j M")
