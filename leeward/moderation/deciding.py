"""Making a decision, undoing one, agreeing to one: the row, what it changes, and who is told are one transaction.

There is no other way to `effects`, so nothing is ever decided without its record.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.conversations import reporting as messages
from leeward.house.context import the_house
from leeward.members.models import Member
from leeward.members.rules import insist
from leeward.moderation import effects, kinds, reporting, rules, telling
from leeward.moderation.decided import Decision, Does
from leeward.moderation.kinds import Comes
from leeward.moderation.models import Case
from leeward.moderation.subjects import Thing
from leeward.words import clean_text

UNTOLD = {Does.LEAVE}  # nothing was decided about anybody, and to be told of a report that came to nothing would hurt
TIMED = {Does.HOLD, Does.LIMIT, Does.SUSPEND}
MINUTES = (10, 60, 720)
DAYS = (1, 3, 7, 14, 30, 90)


@dataclass(frozen=True)
class Choice:
    """What a form says beside the kind. `days` is how long; `details` holds refs and numbers only."""

    does: str
    rule: str = ""
    why: str = ""
    words: tuple[str, ...] = ()
    days: int | None = None
    details: dict[str, Any] = field(default_factory=dict)


def why_not(choice: Choice) -> dict[str, str]:
    """What is missing, by field."""
    found = {}
    needs_why = choice.does not in {Does.LEAVE, Does.APPROVE, Does.RESTORE}
    if needs_why and not choice.why.strip():
        found["why"] = _("Say why, in a sentence. Whom it concerns reads it.")
    if len(choice.why) > rules.WHY_MAX:
        found["why"] = _("This is too long: %(most)d characters fit here, and it has %(long)d.") % {
            "most": rules.WHY_MAX,
            "long": len(choice.why),
        }
    if choice.does in {Does.SUSPEND} and choice.days is None:
        found["days"] = _("Choose until when.")
    needs = (
        (Does.MOVE, "board", _("Choose the board.")),
        (Does.LIMIT, "boards", _("Choose at least one board.")),
        (Does.SLOW, "minutes", _("Choose how long between two posts.")),
        (Does.MERGE, "into", _("Give the address of the topic that it should join.")),
    )
    return found | {name: said for does, name, said in needs if choice.does == does and not choice.details.get(name)}


def why_not_unread(by: Member, case: Case) -> str | None:
    """What is private is decided about by those who have opened it. One query there, and none elsewhere."""
    if not case.is_private or case.looks.filter(by=by).exists():
        return None
    return _("Open it first: nobody decides about what they have not read.")


def decide(*, by: Member, case: Case, choice: Choice) -> Decision:
    """One decision, which settles the case. PermissionDenied and ValidationError carry sentences."""
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).select_related("face").get(pk=case.pk)
        if not Case.objects.visible_to(by).filter(pk=case.pk).exists():
            raise PermissionDenied(_("This case is for others."))
        insist(rules.why_not_decide(by, case, choice.does))
        insist(why_not_unread(by, case))
        if wrong := why_not(choice):
            raise ValidationError(wrong)
        made = (_on_decision if case.subject == "decision" else _made)(by=by, case=case, choice=choice)
        _settle(case, by)
        return made


def _settle(case: Case, by: Member) -> None:
    case.settled_at = timezone.now()
    case.taken_by, case.taken_at = case.taken_by or by, case.taken_at or case.settled_at
    case.save(update_fields=["settled_at", "taken_by", "taken_at"])
    if case.subject == kinds.MESSAGES:
        messages.settled(case.about)


def _row(by: Member, case: Case | None, choice: Choice, of: Decision | None = None, **more: Any) -> Decision:
    """A decision not saved yet, about the case's thing, or about what another decision was about."""
    now = timezone.now()
    subject, about, face = (of.subject, of.about_ref, of.face) if of else _about(case)
    made = Decision(case=case, kind=choice.does, subject=subject, about_ref=about, face=face, by=by, at=now, **more)
    made.until = now + timedelta(days=choice.days) if choice.days and choice.does in TIMED else None
    made.rule = choice.rule[:300]
    made.rules_of = the_house().rules_changed_at
    made.details = dict(choice.details)
    made.hold(clean_text(choice.why).strip(), list(choice.words))
    return made


def _about(case: Case | None) -> tuple[str, str, Member | None]:
    assert case is not None
    return case.subject, case.about, case.face


def _made(*, by: Member, case: Case | None, choice: Choice, of: Decision | None = None, **more: Any) -> Decision:
    """The row with its effect, and whom it concerns is told; or, where it needs two, the row alone."""
    made = _row(by, case, choice, of, **more)
    if made.kind in rules.NEEDS_TWO and made.seconds is None:
        made.waits_at = made.at
        made.save(force_insert=True)
        _ask_a_second(made, by)
        return made
    effects.apply(made)
    if made.kind not in UNTOLD and made.face_id:
        made.told_at = made.at
    made.save(force_insert=True)
    telling.tell(made)
    return made


def _ask_a_second(decision: Decision, by: Member) -> None:
    """A case of its own, which whoever decided first does not see."""
    thing = Thing("decision", decision.ref, "", "", decision.face)
    case = reporting.case_of(thing, Comes.SECOND, counts=False)
    reporting.concern(case, [face for face in (by, decision.face) if face])


def _on_decision(*, by: Member, case: Case, choice: Choice) -> Decision:
    """A second person agrees or does not; or an appeal is answered."""
    first = Decision.objects.select_related("face").get(ref=case.about)
    if case.kind == Comes.SECOND:
        more: dict[str, Any] = {"seconds": first}
        return _made(by=by, case=case, choice=choice, of=first, **more)
    appeal = first.appealed
    if choice.does == Does.UNDO:
        return _undone(by, case, first, choice.why, appeal=appeal)
    return _made(by=by, case=case, choice=choice, of=first, appeal=appeal)


def undo(*, by: Member, decision: Decision, why: str) -> Decision:
    """Another row; all stands as before. PermissionDenied, where something later stands on it."""
    with transaction.atomic():
        decision = Decision.objects.select_for_update(of=("self",)).select_related("face").get(pk=decision.pk)
        if by.pk == decision.face_id:
            raise PermissionDenied(_("This is about you. Somebody else has to decide."))
        if wrong := why_not(Choice(Does.UNDO, why=why)):
            raise ValidationError(wrong)
        return _undone(by, None, decision, why)


def _undone(by: Member, case: Case | None, decision: Decision, why: str, **more: Any) -> Decision:
    if Decision.objects.filter(undoes=decision).exists():
        raise PermissionDenied(_("This has been undone already."))
    insist(rules.why_not_undo(by, decision, later_on(decision)))
    effects.take_back(decision)
    made = _row(by, case, Choice(Does.UNDO, rule=decision.rule, why=why), of=decision, undoes=decision, **more)
    made.told_at = made.at if decision.told_at and made.face_id else None
    made.save(force_insert=True)
    telling.tell(made)
    return made


def later_on(decision: Decision) -> Decision | None:
    """A decision in force that was made later about the same thing, and changed the same of it. One query."""
    same = effects.track_of(decision.kind)
    if not same:
        return None
    rows = Decision.objects.standing().filter(subject=decision.subject, about_ref=decision.about_ref)
    return rows.filter(kind__in=same, pk__gt=decision.pk).first()


def appeal_until(now: datetime, decision: Decision) -> datetime | None:
    """Until when a second look can be asked for; None where it cannot."""
    return decision.appeal_by if decision.appeal_by > now else None
