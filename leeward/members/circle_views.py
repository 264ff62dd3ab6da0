"""Circles and invitations: the two lists that those who look after members keep."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from leeward.members import house_actions, rules
from leeward.members.house_forms import CircleForm, InviteForm
from leeward.members.models import Circle, Invitation
from leeward.members.requests import MemberRequest
from leeward.web.pages import page


@require_http_methods(["GET", "HEAD", "POST"])
def house_circles(request: MemberRequest) -> HttpResponse:
    rules.insist(rules.why_not_administer(request.member))
    form = CircleForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            house_actions.make_circle(by=request.member, name=form.cleaned_data["name"])
            return redirect("house_circles")
        except house_actions.CircleNameTaken:
            form.add_error("name", _("There is a circle of this name already."))
    status = 422 if form.is_bound else 200
    return page(request, "members/house_circles", status=status, form=form, circles=Circle.with_sizes())


@require_http_methods(["GET", "HEAD", "POST"])
def house_circle(request: MemberRequest, number: int) -> HttpResponse:
    """Rename or remove one circle."""
    rules.insist(rules.why_not_administer(request.member))
    circle = get_object_or_404(Circle, pk=number)
    if "remove" in request.POST:
        house_actions.remove_circle(by=request.member, circle=circle)
        return redirect("house_circles")
    asked = request.POST if request.method == "POST" else None
    form = CircleForm(asked, initial={"name": circle.name})
    before = circle.name
    if form.is_bound and form.is_valid():
        try:
            house_actions.rename_circle(by=request.member, circle=circle, name=form.cleaned_data["name"])
            return redirect("house_circles")
        except house_actions.CircleNameTaken:
            form.add_error("name", _("There is a circle of this name already."))
    status = 422 if form.is_bound else 200
    return page(request, "members/house_circle", status=status, form=form, circle=circle, before=before)


@require_http_methods(["GET", "HEAD", "POST"])
def house_invitations(request: MemberRequest) -> HttpResponse:
    """The link of a new invitation is shown in the answer itself, once; only its digest is kept."""
    rules.insist(rules.why_not_look_after(request.member))
    form = InviteForm(request.POST if request.method == "POST" else None)
    link = None
    if form.is_bound and form.is_valid():
        secret = house_actions.invite(by=request.member, note=form.cleaned_data["note"])
        link = request.build_absolute_uri(f"{reverse('join')}?invitation={secret}")
        form = InviteForm()
    return page(
        request,
        "members/house_invitations",
        status=422 if form.is_bound else 200,
        form=form,
        link=link,
        days=rules.INVITATION_DAYS,
        invitations=Invitation.newest(),
        now=timezone.now(),
    )


@require_POST
def withdraw_invitation(request: MemberRequest, number: int) -> HttpResponse:
    rules.insist(rules.why_not_look_after(request.member))
    invitation = get_object_or_404(Invitation, pk=number)
    house_actions.withdraw_invitation(by=request.member, invitation=invitation)
    return redirect("house_invitations")
