"""What is put on the desk from here. Those who look after the house are a room above, which registers itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from leeward.boards.models import Board
from leeward.members.models import Member

POST, CHECK = "post", "check"  # subjects of cases


@dataclass(frozen=True)
class Needed:
    """Something that somebody at the desk should see first. `ref` is the post's, or the check-in's."""

    subject: str
    ref: str
    title: str
    face: Member | None
    board: Board | None = None


Told = Callable[[Needed], None]

_told: list[Told] = []


def register(told: Told) -> None:
    """Called once by a room's AppConfig.ready. `told` is called in the transaction in which it happens."""
    if told not in _told:
        _told.append(told)


def put(needed: Needed) -> None:
    for told in _told:
        told(needed)
