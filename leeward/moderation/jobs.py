"""What the worker does for fair hands."""

from collections.abc import Callable
from typing import Any

from leeward.moderation.effects import end_by_itself

JOBS: dict[str, Callable[[dict[str, Any]], None]] = {"end_by_itself": end_by_itself}
