"""Rooms above that keep something made of posts' words are told when these change, so that it changes with them.

register(reworded): called once by the room's AppConfig.ready.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

# Ids of posts, and whether nobody has read a word of them before; inside the transaction that changes them.
Reworded = Callable[[Collection[int], bool], None]

_rooms: list[Reworded] = []


def register(reworded: Reworded) -> None:
    if reworded not in _rooms:
        _rooms.append(reworded)


def words_changed(ids: Collection[int], *, are_new: bool = False) -> None:
    """These posts, or the titles above them, say something else from now on, or nothing."""
    if ids:
        for reworded in _rooms:
            reworded(ids, are_new)
