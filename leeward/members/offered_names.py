"""A name to take, for those who have none at hand: to somebody who joins, and to somebody who wants another name for
one topic. Both get one from the same hat, so that a name of this kind says nothing about which of the two it is.
"""

import secrets
from functools import cache
from pathlib import Path


@cache
def _offered() -> tuple[str, ...]:
    """Plants and birds, such as people here take for names."""
    return tuple(Path(__file__).with_suffix(".txt").read_text().split())


def offer() -> str:
    """Drawn by chance; whether it is free is seen when it is taken."""
    return f"{secrets.choice(_offered())} {secrets.choice(_offered())}"
