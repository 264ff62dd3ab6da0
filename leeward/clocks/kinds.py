"""What does not live for ever: each room says what it lets go of, after how many days, and how.

A room registers its clocks when it starts (`apps.py`); the worker carries them out, administrators set them within
their bounds, and everybody may read how they stand.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise

HOUR = 3600.0


@dataclass(frozen=True)
class Clock:
    """`sweep(before)` takes away what is older than that moment and says how much went; once more does no harm."""

    name: str
    what: str | Promise  # "Drafts that nobody has written on", as the table's row begins
    why: str | Promise  # why for so long, in a sentence
    days: int  # unless an administrator chose otherwise
    sweep: Callable[[datetime], int]
    least: int = 0  # days; with `most` the bounds of that choice. Both 0: nobody can choose
    most: int = 0
    every: float = 24 * HOUR  # seconds between two runs

    @property
    def is_fixed(self) -> bool:
        return not self.most


_CLOCKS: dict[str, Clock] = {}


def register(clock: Clock) -> None:
    """Twice the same name is a mistake of the house's builders."""
    if _CLOCKS.setdefault(clock.name, clock) is not clock:
        raise ValueError(f"two clocks are called {clock.name!r}")


def all_clocks() -> list[Clock]:
    return list(_CLOCKS.values())


def clock_of(name: str) -> Clock | None:
    return _CLOCKS.get(name)
