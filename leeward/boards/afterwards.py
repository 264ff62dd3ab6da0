"""What rooms above want to ask a writer once an update stands: whether it keeps a promise, say.

register(ask): called once by the room's AppConfig.ready.
"""

from __future__ import annotations

from collections.abc import Callable

from leeward.boards.models import Post
from leeward.members.models import Member

Ask = Callable[[Member, Post], str]  # the address of a page that asks, or ""

_rooms: list[Ask] = []


def register(ask: Ask) -> None:
    if ask not in _rooms:
        _rooms.append(ask)


def place_after(by: Member, post: Post) -> str:
    """Where to lead whoever has just posted this update; "" for the post itself."""
    return next((place for ask in _rooms if (place := ask(by, post))), "")
