"""Reporting: by anybody, of what they can see. Several reports of one thing gather in one case.

Whoever reports gets a number that finds the report again without an account. It is shown once; its digest is kept.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.members.actions import digest_of
from leeward.members.models import Member
from leeward.moderation import kinds
from leeward.moderation.models import Case, Concerned, Report
from leeward.moderation.subjects import Thing
from leeward.web.limits import Limit
from leeward.words import clean_text

NOTE_MAX = 4_000  # characters: two pages; more belongs into a second report
PASSAGES_MAX = 50
# Of the number: as short as one of a telephone, for whoever has to keep it in their head. It tells how a report stands
# and nothing else, and of 10 ** 12 a script may try 30 an hour.
GROUPS, GROUP = 3, 4
REPORTS = Limit("reports", times=20, seconds=24 * 3600)  # a member's long evening; more would bury the desk
# From one address without an account: a household or a library has that much to say, a script has more.
FROM_HERE = Limit("reports-from-here", times=6, seconds=3600)
ASKED_HERE = Limit("reports-asked-here", times=30, seconds=3600)


@dataclass(frozen=True)
class Said:
    """What a form says: what is wrong, which passages, and a note."""

    kind: str
    passages: tuple[int, ...] = ()
    note: str = ""


def why_not(said: Said) -> dict[str, str]:
    """What is missing, by field."""
    found = {}
    if said.kind not in kinds.Wrong.values:
        found["wanted"] = _("Choose what is wrong. “Something else” will do.")
    if len(said.note) > NOTE_MAX:
        found["body"] = _("This is too long: %(most)d characters fit here, and it has %(long)d.") % {
            "most": NOTE_MAX,
            "long": len(said.note),
        }
    return found


def too_often() -> str:
    return _("Many reports have come from where you are. Nothing is lost: your words are here, send them in an hour.")


def no_such_number() -> str:
    return _("No report has this number. Check each of its digits.")


def report(*, by: Member | None, thing: Thing, said: Said, once: str = "") -> Report:
    """One more report of this thing; the same form (`once`) sent twice makes one.
    ValidationError: {"wanted" or "body": sentence}.
    """
    said = Said(said.kind, said.passages[:PASSAGES_MAX], clean_text(said.note).strip())
    if wrong := why_not(said):
        raise ValidationError(wrong)
    if made := sent_before(by, once):
        return made
    if by and REPORTS.reached(str(by.pk)):
        raise ValidationError({"body": _("You have made many reports today. Your words are kept: send them tomorrow.")})
    try:
        return _report(by, thing, said, once)
    except IntegrityError:  # the same form, at the same moment
        if made := sent_before(by, once):
            return made
        raise


def sent_before(by: Member | None, once: str) -> Report | None:
    """What came of this form already."""
    return Report.objects.select_related("case").filter(by=by, once=once).first() if once else None


def _report(by: Member | None, thing: Thing, said: Said, once: str) -> Report:
    chosen = [text for number, text in thing.passages if number in said.passages]
    with transaction.atomic():
        case = case_of(thing, said.kind)
        made = Report(case=case, by=by, kind=said.kind, made_at=timezone.now(), once=once or None)
        made.hold(chosen, said.note)
        made.save(force_insert=True)
        concern(case, [face for face in (thing.face, by) if face])
        return made


def case_of(thing: Thing, kind: str, *, is_private: bool = False, counts: bool = True) -> Case:
    """The open case about this thing, made if there is none, as pressing as its worst report. In a transaction.

    What is no member's thing (a page) has no ref, and each report of it is a case of its own.
    """
    case = _open_case(thing) or _new_case(thing, kind, is_private)
    need = kinds.need_of(kind)
    is_plainer = case.kind in kinds.Comes.values and kind in kinds.Wrong.values
    if need < case.need or (is_plainer and need == case.need):
        case.kind, case.need = kind, min(need, case.need)
    if kind == kinds.Wrong.IMAGE:
        due = kinds.INTIMATE.due(timezone.now())
        case.due_at = min(case.due_at or due, due)
    case.reports_count += counts
    case.save(update_fields=["kind", "need", "reports_count", "due_at"])
    return case


def _open_case(thing: Thing) -> Case | None:
    if not thing.ref:
        return None
    rows = Case.objects.select_for_update().filter(subject=thing.subject, about=thing.ref, settled_at=None)
    return rows.first()


def _new_case(thing: Thing, kind: str, is_private: bool) -> Case:
    made = Case(
        subject=thing.subject,
        face=thing.face,
        board=thing.board,
        kind=kind,
        need=kinds.need_of(kind),
        is_private=is_private,
        opened_at=timezone.now(),
    )
    made.about = thing.ref or made.ref
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        found = _open_case(thing)
        if found is None:
            raise
        return found
    return made


def concern(case: Case, faces: Collection[Member]) -> None:
    """From now on these do not see the case."""
    Concerned.objects.bulk_create([Concerned(case=case, face=face) for face in faces], ignore_conflicts=True)


def reporters_of(case: Case | None) -> list[Member]:
    """Whoever reported it: they do not judge what was decided about it either. One query."""
    rows = Report.objects.filter(case=case, by__isnull=False).select_related("by") if case else ()
    return [report.by for report in rows if report.by]


def new_number(report: Report) -> str:
    """The number to look it up with, in groups of four. Asked for again, the one before is good no more."""
    digits = "".join(secrets.choice("0123456789") for _n in range(GROUPS * GROUP))
    report.code = digest_of(digits)
    report.save(update_fields=["code"])
    return "-".join(digits[n : n + GROUP] for n in range(0, len(digits), GROUP))


def by_number(typed: str) -> Report | None:
    """The report that this number was given for, however it was typed, in whatever digits. One query."""
    digits = "".join(str(int(sign)) for sign in typed if sign.isdecimal())
    return Report.objects.select_related("case").filter(code=digest_of(digits)).first() if digits else None


def made_by(member: Member) -> list[Report]:
    """The member's own reports, the latest first. One query."""
    return list(Report.objects.filter(by=member).select_related("case").order_by("-pk")[:100])


def state_of(report: Report, acted: Mapping[int, bool]) -> str:
    """Where it stands, in words; never who, nor what was decided about a person. `acted`: see `lists.acted_in`."""
    case = report.case
    if case.settled_at is None:
        if case.taken_at:
            return _("Somebody is looking at it now.")
        return _("It is on the desk of those who look after this house. Somebody will read it.")
    if acted.get(case.pk):
        return _("It has been decided, and something was done. What was decided about a person is told to them only.")
    if case.pk in acted:
        return _("It was decided, and something was done. Later that was undone: what you reported stands again.")
    return _("It has been read and decided. What you reported stays as it is. Thank you for telling.")


def read_wanted(wanted: str | Sequence[str]) -> tuple[str, tuple[int, ...]]:
    """(kind, numbers of passages) of what was ticked: "danger p3 p4"."""
    words = wanted.split() if isinstance(wanted, str) else list(wanted)
    numbers = [int(word[1:]) for word in words if word[:1] == "p" and word[1:].isdecimal() and len(word) < 8]
    kind = next((word for word in words if word in kinds.Wrong.values), "")
    return kind, tuple(numbers)
