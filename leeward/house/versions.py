"""The house rules through time: each change is a version, told of before it holds, and readable for good.

The version in force is the one with the highest number whose moment has come; nothing has to run for that moment.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from leeward.house.models import House, RulesVersion
from leeward.house.rules import Person, insist, why_not_keep
from leeward.words import render

ANCHOR = "rules"  # paragraphs of the rules have addresses of their own: /rules#rules-3
HEADING, POINT, DASH = re.compile(r"#{1,6}\s+(.+)"), re.compile(r"\d{1,3}[.)]\s+(.+)"), re.compile(r"[-*+]\s+(.+)")
EXAMPLE = re.compile(r"\s*>")  # a quote below a rule is an example of it
RULES_LISTED, RULE_MAX = 60, 300  # what can be chosen from at the desk; the width of a decision's column


@dataclass(frozen=True)
class Told:
    """A version, with what a reader has to know about others to understand what it changes."""

    version: RulesVersion
    before: RulesVersion | None  # what holds until it; while it is still to come, what holds now
    between: list[RulesVersion]  # told of after that one, and a part of this one
    overtaken_by: RulesVersion | None  # holds no later than this one, which therefore never holds by itself
    held: RulesVersion | None


def in_force(at: datetime | None = None) -> RulesVersion | None:
    """What holds at that moment (now). One query."""
    return RulesVersion.objects.filter(holds_from__lte=at or timezone.now()).order_by("-number").first()


def upcoming() -> RulesVersion | None:
    """What members were told of, and does not hold yet: the next to hold. One query."""
    now = in_force()
    rows = RulesVersion.objects.filter(holds_from__gt=timezone.now(), number__gt=now.number if now else 0)
    return rows.order_by("holds_from", "-number").first()


def latest() -> RulesVersion | None:
    """The last that was written down, whether it holds yet or not. One query."""
    return RulesVersion.objects.order_by("-number").first()


def all_versions() -> list[RulesVersion]:
    """The newest first. One query."""
    return list(RulesVersion.objects.order_by("-number"))


def overtaken(rows: list[RulesVersion]) -> dict[int, RulesVersion]:
    """By number, those that never hold by themselves: a later one holds no later. `rows`: the newest first."""
    found, first = dict[int, RulesVersion](), None
    for row in rows:
        if first and first.holds_from <= row.holds_from:
            found[row.number] = first
        else:
            first = row
    return found


def numbered(number: int) -> Told | None:
    """This version, and what it is read beside. One query."""
    rows, now = all_versions(), timezone.now()
    version = next((row for row in rows if row.number == number), None)
    if version is None:
        return None
    known = [row for row in rows if row.number <= number]
    earlier, gone, until = known[1:], overtaken(known), min(now, version.holds_from)
    did_hold = (row for row in earlier if row.number not in gone and row.holds_from <= until)
    before = next(did_hold, earlier[0] if earlier else None)
    between = [row for row in earlier if before and row.number > before.number]
    held = next((row for row in rows if row.holds_from <= now), None)
    return Told(version, before, between[::-1], overtaken(rows).get(number), held)


def preview(source: str) -> str:
    """The HTML that `put_down` would store."""
    return render(source, anchor=ANCHOR, first_heading=2).html


def put_down(
    *, by: Person, source: str, summary: str = "", holds_from: datetime | None = None, asks: bool = False
) -> RulesVersion:
    """A version more. Telling members is for the room above (`rulebook`)."""
    insist(why_not_keep(by))
    return put_down_at(timezone.now(), source=source, summary=summary, holds_from=holds_from, asks=asks)


def put_down_at(
    now: datetime, *, source: str, summary: str = "", holds_from: datetime | None = None, asks: bool = False
) -> RulesVersion:
    """As if it were `now`: for a house that is made with a past."""
    with transaction.atomic():
        house = House.objects.select_for_update().get_or_create(id=1)[0]
        number = (RulesVersion.objects.aggregate(most=Max("number"))["most"] or 0) + 1
        made = RulesVersion.objects.create(
            number=number,
            source=source,
            html=preview(source),
            summary=summary,
            made_at=now,
            holds_from=max(holds_from or now, now),
            asks=asks,
        )
        house.rules_told, house.rules_asked = number, number if asks else house.rules_asked
        house.save(update_fields=["rules_told", "rules_asked"])
    return made


def rerender() -> None:
    """Make the stored HTML again, for a newer renderer."""
    for row in RulesVersion.objects.all():
        RulesVersion.objects.filter(pk=row.pk).update(html=preview(row.source))


def rules_in(source: str) -> list[str]:
    """The rules one by one, as a decision can rest on one: headings, else numbered points, else dashes, else lines."""
    lines = source.splitlines()
    for shape in (HEADING, POINT, DASH):
        if found := [match[1] for line in lines if (match := shape.match(line))]:
            return [_plain(words) for words in found][:RULES_LISTED]
    return [_plain(line) for line in lines if line.strip()][:RULES_LISTED]


def without_example(source: str) -> list[str]:
    """Those of `rules_in` below which no quote stands."""
    wanted, bare = set(rules_in(source)), {}
    rule = ""
    for line in source.splitlines():
        match = HEADING.match(line) or POINT.match(line) or DASH.match(line)
        if match and _plain(match[1]) in wanted:
            rule = _plain(match[1])
            bare[rule] = True
        elif EXAMPLE.match(line):
            bare.pop(rule, None)
    return list(bare)


def _plain(words: str) -> str:
    return words.replace("**", "").strip("# *").strip()[:RULE_MAX]
