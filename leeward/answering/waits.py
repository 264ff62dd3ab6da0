"""How long first answers take, month by month, and what may honestly be said to whoever has just written.

Topics that still wait are counted, not left out: by the estimator of Kaplan and Meier (1958), in which a topic without
an answer says that it took longer than it has waited so far, and no more than that. Leaving such topics out would make
a board look quicker the more people it leaves alone. Where so many wait that half, or nineteen of twenty, were never
reached, that figure is not given.

Counted are topics on boards that every member may read, so that no figure tells of a closed one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Count, Min
from django.utils import timezone

from leeward.answering.models import Wait
from leeward.boards.access import Who
from leeward.boards.models import Topic, TopicRows
from leeward.house.context import the_house
from leeward.house.models import House

MONTHS = 13  # this month, and the twelve before it
FEWEST = 5  # topics; of fewer a month says nothing, and would tell of single ones
LATELY = timedelta(days=90)  # from which the expected wait is taken
FEWEST_LATELY = 10  # topics
MOST = 0.75  # what "most" means
STEPS = (1, 6, 24, 48, 7 * 24, 30 * 24)  # hours; beyond a month nothing is said

Observed = tuple[float, bool]  # seconds until the first answer, or until now; whether it was answered


def within(share: float, observed: Iterable[Observed]) -> int | None:
    """Seconds within which this share has its first answer; None where too many still wait to say."""
    rows = sorted(observed, key=lambda row: (row[0], not row[1]))
    left = 1.0
    for place, (seconds, is_answered) in enumerate(rows):
        left *= 1 - 1 / (len(rows) - place) if is_answered else 1
        if is_answered and left <= 1 - share + 1e-9:
            return int(seconds)
    return None


def measure(now: datetime | None = None) -> None:
    """Write down the latest months and the expected wait. Reads a year of topics; done by the worker."""
    now = now or timezone.now()
    months = _months(now)
    rows = topics_since(_begin(months[0]))
    by_month: dict[date, list[Observed]] = {month: [] for month in months}
    lately: list[Observed] = []
    for opened_at, answered_at in rows:
        observed = ((answered_at or now) - opened_at).total_seconds(), answered_at is not None
        by_month.get(timezone.localtime(opened_at).date().replace(day=1), []).append(observed)
        if now - opened_at < LATELY:
            lately.append(observed)
    with transaction.atomic():
        Wait.objects.filter(month__gte=months[0]).delete()
        Wait.objects.bulk_create(_wait(month, found) for month, found in by_month.items() if len(found) >= FEWEST)
        the_house()
        House.objects.filter(id=1).update(answers_within=expected(lately))


def expected(lately: list[Observed]) -> int | None:
    """The step, in hours, within which most first answers come; None where too little is known."""
    seconds = within(MOST, lately) if len(lately) >= FEWEST_LATELY else None
    return None if seconds is None else next((hours for hours in STEPS if seconds <= hours * 3600), None)


def topics_since(since: datetime) -> Iterable[tuple[datetime, datetime | None]]:
    """(opened, answered) of what stands where every member may read it, and was put to the others."""
    rows = _put_to_others(since)
    return rows.values_list("opened_at", "answered_at").iterator(chunk_size=2000)


def _put_to_others(since: datetime) -> TopicRows:
    rows = Topic.objects.filter(opened_at__gte=since, board__readers__in=[Who.EVERYONE, Who.MEMBERS])
    return rows.filter(taken_down_at=None, hidden_at=None, pinned_at=None, post_count__gt=0)


@dataclass(frozen=True)
class Waiting:
    """Topics without a first answer: how many, and how long the oldest of them waits."""

    count: int
    hours: int


def still_waiting(now: datetime) -> Waiting:
    """Of the last months, by the index of the unanswered. One query."""
    rows = _put_to_others(now - LATELY).filter(answered_at=None)
    found = rows.aggregate(count=Count("pk"), first=Min("opened_at"))
    first = found["first"]
    return Waiting(found["count"], int((now - first).total_seconds() // 3600) if first else 0)


def _months(now: datetime) -> list[date]:
    """First days, the oldest first."""
    found = [timezone.localtime(now).date().replace(day=1)]
    while len(found) < MONTHS:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found[::-1]


def _begin(month: date) -> datetime:
    return timezone.make_aware(datetime(month.year, month.month, 1))


def _wait(month: date, observed: list[Observed]) -> Wait:
    waiting = sum(not is_answered for _, is_answered in observed)
    return Wait(
        month=month,
        topics=len(observed),
        waiting=waiting,
        half=within(0.5, observed),
        nearly_all=within(0.95, observed),
    )
