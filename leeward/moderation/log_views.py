"""The public log, without names; and who looked at what, for whoever reviews it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from leeward.members.requests import MemberRequest, Request
from leeward.members.rules import insist
from leeward.moderation import lists, log, looking, rules, waits
from leeward.moderation.decided import Look
from leeward.web.pages import page
from leeward.web.plots import SIZE


@login_not_required
@require_safe
def fair_hands(request: Request) -> HttpResponse:
    """How many decisions of each kind in each of the last twelve months, for which rules, and what appeals led to;
    and how long posts waited to be read."""
    return page(request, "moderation/fair_hands", log=log.last_year(), size=SIZE, waited=waits.lately())


@require_http_methods(["GET", "HEAD", "POST"])
def looks(request: MemberRequest) -> HttpResponse:
    """Every look at something private; look=ref marks one as reviewed."""
    insist(rules.why_not_review(request.member))
    if request.method == "POST":
        found = get_object_or_404(Look.objects.visible_to(request.member), ref=request.POST.get("look", ""))
        looking.review(by=request.member, look=found)
        return redirect("looks")
    return page(request, "moderation/looks", looks=lists.looks(request.member))
