"""Making a decision, undoing one, agreeing to one: the row, what it changes, and who is told are one transaction.

There is no other way to `effects`, so nothing is ever decided without its record.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.clocks.actions import days_of
from leeward.companions import actions as companions
from leeward.conversations import reporting as messages
from leeward.house import versions
from leeward.members.models import Member
from leeward.members.rules import insist
from leeward.moderation import clearing, desk, effects, kinds, reporting, rules, telling, waits
from leeward.moderation.companies import COMPANY
from leeward.moderation.decided import ERASES, Decision, Does
from leeward.moderation.kinds import Comes
from leeward.moderation.models import Case
from leeward.moderation.subjects import Thing
from leeward.words import clean_text

UNTOLD = {Does.LEAVE}  # nothing was decided about anybody, and to be told of a report that came to nothing would hurt
TIMED = {Does.HOLD, Does.LIMIT, Does.SUSPEND, Does.LOCK, Does.SLOW}
OF_THE_HOUSE = "house", "house"  # subject and ref of what is decided about no one thing
MINUTES = (10, 60, 720)
HOURS = (6, 12, 24, 48, 72)  # of letting every post wait: longer than a wave, shorter than a habit
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
    face: Member | None = None  # whom it concerns, where no case says so


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
    """One decision, which settles the case, unless it is about a post that still waits to be read afterwards.

    PermissionDenied and ValidationError carry sentences.
    """
    with transaction.atomic():
        case = Case.objects.select_for_update(of=("self",)).select_related("face").get(pk=case.pk)
        if not Case.objects.visible_to(by).filter(pk=case.pk).exists():
            raise PermissionDenied(_("This case is for others."))
        insist(rules.why_not_decide(by, case, choice.does))
        insist(why_not_unread(by, case))
        if wrong := why_not(choice):
            raise ValidationError(wrong)
        made = (_on_decision if case.subject == "decision" else _made)(by=by, case=case, choice=choice)
        if not waits.still_waits(case):
            _settle(case, by)
        return made


def _settle(case: Case, by: Member) -> None:
    case.settled_at = timezone.now()
    case.taken_by, case.taken_at = case.taken_by or by, case.taken_at or case.settled_at
    case.save(update_fields=["settled_at", "taken_by", "taken_at"])
    if case.subject == kinds.MESSAGES:
        messages.settled(case.about)
    if case.subject == COMPANY:
        companions.settled(case.about)


def _row(by: Member, case: Case | None, choice: Choice, of: Decision | None = None, **more: Any) -> Decision:
    """A decision not saved yet, about the case's thing, or about what another decision was about."""
    now = timezone.now()
    subject, about, face = (of.subject, of.about_ref, of.face) if of else _about(case, choice.face)
    made = Decision(case=case, kind=choice.does, subject=subject, about_ref=about, face=face, by=by, at=now, **more)
    made.until = now + timedelta(days=choice.days) if choice.days and choice.does in TIMED else None
    if choice.does == Does.ALL:
        made.until = now + timedelta(hours=choice.details["hours"])
    made.rule = choice.rule[:300]
    held = versions.in_force(now)
    made.rules_number = held.number if held else None
    made.details = dict(choice.details)
    made.hold(clean_text(choice.why).strip(), list(choice.words))
    return made


def _about(case: Case | None, face: Member | None) -> tuple[str, str, Member | None]:
    if case:
        return case.subject, case.about, case.face
    return ("member", face.ref, face) if face else (*OF_THE_HOUSE, None)


def _made(*, by: Member, case: Case | None, choice: Choice, of: Decision | None = None, **more: Any) -> Decision:
    """The row with its effect, and whom it concerns is told; or, where it needs two, the row alone."""
    made = _row(by, case, choice, of, **more)
    if made.kind in rules.NEEDS_TWO and made.seconds is None:
        return _proposed(made, by)
    if made.kind in ERASES:
        made.until = made.at + timedelta(days=days_of("decided-erasing"))
    effects.apply(made)
    if made.kind not in UNTOLD and made.face_id:
        made.told_at = made.at
    made.save(force_insert=True)
    telling.tell(made)
    return made


def _proposed(made: Decision, by: Member) -> Decision:
    """It waits for a second person; what may be erased is out of sight meanwhile, and whose it is knows why."""
    made.waits_at = made.at
    if made.kind in ERASES:
        effects.apply(made)
        made.told_at = made.at
    made.save(force_insert=True)
    telling.tell(made)
    _ask_a_second(made, by)
    return made


def _ask_a_second(decision: Decision, by: Member) -> None:
    """A case of its own, which whoever decided first does not see."""
    thing = Thing("decision", decision.ref, "", "", decision.face)
    case = reporting.case_of(thing, Comes.SECOND, counts=False)
    reporting.concern(case, [*reporting.reporters_of(decision.case), *(face for face in (by, decision.face) if face)])


def let_all_wait(*, by: Member, hours: int, why: str) -> Decision:
    """Every post waits to be read until then, unless it is undone before. PermissionDenied, ValidationError."""
    insist(rules.why_not_let_all_wait(by))
    choice = Choice(Does.ALL, why=why, details={"hours": hours})
    with transaction.atomic():
        insist(rules.why_not_twice(effects.house_now()))
        wrong = why_not(choice)
        if hours not in HOURS:
            wrong["hours"] = _("Choose for how long.")
        if wrong:
            raise ValidationError(wrong)
        return _made(by=by, case=None, choice=choice)


def clear(*, by: Member, face: Member, since: datetime, what: Sequence[str], rule: str, why: str) -> Decision:
    """Take down all that this account did since then: `clearing.WHAT`. PermissionDenied, ValidationError."""
    insist(rules.why_not_clear(by, face))
    taken = [each for each in clearing.WHAT if each in what]
    details = {"since": since.isoformat(), "what": taken}
    choice = Choice(Does.CLEAR, rule=rule, why=why, details=details, face=face)
    with transaction.atomic():
        wrong = why_not(choice)
        if not taken:
            wrong["what"] = _("Choose what is to go.")
        if wrong:
            raise ValidationError(wrong)
        return _made(by=by, case=None, choice=choice)


def all_wait_now() -> Decision | None:
    """The decision by which every post waits at the moment. One query."""
    rows = Decision.objects.standing().filter(kind=Does.ALL, until__gt=timezone.now())
    return rows.select_related("by").order_by("-pk").first()


def _on_decision(*, by: Member, case: Case, choice: Choice) -> Decision:
    """A second person agrees or does not; or an appeal is answered."""
    first = Decision.objects.select_related("face").get(ref=case.about)
    if case.kind == Comes.SECOND:
        more: dict[str, Any] = {"seconds": first}
        if choice.does == Does.UNDO:
            return _undone(by, case, first, choice.why, **more)
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
        if decision.waits_at:  # nobody needs to agree to it any more
            Case.objects.open().filter(subject="decision", about=decision.ref).update(settled_at=timezone.now())
        return _undone(by, None, decision, why)


def _undone(by: Member, case: Case | None, decision: Decision, why: str, **more: Any) -> Decision:
    if Decision.objects.filter(undoes=decision).exists():
        raise PermissionDenied(_("This has been undone already."))
    if not (decision.erased_at and more.get("appeal")):  # then only that it was wrong can be said: nothing comes back
        insist(rules.why_not_undo(by, decision, later_on(decision)))
        effects.take_back(decision)
        desk.post_waits_again(decision)
    made = _row(by, case, Choice(Does.UNDO, rule=decision.rule, why=why), of=decision, undoes=decision, **more)
    made.told_at = made.at if decision.told_at and made.face_id else None
    made.save(force_insert=True)
    telling.tell(made)
    return made


def later_on(decision: Decision) -> Decision | None:
    """A decision in force, or to erase it, made later about the same, that changed the same of it. Two queries."""
    same = effects.track_of(decision.kind)
    if not same:
        return None
    stands = Decision.objects.standing().filter(pk__gt=decision.pk)
    same_thing = {"kind__in": same, "subject": decision.subject, "about_ref": decision.about_ref}
    about = stands.filter(**same_thing)
    if decision.kind == Does.CLEAR:  # of a post that went with it, something was decided alone
        hidden = decision.details["before"]["cleared"]
        about |= stands.filter(face=decision.face, subject="post", details__before__hidden_at=hidden)
    going = Decision.objects.to_be_erased().filter(**same_thing)
    if decision.kind in {*rules.OUT_OF_SIGHT, Does.CLEAR} and decision.face_id:
        going |= Decision.objects.accounts_to_go().filter(face=decision.face)
    return about.first() or going.filter(pk__gt=decision.pk).first()


def appeal_until(now: datetime, decision: Decision) -> datetime | None:
    """Until when a second look can be asked for; None where it cannot."""
    return decision.appeal_by if decision.appeal_by > now else None
