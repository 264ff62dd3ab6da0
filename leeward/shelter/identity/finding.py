"""What was found, and which of two finds in one place stays."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

# Kind -> its few words on the page. In one place the kind that stands first here wins.
KINDS = {
    "stand-in": _("A name from your own list"),
    "email": _("An e-mail address"),
    "link": _("A profile or a link"),
    "phone": _("A phone number"),
    "id": _("A number that belongs to one person or car"),
    "address": _("A street or a postcode"),
    "date": _("An exact date"),
    "age": _("An exact age"),
    "school": _("A school"),
    "employer": _("A place of work"),
    "place": _("A place"),
    "person": _("A name"),
    "rare": _("A rare combination"),
}
ORDER = {kind: number for number, kind in enumerate(KINDS)}


@dataclass(frozen=True)
class Find:
    """`text` stands at start..end of what was read. `softer` are wordings for exactly that stretch, the best first;
    "" among them means: leave it out."""

    start: int
    end: int
    kind: str
    text: str
    why: str = ""
    softer: tuple[str, ...] = ()


@dataclass
class Reading:
    """A text while it is being read: what the rules share. `plain` is as long as `text`; what is not to be marked
    (quotations, mentions) is blank in it."""

    text: str
    plain: str
    tongue: str
    finds: list[Find] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._taken = bytearray(len(self.text))

    def add(self, start: int, end: int, kind: str, why: str = "", softer: tuple[str, ...] = ()) -> None:
        self._taken[start:end] = b"\1" * (end - start)
        self.finds.append(Find(start, end, kind, self.text[start:end], why, softer))

    def of(self, *kinds: str) -> list[Find]:
        return [find for find in self.finds if find.kind in kinds]

    def is_taken(self, start: int, end: int) -> bool:
        return any(self._taken[start:end])

    def has(self, *needles: str) -> bool:
        """Whether one of the words stands anywhere: asked before a costly pattern."""
        return any(needle in self.plain for needle in needles)


def settled(finds: Iterable[Find]) -> tuple[Find, ...]:
    """In order of place, none over another: the kind that comes first in KINDS stays, then the longer one."""
    kept: list[Find] = []
    taken: set[int] = set()
    for find in sorted(finds, key=lambda one: (ORDER[one.kind], one.start - one.end, one.start)):
        places = range(find.start, find.end)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(find)
    return tuple(sorted(kept, key=lambda one: one.start))
