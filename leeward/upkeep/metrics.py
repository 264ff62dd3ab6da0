"""The figures for Prometheus, in its text form, so that none of them tells of one person.

What people do is told in steps of five: a count that has moved says that five things happened since, not when one did,
and what has happened fewer than five times is not there. So that this holds over time too, no sum is told from which
single visits could be reckoned; the buckets are enough for medians and the like. What machines do is told as it is.
"""

from __future__ import annotations

import hmac
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from prometheus_client import generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from leeward.answering.waits import still_waiting
from leeward.backups import folders
from leeward.jobs import queue
from leeward.upkeep.models import Week
from leeward.web import costs

STEP = 5


def may_read(authorization: str) -> bool:
    """Whether the header holds the token that LEEWARD_METRICS names. Never where it names none."""
    wanted = f"Bearer {settings.METRICS_TOKEN}".encode()
    same = hmac.compare_digest(authorization.encode(errors="replace"), wanted)
    return bool(settings.METRICS_TOKEN) and same


def exposition() -> bytes:
    """All of it, of every process."""
    return generate_latest(_Figures())  # it asks for nothing but `collect`


class _Figures:
    def collect(self) -> Iterator[Metric]:
        now, week, counted = timezone.now(), Week.latest(), costs.counted()
        yield _failed(counted)
        yield from map(in_steps, counted)
        yield from _work(now)
        yield from _people(now, week)
        yield from _machine(now, week)


def fives(count: float) -> int:
    return int(count) // STEP * STEP


def in_steps(metric: Metric) -> Metric:
    """A histogram of what people asked for, without what would tell of one of them."""
    found = Metric(metric.name, f"{metric.documentation}, in steps of five", metric.type)
    seen = {_who(s.labels) for s in metric.samples if s.name.endswith("_count") and s.value >= STEP}
    for sample in metric.samples:
        if not sample.name.endswith("_sum") and _who(sample.labels) in seen:
            found.add_sample(sample.name, sample.labels, fives(sample.value))
    return found


def _who(labels: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(pair for pair in labels.items() if pair[0] != "le"))


def _failed(counted: Iterable[Metric]) -> Metric:
    """Each of them counts: whose page it was is not said, and not which."""
    failed = [
        sample.value
        for metric in counted
        for sample in metric.samples
        if sample.name == "leeward_page_seconds_count" and sample.labels["status"] == "5xx"
    ]
    return CounterMetricFamily("leeward_pages_failed", "Pages that could not be made", value=sum(failed))


def _gauge(name: str, what: str, value: float | None) -> Iterator[Metric]:
    if value is not None:
        yield GaugeMetricFamily(f"leeward_{name}", what, value=value)


def _work(now: datetime) -> Iterator[Metric]:
    standing = queue.standing(now)
    yield from _gauge("jobs", "Work put off that is due or will be", standing.waiting)
    yield from _gauge("jobs_failed", "Work given up after many tries", standing.failed)
    yield from _gauge("job_oldest_seconds", "How long the oldest due work waits", standing.oldest)


def _people(now: datetime, week: Week | None) -> Iterator[Metric]:
    waiting = still_waiting(now)
    if week is not None:
        yield from _gauge("members", "Members, in steps of five", fives(week.members))
        yield from _gauge("posts", "Posts that stand, in steps of five", fives(week.all_posts or 0))
        yield from _gauge("drafts", "What is being written, in steps of five", fives(week.drafts or 0))
    yield from _gauge("topics_unanswered", "Topics without a first answer, in steps of five", fives(waiting.count))
    if waiting.count >= STEP:
        yield from _gauge("topic_longest_wait_hours", "How long the oldest of them waits", waiting.hours)


def _machine(now: datetime, week: Week | None) -> Iterator[Metric]:
    sizes = {name: getattr(week, name) for name in ("database", "pictures", "backups")} if week else {}
    stored = GaugeMetricFamily("leeward_storage_bytes", "Room taken, in whole MB", labels=["kind"])
    for kind, size in sizes.items():
        if size is not None:
            stored.add_metric([kind], size // 1_000_000 * 1_000_000)
    yield stored
    if settings.BACKUPS and (last := folders.all_in(settings.BACKUPS)):
        age = (now - folders.moment_of(last[-1])).total_seconds()
        yield from _gauge("backup_age_seconds", "How long ago the last backup was made", age)
    found = list(_processes())
    yield from _gauge("processes", "Processes of this house", len(found))
    yield from _gauge("memory_bytes", "Memory of all of them, what they share counted once", sum(found))


def _processes() -> Iterator[int]:
    """Bytes of each process that serves this house on this machine: who started us, and all that they started."""
    parent, ours = os.getppid(), os.path.realpath(sys.executable)
    numbers = {str(parent), str(os.getpid())}
    with suppress(OSError):
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            numbers |= set(task.read_text().split())
    for number in numbers:
        with suppress(OSError):
            if os.path.realpath(f"/proc/{number}/exe") == ours:
                yield _share(Path(f"/proc/{number}/smaps_rollup").read_text())


def _share(rollup: str) -> int:
    lines: list[Any] = [line.split() for line in rollup.splitlines()]
    return next((int(line[1]) * 1024 for line in lines if line[0] == "Pss:"), 0)
