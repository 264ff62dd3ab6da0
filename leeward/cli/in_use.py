"""Whether this house is being served: `serve` and `worker` say so, and a move waits for nobody and refuses.

A lock on a file in the data folder, which the kernel takes back from whoever ends, however they end.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from leeward.cli.speech import Refused


@contextmanager
def in_use() -> Iterator[None]:
    """By as many as like. Processes forked inside hold it too. Refused while a move goes on."""
    with _held(fcntl.LOCK_SH, "This house is being moved or put back. Wait until that is done."):
        yield


@contextmanager
def alone() -> Iterator[None]:
    """By one. Refused while somebody serves it; nobody can begin to until the block ends."""
    with _held(fcntl.LOCK_EX, "This house is being served. Stop `leeward serve` and every `leeward worker` first."):
        yield


@contextmanager
def _held(how: int, otherwise: str) -> Iterator[None]:
    with os.fdopen(os.open(settings.DATA / "in-use", os.O_RDWR | os.O_CREAT, 0o600)) as file:
        try:
            fcntl.flock(file, how | fcntl.LOCK_NB)
        except BlockingIOError as wrong:
            raise Refused(otherwise) from wrong
        yield
