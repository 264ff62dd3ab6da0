"""The counts of limits in Valkey or Redis (LEEWARD_CACHE), so that a flood costs the database no commit for each try.

Loaded only where configured. What stands there is a digest and a number, and ends with its window. While the server is
away the database counts, as without it: from nought, so that nobody is shut out by a fall.
"""

from __future__ import annotations

import logging
import time
from functools import cache

from valkey import Valkey
from valkey.exceptions import ValkeyError

AGAIN = 5.0  # seconds without it after it was away
TIMEOUT = 0.5  # seconds; somebody waits for the page
PREFIX = "leeward:limit:"

log = logging.getLogger("leeward.web")


class Counts:
    """One for each process: it keeps its connections."""

    def __init__(self, address: str) -> None:
        address = address.replace("valkey://", "redis://", 1).replace("valkeys://", "rediss://", 1)
        self._wire = Valkey.from_url(address, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT)
        self._not_before = 0.0  # on the monotonic clock

    def one_more(self, key: str, seconds: int) -> int | None:
        """How often it happened in the window that began with the first time. None: ask the database."""
        if time.monotonic() < self._not_before:
            return None
        try:
            with self._wire.pipeline(transaction=True) as both:
                both.set(PREFIX + key, 0, ex=seconds, nx=True)
                both.incr(PREFIX + key)
                return int(both.execute()[1])  # type: ignore[no-untyped-call]
        except (ValkeyError, OSError) as wrong:
            self._rest(wrong)
            return None

    def forget(self, key: str) -> None:
        try:
            self._wire.delete(PREFIX + key)
        except (ValkeyError, OSError) as wrong:
            self._rest(wrong)

    def _rest(self, wrong: Exception) -> None:
        log.warning("the database counts instead of the cache: %s", type(wrong).__name__)
        self._not_before = time.monotonic() + AGAIN


@cache
def counts_at(address: str) -> Counts:
    return Counts(address)
