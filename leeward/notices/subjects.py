"""What notices can be about. Each room that has such a thing registers it: who may see it, and how it is shown.

register(Subject(name="post", visible=Post.objects.visible_to, show=show_posts))
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from leeward.members.models import Member


@dataclass(frozen=True)
class Shown:
    """One subject, as its reader may see it now."""

    title: str  # of the place it stands in
    address: str  # where it stands
    who: str | None  # the name of who did it; "" for a former member, None where nobody is named


@dataclass(frozen=True)
class Subject:
    """One kind of thing.

    visible(member): rows with a `ref`, those the member may see.
    show(member, refs): {ref: Shown}, of these refs, what the member may see; a fixed number of queries.
    """

    name: str
    visible: Callable[[Member], QuerySet[Any]]
    show: Callable[[Member, Sequence[str]], dict[str, Shown]]


_subjects: dict[str, Subject] = {}


def register(subject: Subject) -> None:
    """Called once by a room's AppConfig.ready. A name that is taken is a mistake in the code."""
    if _subjects.get(subject.name, subject) != subject:
        raise ValueError(f"two subjects of notices are called {subject.name!r}")
    _subjects[subject.name] = subject


def all_subjects() -> Iterable[Subject]:
    return _subjects.values()


def show(member: Member, subject: str, refs: Sequence[str]) -> dict[str, Shown]:
    """What is left of these refs for this member. Nothing where the room is no longer here."""
    known = _subjects.get(subject)
    return known.show(member, refs) if known and refs else {}
