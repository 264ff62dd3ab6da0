"""What rooms above want to show or ask a writer once a post stands: whether an update keeps a promise, say.

register(ask): called once by the room's AppConfig.ready.
"""

from __future__ import annotations

from collections.abc import Callable

from leeward.boards.models import Post
from leeward.members.models import Member

Ask = Callable[[Member, Post], str]  # the address of a page, or ""

_of_all: list[Ask] = []
_of_updates: list[Ask] = []


def register(ask: Ask, *, of_all: bool = False) -> None:
    """Called after each update in a story; with `of_all` after every post and every change, and before the others."""
    rooms = _of_all if of_all else _of_updates
    if ask not in rooms:
        rooms.append(ask)


def place_after(by: Member, post: Post, *, is_update: bool = False) -> str:
    """Where to lead whoever has just posted this; "" for the post itself."""
    rooms = [*_of_all, *_of_updates] if is_update else _of_all
    return next((place for ask in rooms if (place := ask(by, post))), "")
