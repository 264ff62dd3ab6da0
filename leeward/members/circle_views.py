"""Circles, which administrators keep."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leeward.members import house_actions, rules
from leeward.members.house_forms import CircleForm
from leeward.members.models import Circle
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
