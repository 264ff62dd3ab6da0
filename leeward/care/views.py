"""The page beside a post in which the care rules noticed something: for its author alone."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from leeward.boards.kinds import address_of
from leeward.care import answering, house_rules
from leeward.care.forms import CareForm
from leeward.care.models import Noticed
from leeward.house.rules import insist, why_not_keep
from leeward.members.requests import MemberRequest
from leeward.shelter import nearby
from leeward.web.pages import page


@require_http_methods(["GET", "HEAD", "POST"])
def care(request: MemberRequest, ref: str) -> HttpResponse:
    """do=safe, unsafe, write or past. 404 for everybody but the author, as for a post that is not there."""
    rows = Noticed.objects.own(request.member).select_related("post__topic__board", "post__author")
    row = get_object_or_404(rows, post__ref=ref)
    wrong = ""
    if request.method == "POST":
        try:
            answering.answer(by=request.member, post=row.post, do=request.POST.get("do", ""))
        except ValidationError as found:
            wrong = found.messages[0]
        else:
            is_past = request.POST["do"] == answering.PAST
            return redirect(address_of(row.post) if is_past else reverse("care", args=[ref]))
    answering.note_shown(row)
    return page(
        request,
        "care/care",
        status=422 if wrong else 200,
        place=address_of(row.post),
        waits=row.post.held_at is not None,
        answer=next((one for one in answering.offered() if one.do == row.answer), None),
        offered=answering.offered(),
        near=nearby.near(request, row.kinds.split()),
        wrong=wrong,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def house_care(request: MemberRequest) -> HttpResponse:
    """Which tables look, the house's own phrases, and the countries whose help lines come first."""
    insist(why_not_keep(request.member))
    form = CareForm(request.POST if request.method == "POST" else None, initial=house_rules.as_set())
    if form.is_bound and form.is_valid():
        house_rules.keep(by=request.member, **form.cleaned_data)
        return redirect(f"{reverse('house_care')}?done=1")
    status = 422 if form.is_bound else 200
    return page(request, "care/house_care", status=status, form=form, done="done" in request.GET)
