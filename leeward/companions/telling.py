"""Whom a step in accompanying concerns, and how it stands among notices: what is so now, and never why."""

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.companions.models import Company, CompanyRows, Offer, OfferRows
from leeward.members.models import Member
from leeward.members.ready import Ready
from leeward.notices.models import What
from leeward.notices.subjects import Shown, Subject
from leeward.notices.telling import Happened, tell, untell


def tell_of(company: Company, whom: Sequence[int], *, anew: bool = True) -> None:
    """These members; an earlier step of the same is no news any more."""
    if anew:
        untell("company", [company.ref])
    tell(Happened("company", company.ref, company.ref, 0, timezone.now()), {pk: [What.COMPANION] for pk in whom})


def tell_stopped(offer: Offer, at: datetime) -> None:
    """To whoever offered: a moderator has decided."""
    untell("offer", [offer.ref])
    tell(Happened("offer", offer.ref, offer.ref, 0, at), {offer.member_id: [What.MODERATOR]})


def title_of(company: Company, viewer: Member) -> str:
    """What is so now, for the eyes of one of the two, or of somebody who could be asked."""
    other = company.other(viewer)
    name = {"name": other.name if other else ""}
    if viewer.pk not in {company.newcomer_id, company.companion_id} and company.reported_at:
        return _("Somebody asks you to look at how a companion and a newcomer get on")
    if company.ended_at:
        return _ended(company, viewer) % name
    if viewer.pk == company.newcomer_id:
        return _newcomers(company) % name
    if company.companion_id is None:
        return _("%(name)s would like somebody beside them, whoever offers") % name
    if company.agreed_at:
        return _("You accompany %(name)s") % name
    return (_("You have said yes to %(name)s") if company.taken_at else _("%(name)s asks you to accompany them")) % name


def _newcomers(company: Company) -> str:
    if company.agreed_at:
        return _("%(name)s accompanies you")
    if company.taken_at:
        return _("%(name)s would accompany you")
    return _("You have asked %(name)s") if company.companion_id else _("You have asked anybody who offers")


def _ended(company: Company, viewer: Member) -> str:
    if company.agreed_at:
        return _("You and %(name)s no longer accompany one another")
    if viewer.pk == company.newcomer_id:
        return (
            _("%(name)s cannot take on anybody just now") if company.companion_id else _("You took your question back")
        )
    return _("%(name)s has found another way")


def show_companies(member: Member, refs: Sequence[str]) -> dict[str, Shown]:
    """One query."""
    return {company.ref: _shown(company, member) for company in _companies.among(member, refs)}


@Ready
def _companies(member: Member, *refs: str) -> CompanyRows:
    return Company.objects.told_to(member).filter(ref__in=refs).select_related("newcomer", "companion")


def _shown(company: Company, member: Member) -> Shown:
    is_theirs = member.pk in {company.newcomer_id, company.companion_id} or company.companion_id is None
    address = reverse("company", args=[company.ref]) if is_theirs else reverse("house_companions")
    return Shown(title_of(company, member), address, who=None)


def stopped_of(member: Member) -> OfferRows:
    return Offer.objects.filter(member=member, stopped_at__isnull=False)


def show_stopped(member: Member, refs: Sequence[str]) -> dict[str, Shown]:
    title = _("Your offer to accompany newcomers was ended")
    return {
        ref: Shown(title, reverse("offer"), who=None)
        for ref in stopped_of(member).filter(ref__in=refs).values_list("ref", flat=True)
    }


COMPANY = Subject("company", Company.objects.told_to, show_companies)
OFFER = Subject("offer", stopped_of, show_stopped)
