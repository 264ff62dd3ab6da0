"""Regular work, once in its time however many workers there are: a row says until when it is somebody's turn.

Rare work takes its turn for TERM, and when it is done the row says when it is due again. What comes round within
moments is kept by one worker, who says so anew while half the term is left: one write a minute, not one each time.
Whoever is killed keeps a turn until its term is over; then another takes it. Machines' clocks must agree to seconds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic

from django.utils import timezone

from leeward.jobs.models import Turn

TERM = timedelta(minutes=2)  # how long nobody sends mail after the worker that did was killed


@dataclass
class Regular:
    """Tidying that may be done any number of times: every `every` seconds by one of the workers."""

    name: str
    every: float
    work: Callable[[], object]
    due: float = 0.0  # on the monotonic clock: this worker does not look before
    mine: datetime | None = None  # until when the turn is this worker's


def work_in_turn(regular: Sequence[Regular]) -> None:
    """Do what is due and nobody else's turn. What it raises is raised."""
    for task in regular:
        if task.due <= monotonic() and _take(task):
            task.due = monotonic() + min(task.every, TERM.total_seconds())  # where it breaks, that is when again
            task.work()
            _done(task)


def give_back(regular: Sequence[Regular]) -> None:
    """This worker ends: what it kept is anybody's at once."""
    for task in regular:
        if task.mine is not None:
            Turn.objects.filter(name=task.name, until=task.mine).update(until=timezone.now())
            task.mine = None


def _is_kept(task: Regular) -> bool:
    """Whether one worker keeps it for several rounds."""
    return timedelta(seconds=task.every) < TERM


def _take(task: Regular) -> bool:
    """One read while it is another's turn; one write to take it."""
    now = timezone.now()
    if task.mine is not None and task.mine - now > TERM / 2:
        return True
    row, is_new = Turn.objects.get_or_create(name=task.name, defaults={"until": now + TERM})
    if is_new:
        task.mine = row.until
        return True
    if row.until > now and row.until != task.mine:
        task.due, task.mine = monotonic() + (row.until - now).total_seconds(), None
        return False
    is_ours = Turn.objects.filter(name=task.name, until=row.until).update(until=now + TERM)
    task.mine = now + TERM if is_ours else None
    return bool(is_ours)


def _done(task: Regular) -> None:
    task.due = monotonic() + task.every
    if _is_kept(task) or task.mine is None:
        return
    Turn.objects.filter(name=task.name, until=task.mine).update(until=timezone.now() + timedelta(seconds=task.every))
    task.mine = None
