"""The worker's loop: what is due, then what is regular, then a short rest, until told to stop."""

import contextlib
import logging
import threading
from collections.abc import Sequence

from django.db import DatabaseError, connection

from leeward.jobs.queue import Table, run_one
from leeward.jobs.turns import Regular, give_back, work_in_turn

REST = 1.0  # seconds between two looks; a look at an empty table is one read

log = logging.getLogger("leeward.jobs")


def run_until(stop: threading.Event, table: Table, regular: Sequence[Regular] = ()) -> None:
    """Work until `stop` is set; the job in hand is finished first. A database that is away is waited for."""
    while not stop.is_set():
        try:
            if not run_one(table):
                work_in_turn(regular)
                stop.wait(REST)
        except DatabaseError as wrong:
            log.error("the worker waits: %s", type(wrong).__name__)
            connection.close()
            stop.wait(5 * REST)
    with contextlib.suppress(DatabaseError):  # then the turns end by themselves
        give_back(regular)
