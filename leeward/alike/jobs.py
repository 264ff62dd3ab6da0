"""What the worker does here."""

from collections.abc import Callable
from typing import Any

from leeward.alike.following import catch_up_comparing, compare_posts

JOBS: dict[str, Callable[[dict[str, Any]], None]] = {
    "compare_posts": compare_posts,
    "catch_up_comparing": catch_up_comparing,
}
