"""How this room learns of what can be cited: the room that has it says so, once.

know(find_posts): called by that room's AppConfig.ready.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime

from leeward.members.models import Member
from leeward.words import Cited


@dataclass(frozen=True)
class Found:
    """What a citation shows. `text` is the whole passage, or the post's beginning."""

    address: str
    who: str  # "" for a former member
    where: str
    at: datetime
    text: str


# Of what is cited: only what the viewer may see, in one query.
Find = Callable[[Member | None, Collection[Cited]], dict[Cited, Found]]

_finds: list[Find] = []


def know(find: Find) -> None:
    if find not in _finds:
        _finds.append(find)


def find_all(viewer: Member | None, cited: Collection[Cited]) -> dict[Cited, Found]:
    found: dict[Cited, Found] = {}
    for find in _finds:
        found |= find(viewer, cited)
    return found
