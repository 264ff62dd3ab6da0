"""Where pictures may stand. Each room with texts that show or keep pictures registers its places.

register(Place(name="post", shown_to=posts_shown_to, needed=posts_need))
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from leeward.members.models import Member

if TYPE_CHECKING:
    from leeward.attachments.models import Attachment


@dataclass(frozen=True)
class Place:
    """One kind of text in which pictures stand.

    shown_to(viewer): the rows of `Shown.target` that the viewer may see, as a subquery of ids; it stands inside a query
        for attachments at two levels' depth and may name the picture as `OuterRef(OuterRef("ref"))`, and its owner as
        `OuterRef(OuterRef("owner_id"))`. None: nobody but the owner sees a picture there (a draft).
    needed(pictures): those that a text there still shows or may show again, by their ids. Asked by the worker, at
        most `sweeping.BATCH` at once.
    """

    name: str
    needed: Callable[[Collection[Attachment]], set[int]]
    shown_to: Callable[[Member | None], QuerySet[Any, Any]] | None = None


_places: dict[str, Place] = {}


def register(place: Place) -> None:
    """Called once by a room's AppConfig.ready. A name that is taken is a mistake in the code."""
    if _places.get(place.name, place) != place:
        raise ValueError(f"two places of pictures are called {place.name!r}")
    _places[place.name] = place


def shown_to(viewer: Member | None) -> list[tuple[str, QuerySet[Any, Any]]]:
    """(name, what the viewer may see there) for each place that has readers."""
    return [(place.name, place.shown_to(viewer)) for place in _places.values() if place.shown_to]


def needed(pictures: Collection[Attachment]) -> set[int]:
    """The ids of those that any place still needs."""
    found: set[int] = set()
    for place in _places.values():
        left = [picture for picture in pictures if picture.pk not in found]
        found |= place.needed(left) if left else set()
    return found
