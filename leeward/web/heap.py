"""Memory of a process: what is held only while it is asked for, and what is given back to the system."""

import ctypes
import gc
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Generic, TypeVar

Made = TypeVar("Made")

M_ARENA_MAX = -8  # from malloc.h of the GNU library


def hold_one_heap() -> None:
    """One heap for all threads: they compute one at a time, and each heap of its own keeps what it once needed."""
    with suppress(AttributeError, OSError):  # another system's library: there it stays as it is
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def give_back() -> None:
    """What was freed goes back to the system: by itself the library keeps some megabytes of it, for the next time."""
    with suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


class Lent(Generic[Made]):
    """Something large: made when it is first asked for, let go of when nobody asked for `rest` seconds, made anew."""

    def __init__(self, make: Callable[[], Made], rest: float) -> None:
        self.rest = rest
        self._make = make
        self._made: Made | None = None
        self._asked_at = 0.0
        self._lock = threading.Lock()

    @contextmanager
    def lent(self) -> Iterator[Made]:
        """To one thread at a time."""
        with self._lock:
            if self._made is None:
                self._made = self._make()
                threading.Thread(target=self._watch, daemon=True).start()
            try:
                yield self._made
            finally:
                self._asked_at = time.monotonic()

    def _watch(self) -> None:
        while not self._let_go():
            time.sleep(self.rest)

    def _let_go(self) -> bool:
        """Whether it rested long enough."""
        with self._lock:
            if time.monotonic() - self._asked_at < self.rest:
                return False
            self._made = None
        gc.collect()
        give_back()
        return True
