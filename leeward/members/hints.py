"""Signals about somebody, for those who look after members: a room above knows them, and registers itself here."""

from __future__ import annotations

from collections.abc import Callable

from leeward.members.models import Member

Hints = Callable[[Member], list[str]]
_rooms: list[Hints] = []


def register(hints: Hints) -> None:
    """`hints(member)`: sentences, or none. Called once by a room's AppConfig.ready."""
    if hints not in _rooms:
        _rooms.append(hints)


def hints_about(member: Member) -> list[str]:
    return [sentence for hints in _rooms for sentence in hints(member)]
