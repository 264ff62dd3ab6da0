"""Blocking somebody, the list of whom one has blocked, and taking it back."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leeward.members import rules, sight
from leeward.members.models import Member
from leeward.members.requests import MemberRequest
from leeward.web.pages import page


@require_http_methods(["GET", "HEAD", "POST"])
def block(request: MemberRequest, ref: str) -> HttpResponse:
    """What a block does and cannot do, and the button."""
    other = get_object_or_404(Member.objects.admitted(), ref=ref)
    rules.insist(rules.why_not_block(request.member, other))
    if request.method != "POST":
        return page(request, "members/block", other=other)
    sight.block(by=request.member, other=other)
    return redirect("me_blocked")


@require_POST
def unblock(request: MemberRequest, ref: str) -> HttpResponse:
    """Answers alike whether there was a block or none."""
    sight.unblock(by=request.member, other=get_object_or_404(Member.objects.admitted(), ref=ref))
    return redirect("me_blocked")


@require_safe
def me_blocked(request: MemberRequest) -> HttpResponse:
    return page(request, "members/me_blocked", blocked=sight.blocked_by(request.member))
