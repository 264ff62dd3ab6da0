"""What rooms above show beside a text while it is being written: asked for by a button of the composer, in its form.

register(BESIDE): called once by the room's AppConfig.ready.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from leeward.boards.forms import Composer
from leeward.boards.models import Topic
from leeward.members.requests import MemberRequest


class Beside(NamedTuple):
    """`show` gives the template that is put into the form, and what it shows; None where another button was pressed."""

    show: Callable[[Composer, MemberRequest, Topic | None], tuple[str, Any] | None]


_rooms: list[Beside] = []


def register(beside: Beside) -> None:
    if beside not in _rooms:
        _rooms.append(beside)


def was_asked(composer: Composer, request: MemberRequest, topic: Topic | None) -> bool:
    """True where the button was one of those rooms': the composer then has what to show, and nothing is posted."""
    for room in _rooms:
        if found := room.show(composer, request, topic):
            composer.beside = found
            return True
    return False
