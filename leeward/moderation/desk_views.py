"""The desk, one case on it, how one works there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leeward.boards.newcomers import all_wait
from leeward.drafts.composers import composer, sheet_of
from leeward.drafts.composers import post as post_draft
from leeward.drafts.sheets import lay_out
from leeward.members.models import Member
from leeward.members.requests import MemberRequest, house_of
from leeward.members.rules import insist
from leeward.moderation import caring, companies, kinds, lists, looking, rules, signals
from leeward.moderation import desk as working
from leeward.moderation.models import Case
from leeward.moderation.offers import offers_of
from leeward.moderation.subjects import of_decision, shown
from leeward.web.numbers import whole
from leeward.web.pages import page

AWAY = (1, 3, 7, 14, 30)  # days


@require_safe
def desk(request: MemberRequest) -> HttpResponse:
    """What waits, what needs somebody most on top. Eight queries at most, however much there is."""
    insist(rules.why_not_at_desk(request.member))
    number = whole(request.GET.get("page"), 5) or 1
    here = lists.desk(request.member, number, also_avoided="all" in request.GET)
    more: dict[str, Any] = {
        "needs": lists.need_words(),
        "also": "all" in request.GET,
        "all_wait": all_wait(house_of(request)),
    }
    return page(request, "moderation/desk", desk=here, **more)


def find_case(request: MemberRequest, ref: str) -> Case:
    """404 for a case that concerns whoever asks, or that their role does not see."""
    insist(rules.why_not_at_desk(request.member))
    rows = Case.objects.visible_to(request.member).select_related("face", "board", "taken_by")
    return get_object_or_404(rows, ref=ref)


@require_safe
def next_on_desk(request: MemberRequest) -> HttpResponse:
    """On to what needs somebody most."""
    insist(rules.why_not_at_desk(request.member))
    found = lists.next_case(request.member)
    return redirect("case", found.ref) if found else redirect("desk")


@require_http_methods(["GET", "HEAD", "POST"])
def case(request: MemberRequest, ref: str) -> HttpResponse:
    """do=take, back, hand (to=ref), opinion, look or owner (reason=words)."""
    here = find_case(request, ref)
    if request.method != "POST":
        return _case(request, here)
    try:
        if answer := _do(request, here, request.POST.get("do", "")):
            return answer
    except ValidationError as wrong:
        errors = {name: sentences[0] for name, sentences in wrong.message_dict.items()}
        return _case(request, here, 422, errors=errors)
    return redirect("case", ref)


def _do(request: MemberRequest, here: Case, do: str) -> HttpResponse | None:
    match do:
        case "take":
            working.take(by=request.member, case=here)
        case "back":
            working.give_back(by=request.member, case=here)
            return redirect("desk")
        case "opinion":
            working.ask_opinion(by=request.member, case=here)
        case "hand":
            working.hand_over(by=request.member, case=here, to=_colleague(request))
            return redirect("desk")
        case "look":
            reported = looking.look(by=request.member, case=here, reason=request.POST.get("reason", ""))
            return _case(request, here, reported=reported)
        case "owner":
            owner = looking.look_at_owner(by=request.member, case=here, reason=request.POST.get("reason", ""))
            return _case(request, here, owner=owner.name if owner else _("Nobody: the name was let go of."))
    return None


def _colleague(request: MemberRequest) -> Member:
    asked = request.POST.get("to", "")
    found = next((one.member for one in lists.others_at_desk(request.member) if one.member.ref == asked), None)
    if found is None:
        raise Http404
    return found


def _case(request: MemberRequest, here: Case, status: int = 200, **more: Any) -> HttpResponse:
    decision, thing = lists.decision_of(here), shown(here)
    return page(
        request,
        "moderation/case",
        status=status,
        case=here,
        thing=thing,
        care=caring.care_of(here, thing.post),
        company=companies.company_of(here),
        reports=lists.reports_in(here),
        notes=lists.notes_on(here),
        history=lists.history_of(here),
        hints=signals.hints_about(here.face) if here.face and not here.is_private else [],
        others=lists.others_at_desk(request.member),
        offers=offers_of(request.member, here, thing),
        may_look=rules.why_not_look(request.member, here) is None,
        is_face=bool(here.face and here.face.is_face),
        decision=decision,
        about=of_decision(decision) if decision else None,
        appeal=lists.appeal_of(here, decision),
        keys=lists.wants_keys(request.member),
        sheet=lay_out(request.member, "note", here.ref),
        reason=request.POST.get("reason", ""),
        **{"errors": {}, "reported": None, "owner": "", **more},
    )


@composer("note")
@require_http_methods(["GET", "HEAD", "POST"])
def case_note(request: MemberRequest, ref: str) -> HttpResponse:
    """A note for the others at the desk, kept while it is written."""
    here = find_case(request, ref)
    insist(rules.why_not_work_on(request.member, here))
    sheet = sheet_of(request, "note", ref)
    errors: dict[str, str] = {}
    if request.method == "POST" and request.POST.get("do") == "post":
        try:
            return redirect(post_draft(request))
        except ValidationError as wrong:
            errors = {name: sentences[0] for name, sentences in wrong.message_dict.items()}
    return page(request, "moderation/case_note", status=422 if errors else 200, case=here, sheet=sheet, errors=errors)


@require_POST
def open_case(request: MemberRequest, ref: str) -> HttpResponse:
    """A post, a topic or a member that somebody at the desk came across."""
    found = working.open_case(by=request.member, ref=ref)
    if found is None:
        raise Http404
    return redirect("case", found.ref)


@require_http_methods(["GET", "HEAD", "POST"])
def my_shift(request: MemberRequest) -> HttpResponse:
    """Being away, kinds that one prefers not to see, single keys."""
    insist(rules.why_not_at_desk(request.member))
    if request.method == "POST":
        asked = request.POST.get("away", "")
        days = int(asked) if asked in {str(each) for each in AWAY} else 0
        until = timezone.localdate() + timedelta(days=days) if days else None
        if asked == "as_before" and (before := lists.shift_of(request.member)):
            until = before.away_until
        avoids, keys = request.POST.getlist("avoids"), request.POST.get("keys") == "yes"
        working.set_shift(by=request.member, away_until=until, avoids=avoids, keys=keys)
        return redirect("desk")
    shift = lists.shift_of(request.member)
    kept = [(kind.value, kind.label) for kind in kinds.Wrong if kind not in kinds.DANGER]
    return page(request, "moderation/my_shift", shift=shift, choices=kept, away=AWAY,
                avoids=shift.avoids.split() if shift else [])  # fmt: skip
