"""What the worker does here at other rooms' asking."""

from collections.abc import Callable
from typing import Any

from leeward.notices import actions


def note(detail: dict[str, Any]) -> None:
    """{"member": id}: there is something for them to look at."""
    actions.note(detail["member"])


JOBS: dict[str, Callable[[dict[str, Any]], None]] = {"note": note}
