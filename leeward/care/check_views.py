"""A member's check-in: agreed on, changed, ended; and what a companion reads who is asked to write."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.formats import date_format
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leeward.care import checking
from leeward.care.draft_kinds import MINE
from leeward.care.models import CheckIn
from leeward.care.telling import title_of
from leeward.conversations.people import already_with
from leeward.drafts.composers import composer, sheet_of
from leeward.drafts.composers import post as post_draft
from leeward.drafts.requests import Writing
from leeward.members.requests import MemberRequest, Request
from leeward.notices import telling
from leeward.web.pages import page


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def me_check_in(request: Request) -> HttpResponse:
    """wanted=d<day>, w<hours>, desk or companion; body=what may be said."""
    return _mine(cast(MemberRequest, request), MINE)


@composer("check_in")
@require_http_methods(["GET", "HEAD", "POST"])
def _mine(request: MemberRequest, target: str) -> HttpResponse:
    sheet = sheet_of(request, "check_in", target)
    errors: dict[str, str] = {}
    if request.method == "POST" and request.POST.get("do") == "post":
        try:
            return redirect(_agreed(cast(Writing, request)))
        except ValidationError as wrong:
            errors = {name: sentences[0] for name, sentences in wrong.message_dict.items()}
    found = checking.running(request.member)
    if found:
        telling.seen_up_to(by=request.member, place=found.ref, number=0)
    ticked = request.POST.getlist("wanted") if request.method == "POST" else (sheet.words.wanted or "").split()
    return page(
        request,
        "care/me_check_in",
        status=422 if errors else 200,
        here=found,
        is_open=bool(errors or sheet.words.body or "change" in request.GET or not found or found.told_at),
        days=[(day, date_format(day, "l j F")) for day in checking.days_to_choose()],
        waits=checking.WAITS,
        wish=checking.read_wish(ticked or _as_agreed(found), ""),
        companions=checking.companions_of(request.member),
        sheet=sheet,
        errors=errors,
    )


def _as_agreed(found: CheckIn | None) -> list[str]:
    """What a form begins with. The words stay sealed: whoever else looks at the screen does not read them."""
    return [f"d{found.due_at.date()}", f"w{found.waits}", found.asks] if found else []


def _agreed(request: Writing) -> str:
    """Words are kept before they go; without any there is nothing to keep."""
    if request.kept is not None:
        return post_draft(request)
    wish = checking.read_wish(request.POST.getlist("wanted"), request.words.body)
    checking.agree(by=request.member, wish=wish)
    return request.path


@require_POST
def end_check_in(request: MemberRequest) -> HttpResponse:
    """I am here: it is over."""
    checking.end(by=request.member)
    return redirect("me_check_in")


@require_safe
def check_in(request: MemberRequest, ref: str) -> HttpResponse:
    """For a companion who is asked to write."""
    rows = CheckIn.objects.visible_to(request.member).exclude(member=request.member).select_related("member")
    here = get_object_or_404(rows, ref=ref)
    telling.seen_up_to(by=request.member, place=here.ref, number=0)
    talk = already_with(request.member, here.member)
    return page(request, "care/check_in", here=here, title=title_of(here, request.member), talk=talk)
