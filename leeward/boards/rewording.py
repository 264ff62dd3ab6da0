"""Rooms above that keep something made of posts' words are told when these change, so that it changes with them.

register(reworded): called once by the room's AppConfig.ready.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

Reworded = Callable[[Collection[int]], None]  # ids of posts; inside the transaction that changes them

_rooms: list[Reworded] = []


def register(reworded: Reworded) -> None:
    if reworded not in _rooms:
        _rooms.append(reworded)


def words_changed(ids: Collection[int]) -> None:
    """These posts, or the titles above them, say something else from now on, or nothing."""
    if ids:
        for reworded in _rooms:
            reworded(ids)
