"""The kinds of text that people write here. Each room that has one registers it, and gets all of drafts.

register(Kind(name="letter", where=where_letter, post=send_letter))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from leeward.drafts.words import Words
from leeward.members.models import Member


@dataclass(frozen=True)
class Place:
    """Where a text is being written, as its writer may see it now."""

    title: str  # "Reply in “A heavy night”"
    address: str  # of the page to go on writing on
    why_not: str = ""  # the rule's sentence, where it cannot be posted now


@dataclass(frozen=True)
class News:
    """What happened there meanwhile: one sentence, and where to look ("" where there is nothing to look at)."""

    sentence: str
    address: str
    mark: str  # how things stand now, given back with the next question


@dataclass(frozen=True)
class Kind:
    """One kind of text. Every function finds its target through what the member may see.

    where(member, target): None where there is no such place any more for this member.
    post(by, target, words, once): puts the words there and gives the address they now have; one transaction;
        raises PermissionDenied or ValidationError({field: sentence}) as the room's actions do.
    change(by, once, words): writes the words over what the form `once` posted, and gives its address.
    meanwhile(member, target, mark, since, words): what the writer would want to know, or None.
    places(member): [(target, title)] where such a text could go, for words whose own place is gone.
    takes_files: its view looks at a file, whichever button brought it; elsewhere a file is nothing.
    stays: what was posted can be read among the drafts for a while; False for words that shall not be seen here again.
    adds: posting twice makes two; False for a kind that changes what is there.
    """

    name: str
    where: Callable[[Member, str], Place | None]
    post: Callable[[Member, str, Words, str], str]
    change: Callable[[Member, str, Words], str] | None = None
    meanwhile: Callable[[Member, str, str, datetime, Words], News | None] | None = None
    places: Callable[[Member], list[tuple[str, str]]] | None = None
    adds: bool = True
    stays: bool = True
    takes_files: bool = False


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Called once by a room's AppConfig.ready. A name that is taken is a mistake in the code."""
    if _kinds.get(kind.name, kind) != kind:
        raise ValueError(f"two kinds of text are called {kind.name!r}")
    _kinds[kind.name] = kind


def kind_of(name: str) -> Kind | None:
    """None for a kind whose room is no longer here: its drafts are still read and copied."""
    return _kinds.get(name)


def where(member: Member, kind: str, target: str) -> Place | None:
    """The place, as the member may see it now."""
    known = kind_of(kind)
    return known.where(member, target) if known else None


def all_places(member: Member) -> list[tuple[str, str]]:
    """[("topic:ref", title)]: everywhere that words without a place could go."""
    return [
        (f"{kind.name}:{target}", title)
        for kind in _kinds.values()
        if kind.places
        for target, title in kind.places(member)
    ]
