"""How a check-in stands among notices: in words that say little to whoever else looks at the screen."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.care.models import CheckIn
from leeward.members.models import Member
from leeward.members.ready import Ready
from leeward.notices.models import What
from leeward.notices.subjects import Shown, Subject
from leeward.notices.telling import Happened, untell
from leeward.notices.telling import tell as tell_members


def tell(check: CheckIn, whom: Sequence[int]) -> None:
    """These; an earlier step of the same is no news any more."""
    untell("check", [check.ref])
    if whom:
        happened = Happened("check", check.ref, check.ref, 0, timezone.now())
        tell_members(happened, {pk: [What.CARE] for pk in whom})


def title_of(check: CheckIn, viewer: Member) -> str:
    """What is so now."""
    if viewer.pk == check.member_id:
        if check.told_at:
            return _("Somebody was asked to write to you, as you wished")
        return _("A question that you wanted to be asked")
    name = {"name": check.member.name}
    if check.ended_at:
        return _("%(name)s is here: nothing more is needed") % name
    return _("%(name)s asked that you write to them") % name


def show(member: Member, refs: Sequence[str]) -> dict[str, Shown]:
    """One query."""
    return {
        row.ref: Shown(
            title_of(row, member),
            reverse("me_check_in") if row.member_id == member.pk else reverse("check_in", args=[row.ref]),
            who=None,
        )
        for row in _check_ins.among(member, refs)
    }


@Ready
def _check_ins(member: Member, *refs: str) -> QuerySet[CheckIn]:
    return CheckIn.objects.visible_to(member).filter(ref__in=refs).select_related("member")


CHECK = Subject("check", CheckIn.objects.visible_to, show)
