"""What fair hands keep, and for how long: words go first, then who did what, then the rows. What somebody has to keep
(`clocks.holds`) stays until it may go."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leeward.clocks import holds
from leeward.clocks.kinds import HOUR, Clock
from leeward.members.models import Restraint
from leeward.moderation import erasing
from leeward.moderation.models import Appeal, Case, CaseNote, CaseRows, Decision, Look, Report

AT_ONCE = 500  # rows between two looks at what may not go


def _settled(before: datetime) -> CaseRows:
    """Cases settled before, less those that somebody has to keep."""
    rows = Case.objects.filter(settled_at__lt=before)
    return rows.exclude(ref__in=holds.held("case", rows.values_list("ref", flat=True)))


def sweep_reports(before: datetime) -> int:
    """The words of reports: passages, notes, and the number that finds them again."""
    old = Report.objects.filter(case__in=_settled(before), erased_at=None)
    return old.update(sealed=b"", code=None, erased_at=timezone.now())


def sweep_notes(before: datetime) -> int:
    """What those at the desk told one another, and who of them did what."""
    return CaseNote.objects.filter(case__in=_settled(before)).delete()[0]


def sweep_cases(before: datetime) -> int:
    """The cases themselves: who reported, what, and who saw to it. Decisions stay."""
    gone = list(_settled(before).values_list("pk", flat=True)[: 10 * AT_ONCE])
    for first in range(0, len(gone), AT_ONCE):
        Case.objects.filter(pk__in=gone[first : first + AT_ONCE]).delete()
    return len(gone)


def sweep_decisions(before: datetime) -> int:
    """Whom a decision was about, and its words. That there was one, of which kind and on which rule, stays: it is
    what the public numbers are made of. One that still binds somebody stays whole."""
    binding = Exists(Restraint.objects.filter(decision=OuterRef("ref")))
    rows = Decision.objects.filter(~binding, at__lt=before, forgotten_at=None, waits_at=None)
    rows = rows.exclude(ref__in=holds.held("decision", rows.values_list("ref", flat=True)))
    count = 0
    for decision in rows.iterator(chunk_size=AT_ONCE):
        decision.hold("", [])
        decision.face, decision.forgotten_at = None, timezone.now()
        decision.save(update_fields=["sealed", "face", "forgotten_at"])
        Appeal.objects.filter(decision=decision).update(sealed=b"", by=None)
        count += 1
    return count


def sweep_looks(before: datetime) -> int:
    """Who looked at something private, and why."""
    rows = Look.objects.filter(at__lt=before)
    count = rows.count()
    rows.delete()
    return count


def carry_out_erasing(_before: datetime) -> int:
    """Each by the day that whom it concerns was told."""
    return erasing.carry_out_due()


CLOCKS = [
    Clock(
        name="decided-erasing",
        what=_("What two people decided to erase, from the day on which they agreed"),
        why=_("So that whoever wrote it can take it along, or ask for a second look. Who was told a day keeps it."),
        days=30,
        least=7,
        most=180,
        sweep=carry_out_erasing,
        every=HOUR,
    ),
    Clock(
        name="reports",
        what=_("What reports say, from the day on which they were settled"),
        why=_("So that whoever reported can ask again why."),
        days=90,
        least=30,
        most=730,
        sweep=sweep_reports,
    ),
    Clock(
        name="desk-notes",
        what=_("Notes among those who look after the house, from the day on which a case was settled"),
        why=_("So that somebody who sees to the same again knows what was said."),
        days=180,
        least=30,
        most=730,
        sweep=sweep_notes,
    ),
    Clock(
        name="cases",
        what=_("Who reported what, and who saw to it, from the day on which it was settled"),
        why=_("So that something that happens again and again is seen."),
        days=730,
        least=180,
        most=1825,
        sweep=sweep_cases,
    ),
    Clock(
        name="decisions",
        what=_("Whom a decision was about, and its words, unless it still binds somebody"),
        why=_("For half a year a second look can be asked for, and for longer a court may ask. Numbers stay."),
        days=1095,
        least=180,
        most=3650,
        sweep=sweep_decisions,
    ),
    Clock(
        name="looks",
        what=_("Who looked at something private, and why"),
        why=_("So that those whom it concerns, and a second person, can read it."),
        days=730,
        least=180,
        most=3650,
        sweep=sweep_looks,
    ),
]
