"""Putting work off, and taking it up again.

The call shape is that of Django's Tasks: a name, one JSON argument, a moment. A job put off inside
a transaction exists only if that transaction does.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Min, Q
from django.utils import timezone

from leeward.jobs.models import Job
from leeward.web.statements import put_in

Work = Callable[[dict[str, Any]], object]
Table = Mapping[str, Work]  # kind -> the function that does it, in a transaction; called with the job's detail

LEASE = timedelta(minutes=5)  # a job that takes longer must be cut into smaller ones
MOST_ATTEMPTS = 8  # with the pauses below: given up after some two hours
PAUSE = timedelta(minutes=1)  # after the first failure; doubled after each further one

log = logging.getLogger("leeward.jobs")


class LeaseLost(Exception):
    """Somebody else took the job while this worker was at it: the effect is rolled back."""


class WorkersEnded(Exception):
    """Every worker that took this job up was killed at it (by the kernel, for want of memory, say)."""


def put(kind: str, detail: dict[str, Any] | None = None, due_at: datetime | None = None) -> None:
    """Put one piece of work off. `detail` holds ids, never anybody's words."""
    put_in(Job(kind=kind, detail=detail or {}, due_at=due_at or timezone.now()))


def put_each(kinds: Sequence[str], detail: dict[str, Any]) -> None:
    """Put off several pieces of work about one thing."""
    now = timezone.now()
    put_in(*[Job(kind=kind, detail=detail, due_at=now) for kind in kinds])


def put_once(kind: str, due_at: datetime | None = None) -> None:
    """Put off what does all that is to be done of its kind: one that waits already will do this too."""
    if not Job.objects.filter(kind=kind, claimed_until=None, failed_at=None).exists():
        put(kind, due_at=due_at)


def run_due(table: Table, now: datetime | None = None) -> int:
    """Do all that is due at `now`, one after the other; how many were tried."""
    count = 0
    while run_one(table, now):
        count += 1
    return count


def run_one(table: Table, now: datetime | None = None) -> bool:
    """Do the job that has been due longest. False if none is due. Failures are kept, never raised."""
    job = claim(now or timezone.now())
    if job is None:
        return False
    try:
        if job.attempts > MOST_ATTEMPTS:
            raise WorkersEnded
        _do(job, table)
    except Exception as wrong:
        _put_back(job, wrong, now or timezone.now())
    return True


def claim(now: datetime) -> Job | None:
    """Take a lease on one due job by a single statement; on PostgreSQL without waiting for other workers.

    The look beforehand takes no write lock, so an idle worker never stands in a writer's way on SQLite.
    """
    due = Job.objects.filter(failed_at=None, due_at__lte=now).exclude(claimed_until__gt=now)
    if not due.exists():
        return None
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    with transaction.atomic():
        chosen, values = due.order_by("due_at", "id").values("id")[:1].query.sql_with_params()
        until = connection.ops.adapt_datetimefield_value(now + LEASE)
        found = Job.objects.raw(
            f"UPDATE jobs_job SET claimed_until = %s, attempts = attempts + 1 "  # noqa: S608
            f"WHERE id = ({chosen}) RETURNING *",
            [until, *values],
        )
        return next(iter(found), None)


def _do(job: Job, table: Table) -> None:
    """The effect and the job's end in one transaction: both happened, or neither."""
    with transaction.atomic():
        table[job.kind](job.detail)
        gone, _ = Job.objects.filter(pk=job.pk, claimed_until=job.claimed_until).delete()
        if not gone:
            raise LeaseLost


def _put_back(job: Job, wrong: Exception, now: datetime) -> None:
    """Later again, or never. The log says where it broke, not the text of the exception: it may hold words."""
    tried_enough = job.attempts >= MOST_ATTEMPTS
    what = f"{type(wrong).__name__} at {_place(wrong)}"
    log.error("job %s (%s) %s: %s", job.pk, job.kind, "given up" if tried_enough else "put back", what)
    Job.objects.filter(pk=job.pk, claimed_until=job.claimed_until).update(
        claimed_until=None,
        due_at=now + PAUSE * 2 ** (job.attempts - 1),
        failed_at=now if tried_enough else None,
    )


def _place(wrong: Exception) -> str:
    """The innermost file and line."""
    trace = wrong.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else "?"


def sweep(before: datetime) -> int:
    """Drop what was given up before; how many went."""
    return Job.objects.filter(failed_at__lt=before).delete()[0]


@dataclass(frozen=True)
class Standing:
    """How much is put off, how long the oldest that is due waits (seconds), and how much was given up."""

    waiting: int
    oldest: int
    failed: int


def standing(now: datetime) -> Standing:
    """One query."""
    given_up = Q(failed_at__isnull=False)
    found = Job.objects.aggregate(
        waiting=Count("pk", filter=~given_up),
        first=Min("due_at", filter=~given_up),
        failed=Count("pk", filter=given_up),
    )
    oldest = max((now - found["first"]).total_seconds(), 0) if found["first"] else 0
    return Standing(found["waiting"], int(oldest), found["failed"])
