"""What the worker does here."""

from collections.abc import Callable
from typing import Any

from leeward.answering.reckoning import reckon_owed, settle_privately

JOBS: dict[str, Callable[[dict[str, Any]], None]] = {
    "reckon_owed": reckon_owed,
    "settle_privately": settle_privately,
}
