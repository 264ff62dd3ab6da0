"""A member's own way out, and the list that administrators offer to choose from."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from leeward.house.rules import insist, why_not_keep
from leeward.members.requests import MemberRequest, house_of
from leeward.shelter import keeping
from leeward.shelter.forms import OWN, DestinationForm, LeavingForm
from leeward.shelter.models import Destination
from leeward.web.numbers import whole
from leeward.web.pages import page


@require_http_methods(["GET", "HEAD", "POST"])
def me_leaving(request: MemberRequest) -> HttpResponse:
    member, offered = request.member, list(Destination.offered())
    is_own = bool(member.leave_to) and member.leave_to not in {place.address for place in offered}
    before = {
        "leave_to": OWN if is_own else member.leave_to,
        "leave_to_own": member.leave_to if is_own else "",
        "neutral_name": member.neutral_name,
        "shift_leaves": member.shift_leaves,
    }
    asked = request.POST if request.method == "POST" else None
    form = LeavingForm(asked, initial=before, house=house_of(request), offered=offered)
    if form.is_bound and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("leave_to", "neutral_name", "shift_leaves")}
        keeping.choose_leaving(by=member, **said)
        return redirect(f"{reverse('me_leaving')}?done=yes")
    status = 422 if form.is_bound else 200
    return page(request, "shelter/me_leaving", status=status, form=form, done="done" in request.GET)


@require_http_methods(["GET", "HEAD", "POST"])
def house_leaving(request: MemberRequest) -> HttpResponse:
    """Add a place, or remove one with the button beside it."""
    insist(why_not_keep(request.member))
    if "remove" in request.POST:
        keeping.withdraw_destination(by=request.member, number=whole(request.POST["remove"], 9))
        return redirect("house_leaving")
    form = DestinationForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        keeping.offer_destination(by=request.member, **form.cleaned_data)
        return redirect("house_leaving")
    status = 422 if form.is_bound else 200
    return page(request, "shelter/house_leaving", status=status, form=form, places=Destination.offered())
