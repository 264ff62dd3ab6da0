"""Choosing how long something is kept, and carrying it out."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.clocks.kinds import Clock, all_clocks, clock_of
from leeward.clocks.models import Chosen, Run
from leeward.house.rules import Person, insist, why_not_keep


@dataclass(frozen=True)
class Line:
    """One row of the table."""

    clock: Clock
    days: int
    run: Run | None  # None: not yet


def table() -> list[Line]:
    """Everything that goes by itself, the soonest first. Two queries."""
    chosen = dict(Chosen.objects.values_list("name", "days"))
    runs = {run.name: run for run in Run.objects.all()}
    lines = [Line(clock, chosen.get(clock.name, clock.days), runs.get(clock.name)) for clock in all_clocks()]
    return sorted(lines, key=lambda line: (line.days, line.clock.name))


def days_of(name: str) -> int:
    """As chosen, or as the room says. One query. KeyError for a clock that nobody registered."""
    clock = clock_of(name)
    if clock is None:
        raise KeyError(name)
    chosen = Chosen.objects.filter(name=name).values_list("days", flat=True).first()
    return clock.days if chosen is None else chosen


def choose(*, by: Person, days: dict[str, int | None]) -> None:
    """{clock: days}, all or none. ValidationError by clock where a number is missing or out of its bounds."""
    insist(why_not_keep(by))
    wrong = {name: sentence for name, number in days.items() if (sentence := _why_not(name, number))}
    if wrong:
        raise ValidationError(wrong)
    with transaction.atomic():
        for name, number in days.items():
            Chosen.objects.update_or_create(name=name, defaults={"days": number or 0, "at": timezone.now()})


def _why_not(name: str, days: int | None) -> str | None:
    clock = clock_of(name)
    if clock is None or clock.is_fixed:
        return _("This is not for anybody to choose.")
    if days is None or not clock.least <= days <= clock.most:
        return _("%(what)s: a number of days from %(least)d to %(most)d.") % {
            "what": clock.what,
            "least": clock.least,
            "most": clock.most,
        }
    return None


def carry_out(clock: Clock) -> int:
    """Take away what is past its time, and note that it was done."""
    now = timezone.now()
    went = clock.sweep(now - timedelta(days=days_of(clock.name)))
    Run.objects.get_or_create(name=clock.name, defaults={"at": now})
    rows = Run.objects.filter(name=clock.name)
    rows.update(at=now, went=went, in_all=F("in_all") + went)
    if went:
        rows.update(went_at=now)
    return went
