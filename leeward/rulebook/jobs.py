"""What the worker does when the rules change."""

from collections.abc import Callable
from typing import Any

from leeward.rulebook.telling import tell_of_rules

JOBS: dict[str, Callable[[dict[str, Any]], None]] = {"tell_of_rules": tell_of_rules}
