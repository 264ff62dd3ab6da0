"""The worker's loop: what is due, then what is regular, then a short rest, until told to stop."""

import logging
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic

from django.db import DatabaseError, connection

from leeward.jobs.queue import Table, run_one

REST = 1.0  # seconds between two looks; a look at an empty table is one read

log = logging.getLogger("leeward.jobs")


@dataclass
class Regular:
    """Tidying that may be done any number of times: `every` seconds, and once at the start."""

    name: str
    every: float
    work: Callable[[], object]
    due: float = 0.0  # on the monotonic clock


def run_until(stop: threading.Event, table: Table, regular: Sequence[Regular] = ()) -> None:
    """Work until `stop` is set; the job in hand is finished first. A database that is away is waited for."""
    while not stop.is_set():
        try:
            if not run_one(table):
                _tidy(regular)
                stop.wait(REST)
        except DatabaseError as wrong:
            log.error("the worker waits: %s", type(wrong).__name__)
            connection.close()
            stop.wait(5 * REST)


def _tidy(regular: Sequence[Regular]) -> None:
    for task in regular:
        if task.due <= monotonic():
            task.due = monotonic() + task.every
            task.work()
