"""For everybody: how to reach those who run the house, the legal notice, and what one has agreed to."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from leeward.drafts.tokens import new_once
from leeward.law import consenting, lists, noticing
from leeward.law.registers import NOTICES
from leeward.members import consents
from leeward.members.requests import MemberRequest, Request
from leeward.moderation import reporting
from leeward.moderation.subjects import find
from leeward.web import machines
from leeward.web.limits import address_of
from leeward.web.pages import page


@login_not_required
@require_safe
def contact(request: Request) -> HttpResponse:
    """Who answers for the house and how to reach them, for anybody and for authorities."""
    return page(request, "law/contact", answers=lists.public_answers())


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def legal_notice(request: Request) -> HttpResponse:
    """What somebody says is against the law. Whatever refuses it, the words stand in the page that comes back."""
    notice = noticing.Notice(
        request.POST.get("wanted", "")[:20],
        request.POST.get("note", _address(request)),
        request.POST.get("body", ""),
        request.POST.get("title", ""),
        request.POST.get("true") == "yes",
    )
    once = request.POST.get("once", "")[:32] or new_once()
    errors: dict[str, str] = {}
    status = 200
    if request.method == "POST":
        errors, status = _why_not_yet(request), 422
        if not errors:
            try:
                report = noticing.give(by=request.member, notice=notice, once=once)
                return page(request, "law/noticed", number=reporting.new_number(report), kind=notice.kind)
            except ValidationError as wrong:
                errors = {field: sentences[0] for field, sentences in wrong.message_dict.items()}
        elif "often" in errors:
            status = 429
    return page(
        request, "law/legal_notice", status=status, notice=notice, once=once, errors=errors, choices=NOTICES.kinds
    )


def _address(request: Request) -> str:
    """Of what somebody was about to report, as they may see it: who came in place has no address to copy."""
    thing = find(request.member, request.GET.get("about", "")[:11])
    return request.build_absolute_uri(thing.address) if thing else ""


def _why_not_yet(request: Request) -> dict[str, str]:
    """The field for machines, and the limit for one address."""
    if sentence := machines.why_not_a_person(request.POST):
        return {machines.FIELD: sentence}
    if request.member is None and reporting.FROM_HERE.reached(address_of(request)):
        return {"often": reporting.too_often()}
    return {}


@require_http_methods(["GET", "HEAD", "POST"])
def me_consent(request: MemberRequest) -> HttpResponse:
    """What one agreed to, in which words, when; taking it back, and giving it again."""
    if request.method == "POST":
        if request.POST.get("do") == "withdraw":
            consenting.withdraw(by=request.member)
        elif request.POST.get("do") == "agree":
            consenting.agree(by=request.member)
        return redirect("me_consent")
    rows = consents.ledger(request.member)
    stands = next((row for row in rows if row.withdrawn_at is None), None)
    return page(request, "law/me_consent", rows=rows, stands=stands, text=consents.text())
