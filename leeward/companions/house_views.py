"""For those who look after the house: who is paired, who offers, what was reported. Not a word of theirs."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leeward.companions import actions, rules
from leeward.companions.models import Company, Offer
from leeward.members.requests import MemberRequest
from leeward.members.rules import insist
from leeward.web.errors import sorry
from leeward.web.pages import page

SHOWN = 200  # rows of each kind, the latest first


@require_http_methods(["GET", "HEAD", "POST"])
def house_companions(request: MemberRequest) -> HttpResponse:
    """do=end with a company; do=let_on or stop (with a reason) with an offer: `which` is its ref."""
    insist(rules.why_not_look_after(request.member))
    if request.method != "POST":
        return _list(request)
    which, do = request.POST.get("which", ""), request.POST.get("do")
    if do == "end":
        company = get_object_or_404(Company.objects.for_house(request.member), ref=which)
        actions.end(by=request.member, company=company)
    elif do in {"let_on", "stop"}:
        offer = get_object_or_404(Offer.objects.for_house(request.member), ref=which)
        if do == "let_on":
            actions.let_on(by=request.member, offer=offer)
        else:
            reason = request.POST.get("reason", "")
            try:
                actions.stop(by=request.member, offer=offer, reason=reason)
            except ValidationError as found:
                return _list(request, 422, which=which, reason=reason[:2000], wrong=found.messages[0])
    else:
        return sorry(request, 400, _("Nothing was chosen."))
    return redirect("house_companions")


def _list(
    request: MemberRequest, status: int = 200, *, which: str = "", reason: str = "", wrong: str = ""
) -> HttpResponse:
    rows = Company.objects.for_house(request.member).select_related("newcomer", "companion", "reported_by")
    return page(
        request,
        "companions/house_companions",
        status=status,
        reported=rows.filter(reported_at__isnull=False, looked_at=None).count(),
        pairs=list(rows.pairs().order_by("-agreed_at")[:SHOWN]),
        asking=list(rows.open().filter(agreed_at=None).order_by("-asked_at")[:SHOWN]),
        over=list(rows.filter(ended_at__isnull=False, agreed_at__isnull=False).order_by("-ended_at")[:SHOWN]),
        offers=list(Offer.objects.for_house(request.member).select_related("member").order_by("-offered_at")[:SHOWN]),
        which=which,
        reason=reason,
        wrong=wrong,
    )
