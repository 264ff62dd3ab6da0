"""Telling administrators, once each, what is due soon or over; and what their notice shows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.law.models import Edition, Hold, Matter
from leeward.law.papers import paper_of
from leeward.law.registers import register_of
from leeward.members.models import Member, Role
from leeward.notices.models import Notice, What
from leeward.notices.subjects import Shown, Subject
from leeward.notices.telling import Happened, tell

SOON = 14  # days before a hold ends: time for two people to look at it again


def remind() -> int:
    """How many things were told of. Done by the worker."""
    now = timezone.now()
    wanted = [("matter", ref) for ref in matters_due(now)] + [("edition", ref) for ref in editions_due(now)]
    known = set(Notice.objects.filter(about__in=[ref for _subject, ref in wanted]).values_list("about", flat=True))
    people = Member.objects.people().filter(role=Role.ADMINISTRATOR, closed_at=None, erase_asked_at=None)
    whom = {key: [What.MODERATOR] for key in people.values_list("pk", flat=True)}
    fresh = [(subject, ref) for subject, ref in wanted if ref not in known]
    for subject, ref in fresh:
        tell(Happened(subject=subject, about=ref, place=ref, number=0, at=now), whom)
    return len(fresh)


def matters_due(now: datetime) -> list[str]:
    """Refs of entries whose moment is near or over, and of holds that end soon or wait for a second person."""
    found = []
    for matter in Matter.objects.waiting():
        register = register_of(matter.register)
        deadline = register.deadline_of(matter) if register else None
        if deadline and deadline.is_near(matter.reached_at, now, put_off=bool(matter.longer_at)):
            found.append(matter.ref)
    soon = now + timedelta(days=SOON)
    holds = Hold.objects.filter(Q(agreed_at=None) | Q(until__lt=soon), lifted_at=None)
    return found + list(holds.values_list("matter__ref", flat=True))


def editions_due(now: datetime) -> list[str]:
    """Refs of papers' last versions that are to be looked through again."""
    last = Edition.objects.order_by().values("paper").annotate(last=Max("pk")).values("last")
    return [
        one.ref
        for one in Edition.objects.filter(pk__in=last)
        if (paper := paper_of(one.paper)) and paper.renew and paper.renew.is_near(one.at, now)
    ]


def _show_matters(member: Member, refs: Sequence[str]) -> dict[str, Shown]:
    rows = Matter.objects.visible_to(member).filter(ref__in=refs)
    found = {}
    for row in rows:
        register = register_of(row.register)
        title = _("Something is due: %(title)s") % {"title": register.title if register else row.register}
        found[row.ref] = Shown(title, reverse("law_entry", args=[row.ref]), None)
    return found


def _show_editions(member: Member, refs: Sequence[str]) -> dict[str, Shown]:
    found = {}
    for row in Edition.objects.visible_to(member).filter(ref__in=refs):
        paper = paper_of(row.paper)
        title = _("To be looked through again: %(title)s") % {"title": paper.title if paper else row.paper}
        found[row.ref] = Shown(title, reverse("law_paper", args=[row.paper]), None)
    return found


SUBJECTS = (
    Subject("matter", lambda member: Matter.objects.visible_to(member), _show_matters),
    Subject("edition", lambda member: Edition.objects.visible_to(member), _show_editions),
)
