"""Telling every member that the rules change: a notice, found again under the same line of the list."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.house.models import RulesVersion
from leeward.jobs import queue
from leeward.members.models import Member
from leeward.notices.models import What
from leeward.notices.subjects import Shown, Subject
from leeward.notices.telling import Happened, tell
from leeward.rulebook.actions import PLACE
from leeward.web.times import day

AT_ONCE = 500  # members in one job


def tell_of_rules(detail: dict[str, Any]) -> None:
    """{"version": number, "after": id}: the next members, by their ids; more to do is another job."""
    version = RulesVersion.objects.get(number=detail["version"])
    rows = Member.objects.people().filter(admitted_at__isnull=False, closed_at=None, erase_asked_at=None)
    rows = rows.filter(pk__gt=detail["after"], rules_seen__lt=version.number).order_by("pk")
    ids = list(rows.values_list("pk", flat=True)[:AT_ONCE])
    happened = Happened("rules", version.ref, PLACE, version.number, version.made_at)
    tell(happened, {member: [What.RULES] for member in ids})
    if len(ids) == AT_ONCE:
        queue.put("tell_of_rules", {**detail, "after": ids[-1]})


def in_a_line(version: RulesVersion) -> str:
    """As a notice says it."""
    if version.holds_from > timezone.now():
        return _("The house rules change on %(day)s") % {"day": day(version.holds_from)}
    return _("The house rules have changed")


def visible(member: Member) -> QuerySet[RulesVersion]:
    """Everybody may read every version."""
    return RulesVersion.objects.all()


def show(member: Member, refs: Sequence[str]) -> dict[str, Shown]:
    """One query."""
    rows = RulesVersion.objects.filter(ref__in=refs)
    return {row.ref: Shown(in_a_line(row), reverse("rules_version", args=[row.number]), None) for row in rows}


CHANGE = Subject("rules", visible, show)
