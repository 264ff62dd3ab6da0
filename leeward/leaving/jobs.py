"""What the worker does for those who leave."""

from collections.abc import Callable
from typing import Any

from leeward.leaving.traces import wipe_traces

JOBS: dict[str, Callable[[dict[str, Any]], None]] = {
    "wipe_traces": wipe_traces,
}
