"""Whoever asks to join lies on the desk, and what was answered them is a row like any other decision."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from leeward.house import versions
from leeward.members.models import Member
from leeward.moderation import reporting
from leeward.moderation.decided import Decision, Does
from leeward.moderation.kinds import Comes
from leeward.moderation.models import Case
from leeward.moderation.subjects import Thing

SUBJECT = "joining"


def asks_to_join(member: Member) -> None:
    """Called by `members.joining`."""
    case = reporting.case_of(Thing(SUBJECT, member.ref, member.name, "", member), Comes.JOINS, counts=False)
    reporting.concern(case, [member])


def was_answered(by: Member, member: Member, is_in: bool) -> None:
    """Called by `members.joining`, in the transaction that lets them in or declines them. Nobody is told by a notice:
    they read it when they next sign in."""
    now, who = timezone.now(), by if by.pk else None  # the operator's command is nobody
    case = Case.objects.select_for_update().filter(Q(subject=SUBJECT), about=member.ref, settled_at=None).first()
    held = versions.in_force(now)
    made = Decision(
        case=case,
        kind=Does.ADMIT if is_in else Does.DECLINE,
        subject=SUBJECT,
        about_ref=member.ref,
        face=member,
        by=who,
        at=now,
        rules_number=held.number if held else None,
    )
    made.hold("", [])
    made.save(force_insert=True)
    if case:
        Case.objects.filter(pk=case.pk).update(
            settled_at=now, taken_by=case.taken_by or who, taken_at=case.taken_at or now
        )
