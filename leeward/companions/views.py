"""Pages: who offers and who is beside me, offering, asking, and one pair."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from leeward.companions import actions, rules
from leeward.companions.forms import AskForm, OfferForm
from leeward.companions.models import Company, Offer
from leeward.companions.telling import title_of
from leeward.conversations.people import already_with
from leeward.members.models import Member
from leeward.members.requests import MemberRequest
from leeward.notices import telling
from leeward.web.errors import sorry
from leeward.web.pages import page

SHOWN = 30  # who offers, those who have offered for longest first; the rest come up as these are full


@require_safe
def companions(request: MemberRequest) -> HttpResponse:
    """Who is beside me, who asks, and who offers. Six queries."""
    own = actions.offer_of(request.member)
    offers = bool(own and own.is_open)
    mine = Company.objects.visible_to(request.member).open().select_related("newcomer", "companion")
    asking = Company.objects.open_to(request.member).select_related("newcomer").order_by("asked_at")
    found = Offer.objects.visible_to(request.member).order_by("offered_at", "pk")
    rows = list(mine.order_by("asked_at"))
    has_one = any(row.newcomer_id == request.member.pk for row in rows)
    return page(
        request,
        "companions/companions",
        mine=[(row, title_of(row, request.member)) for row in rows],
        asking=[(row, title_of(row, request.member)) for row in asking[:SHOWN]] if offers else [],
        found=[] if offers else list(found[:SHOWN]),
        own=own if offers else None,
        why_it_rests=rules.why_it_rests(request.member) if offers else None,
        why_not_ask=rules.why_not_ask(offers=offers, has_one=has_one),
        why_not_offer=None if offers else actions.why_not_offer(request.member),
        standing=rules.standing(),
    )


@require_safe
def companion_limits(request: MemberRequest) -> HttpResponse:
    """What is allowed, in plain words: the same page for whoever asks, offers, or looks after them."""
    return page(request, "companions/companion_limits", limits=rules.limits())


def _wrong(form: Any, found: ValidationError) -> None:
    for field, sentences in found.message_dict.items():
        form.add_error(field, sentences)


@require_http_methods(["GET", "HEAD", "POST"])
def offer(request: MemberRequest) -> HttpResponse:
    """Offer, change what one said, or (do=withdraw) take it back."""
    own = actions.offer_of(request.member)
    is_open = bool(own and own.is_open)
    if request.method == "POST" and request.POST.get("do") == "withdraw":
        actions.withdraw(by=request.member)
        return redirect("companions")
    why_not = actions.why_not_offer(request.member)
    said = {"words": own.words, "at_once": own.at_once, "adult": True} if own and is_open else {}
    form = OfferForm(request.POST if request.method == "POST" else None, initial=said)
    if form.is_bound and form.is_valid():
        try:
            actions.offer(by=request.member, words=form.cleaned_data["words"], at_once=form.cleaned_data["at_once"],
                          is_adult=form.cleaned_data["adult"])  # fmt: skip
        except ValidationError as found:
            _wrong(form, found)
        else:
            return redirect("companions")
    status = 422 if form.is_bound else 200
    more = {"form": form, "is_open": is_open, "why_not": why_not, "standing": rules.standing()}
    return page(request, "companions/offer", status=403 if why_not and form.is_bound else status, **more)


@require_http_methods(["GET", "HEAD", "POST"])
def ask_companion(request: MemberRequest, ref: str = "") -> HttpResponse:
    """Ask one of those who offer, or anybody."""
    whom = get_object_or_404(Offer.objects.visible_to(request.member), ref=ref) if ref else None
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            company = actions.ask(by=request.member, whom=whom, is_adult=form.cleaned_data["adult"])
        except ValidationError as found:
            _wrong(form, found)
        else:
            return redirect("company", company.ref)
    return page(request, "companions/ask_companion", status=422 if form.is_bound else 200, form=form, whom=whom)


def _company(ref: str, viewer: Member) -> Company:
    """One of the viewer's own, also when it is over; or a question to anybody who offers, where they do."""
    rows = Company.objects.told_to(viewer).select_related("newcomer", "companion")
    return get_object_or_404(rows.meant_for(viewer), ref=ref)


@require_http_methods(["GET", "HEAD", "POST"])
def company(request: MemberRequest, ref: str) -> HttpResponse:
    """do=take, agree, end, else (I would rather somebody else), report."""
    here = _company(ref, request.member)
    if request.method != "POST":
        return _one(request, here)
    match request.POST.get("do"):
        case "take":
            actions.take(by=request.member, company=here)
        case "agree":
            actions.agree(by=request.member, company=here)
        case "end" if here.companion_id or here.newcomer_id == request.member.pk:
            actions.end(by=request.member, company=here)
            return redirect("companions")
        case "else" if here.newcomer_id == request.member.pk:
            here = actions.rather_somebody_else(by=request.member, company=here)
        case "report" if here.companion_id:
            actions.report(by=request.member, company=here)
        case _other:
            return sorry(request, 400, _("Nothing was chosen."))
    return redirect("company", here.ref)


def _one(request: MemberRequest, here: Company) -> HttpResponse:
    telling.seen_up_to(by=request.member, place=here.ref, number=0)
    other = here.other(request.member)
    return page(
        request,
        "companions/company",
        here=here,
        title=title_of(here, request.member),
        other=other,
        is_newcomer=here.newcomer_id == request.member.pk,
        talk=already_with(request.member, other) if other else None,
        is_reported_by_me=here.reported_by_id == request.member.pk,
    )
