"""Help lines for somebody's own country.

Which country that is, they say themselves; else the language settings of their browser may name one; else the house's
administrators have chosen. It is never looked up from where a connection comes from.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from django.http import HttpRequest

from leeward.house.rules import insist, why_not_keep
from leeward.members.models import Member
from leeward.shelter.models import HelpLine, HouseCountry, Need, OwnCountry

NEEDS = {
    "self": (Need.DANGER, Need.DESPAIR, Need.OTHER),
    "another": (Need.DANGER, Need.HOME, Need.SEXUAL, Need.MEN),
    "child": (Need.DANGER, Need.CHILDREN, Need.HOME),
}
FEW = 8  # lines at once: more is a page of its own
# What browsers call the countries of the list that comes with a house.
REGIONS = {
    **{"AU": "Australia", "AT": "Austria", "CA": "Canada", "FR": "France", "DE": "Germany", "IE": "Ireland"},
    **{"IT": "Italy", "NL": "Netherlands", "NZ": "New Zealand", "ES": "Spain", "CH": "Switzerland"},
    **{"GB": "United Kingdom", "US": "United States"},
}
_REGION = re.compile(r"(?:^|,)\s*[A-Za-z]{2,3}-([A-Za-z]{2})\b")


@dataclass(frozen=True)
class Near:
    """Lines to call. `country` is "" where none is known: then they are of the house's countries, or none."""

    country: str = ""
    lines: list[HelpLine] = field(default_factory=list)


def countries() -> list[str]:
    """Those for which there are lines. One query."""
    return list(HelpLine.objects.order_by("country").values_list("country", flat=True).distinct())


def near(request: HttpRequest, kinds: Collection[str] = tuple(NEEDS)) -> Near:
    """Lines for what somebody may need, the most pressing first. At most three queries."""
    needs = {need for kind in kinds for need in NEEDS.get(kind, ())}
    member: Member | None = getattr(request, "member", None)
    wanted = country_of(member)
    named = [wanted] if wanted else _regions(request)
    rows = HelpLine.objects.filter(need__in=needs).order_by("need", "country", "name")
    for country in named:
        if lines := list(rows.filter(country=country)[:FEW]):
            return Near(country, lines)
    return Near("", list(rows.filter(country__in=HouseCountry.objects.values("country"))[:FEW]))


def _regions(request: HttpRequest) -> list[str]:
    """At most two: what else a browser sends is not asked for."""
    found = _REGION.findall(request.headers.get("Accept-Language", "")[:200])
    return list(dict.fromkeys(REGIONS[sign.upper()] for sign in found if sign.upper() in REGIONS))[:1]


def country_of(member: Member | None) -> str:
    """As they chose; "" where they have not. One query."""
    if member is None:
        return ""
    return OwnCountry.objects.filter(member=member).values_list("country", flat=True).first() or ""


def choose_country(*, by: Member, country: str) -> None:
    """A country without lines, such as "", takes the choice back."""
    if country in countries():
        OwnCountry.objects.update_or_create(member=by, defaults={"country": country})
    else:
        OwnCountry.objects.filter(member=by).delete()


def house_countries() -> list[str]:
    return list(HouseCountry.objects.order_by("country").values_list("country", flat=True))


def set_house_countries(*, by: Member, named: Collection[str]) -> None:
    insist(why_not_keep(by))
    known = set(countries()) & set(named)
    HouseCountry.objects.exclude(country__in=known).delete()
    HouseCountry.objects.bulk_create([HouseCountry(country=one) for one in sorted(known)], ignore_conflicts=True)
