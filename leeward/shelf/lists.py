"""The shelf as somebody sees it: a few queries, whatever stands there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.db.models import F

from leeward.members.models import Member
from leeward.shelf.models import Entry, Kind, Recommendation
from leeward.web import times
from leeward.words.links import host_of

PAGE = 30  # things on a page
SAID = 3  # recommendations shown with each on the list
COUNTRIES = 100  # to choose from


@dataclass(frozen=True)
class Standing:
    """A thing, with the recommendations of it that the viewer may see, the first of them first: it gives the name."""

    entry: Entry
    said: list[Recommendation]

    @property
    def first(self) -> Recommendation:
        return self.said[0]

    @property
    def href(self) -> str:
        """Where pressing it leads, or "" for what has a name only."""
        if self.entry.kind == Kind.PHONE:
            dialled = "".join(sign for sign in self.first.address if sign.isdigit() or sign == "+")
            return f"tel:{dialled}"
        return self.first.address if self.first.address.startswith(("http://", "https://")) else ""

    @property
    def beside(self) -> str:
        """What stands beside its name: the host, the number, the ISBN; "" for what has a name only."""
        return host_of(self.href) if self.href.startswith("http") else self.first.address


@dataclass(frozen=True)
class Chosen:
    """What the viewer wants to see of it; "" for all. `country` is a sign that stands for one: see `sign_of`."""

    kind: str = ""
    language: str = ""
    country: str = ""
    page: int = 1

    def query(self, **changes: Any) -> str:
        """For an address: this choice with the changes, without what is not narrowed."""
        return urlencode({name: value for name, value in asdict(replace(self, **changes)).items() if value})


def sign_of(country: str) -> str:
    """Six letters and figures for an address, which holds no word that somebody typed."""
    return hashlib.blake2s(country.encode("utf-8", "surrogatepass"), digest_size=3).hexdigest()


def countries_for(viewer: Member) -> dict[str, str]:
    """{sign: country} of what the viewer may see. One query."""
    rows = Recommendation.objects.visible_to(viewer).exclude(country="").order_by("country")
    return {sign_of(name): name for name in rows.values_list("country", flat=True).distinct()[:COUNTRIES]}


def page_of(viewer: Member, chosen: Chosen, countries: dict[str, str]) -> tuple[list[Standing], bool]:
    """(a page, the newest first, and what does not work any more last; whether there are more). Two queries."""
    rows = Entry.objects.visible_to(viewer)
    if chosen.kind:
        rows = rows.filter(kind=chosen.kind)
    if chosen.language:
        rows = rows.recommended(viewer, language=chosen.language)
    if chosen.country:
        rows = rows.recommended(viewer, country=countries.get(chosen.country, ""))
    first = (chosen.page - 1) * PAGE
    found = list(rows.order_by(F("dead_at").asc(nulls_first=True), "-pk")[first : first + PAGE + 1])
    return standing(viewer, found[:PAGE]), len(found) > PAGE


def standing(viewer: Member, entries: Sequence[Entry]) -> list[Standing]:
    """Each with what the viewer may see said of it. One query."""
    said: dict[int, list[Recommendation]] = {}
    for row in Recommendation.objects.visible_to(viewer).filter(entry__in=entries).with_posts():
        said.setdefault(row.entry_id, []).append(row)
    return [Standing(entry, said[entry.pk]) for entry in entries if entry.pk in said]


def own_recommendations(member: Member, with_aliases: bool) -> Iterator[dict[str, Any]]:
    """To take along: what the member's own posts put on the shelf."""
    rows = Recommendation.objects.of(member) if with_aliases else Recommendation.objects.filter(post__author=member)
    for row in rows.exclude(gathered_at__isnull=False).select_related("entry").order_by("pk"):
        yield {
            **{"kind": row.entry.kind, "what": row.what, "address": row.address, "why": row.why},
            **{"language": row.language, "country": row.country, "put": times.stamp(row.at)},
        }
