"""Opening what is private: first the reason is written down where all whom it concerns read it, then it is opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.conversations import reporting as messages
from leeward.members import restrained
from leeward.members.models import Member
from leeward.members.rules import insist
from leeward.moderation import kinds, reporting, rules
from leeward.moderation.decided import Look, LookOn
from leeward.moderation.models import Case, Report
from leeward.moderation.subjects import Thing
from leeward.words import clean_text


def report_messages(
    *, by: Member, place: object, said: reporting.Said, chosen: messages.Chosen, once: str = ""
) -> Report:
    """Messages that somebody in a conversation chose to show, as a case that opens for a reason only.

    ValidationError: "evidence", "body" or "wanted".
    """
    if wrong := reporting.why_not(said):
        raise ValidationError(wrong)
    if sent := reporting.sent_before(by, once):
        return sent
    with transaction.atomic():
        made = messages.report(by=by, place=place, note=said.note, chosen=chosen)  # type: ignore[arg-type]
        authors = [one for one in messages.concerned_by(made) if not one.is_reporter]
        face = max(authors, key=lambda one: one.messages).face if authors else None
        case = reporting.case_of(Thing(kinds.MESSAGES, made.ref, "", "", face), said.kind, is_private=True)
        reporting.concern(case, [one.face for one in messages.concerned_by(made)])
        report = Report(case=case, by=by, kind=said.kind, made_at=timezone.now(), once=once or None)
        report.hold([], "")  # the note goes with the messages, and is opened with them
        report.save(force_insert=True)
        return report


def look(*, by: Member, case: Case, reason: str) -> messages.Reported:
    """Open reported messages. PermissionDenied; ValidationError: {"reason": sentence}."""
    insist(rules.why_not_look(by, case))
    if not Case.objects.visible_to(by).filter(pk=case.pk, is_private=True).exists():
        raise PermissionDenied(_("This case is for others."))
    concerned = messages.concerned_in(case.about)
    on = [LookOn(face_id=one.face_id, is_reporter=one.is_reporter, messages=one.messages) for one in concerned]
    write_down(by, case, Look.At.MESSAGES, reason, on)
    return messages.opened(case.about)


def look_at_owner(*, by: Member, case: Case, reason: str) -> Member | None:
    """Whose a name for one topic is. None where it belongs to nobody."""
    insist(rules.why_not_look(by, case))
    if case.face is None or not Case.objects.visible_to(by).filter(pk=case.pk).exists():
        raise PermissionDenied(_("This case is for others."))
    write_down(by, case, Look.At.OWNER, reason, [LookOn(face=case.face)])
    return restrained.owner_of(case.face)


def write_down(by: Member, case: Case | None, what: Look.At, reason: str, on: Iterable[LookOn]) -> None:
    reason = " ".join(clean_text(reason).split())
    if not reason:
        raise ValidationError({"reason": _("Say why you open it, in a few words. All whom it concerns read them.")})
    if len(reason) > rules.REASON_MAX:
        raise ValidationError({"reason": _("This is too long: say it in a sentence or two.")})
    with transaction.atomic():
        made = Look(what=what, case=case, by=by, at=timezone.now())
        made.hold(reason)
        made.save(force_insert=True)
        for one in on:
            one.look = made
        LookOn.objects.bulk_create(on)


@dataclass(frozen=True)
class Seen:
    """One look, as somebody whom it concerns reads it."""

    name: str
    at: datetime
    what: str
    reason: str
    on: LookOn


def looks_at(member: Member) -> list[Seen]:
    """Every look that concerns the member, the latest first. One query."""
    rows = LookOn.objects.of(member).select_related("look__by", "face").order_by("-look__pk")[:200]
    return [
        Seen(
            row.look.by.name if row.look.by else _("a former member"),
            row.look.at,
            row.look.what,
            row.look.reason,
            row,
        )
        for row in rows
    ]


def review(*, by: Member, look: Look) -> None:
    """A second person has read why. Nobody reviews their own."""
    insist(rules.why_not_review(by))
    if not Look.objects.visible_to(by).filter(pk=look.pk).exists():
        raise PermissionDenied(_("Nobody reviews what they have looked at themselves."))
    Look.objects.filter(pk=look.pk, reviewed_at=None).update(reviewed_by=by, reviewed_at=timezone.now())
