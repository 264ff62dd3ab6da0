"""Reporting messages, looking at reports, and who looked."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from leeward.conversations import lists, people, reporting
from leeward.conversations.actions import refuse
from leeward.conversations.composing import find_place
from leeward.conversations.forms import chosen
from leeward.conversations.models import Report
from leeward.conversations.texts import passages_of
from leeward.members.requests import MemberRequest
from leeward.members.rules import insist, why_not_look_after
from leeward.web.numbers import whole
from leeward.web.pages import page


def _page_of_evidence(request: MemberRequest, pages: int) -> int:
    """The page shown: the last, unless a button of the form asks for another."""
    number = whole(request.POST.get("page"), 5) or pages
    step = {"earlier": -1, "later": 1}.get(request.POST.get("do", ""), 0)
    return min(max(1, number + step), pages)


@require_http_methods(["GET", "HEAD", "POST"])
def report_messages(request: MemberRequest, ref: str) -> HttpResponse:
    """Choose what is shown, page by page; what was ticked elsewhere travels along. Then a note, and it goes."""
    place = find_place(ref, request.member)
    others = people.others_in(place)
    refuse(reporting.why_not_report(place, others))
    note, ticked = request.POST.get("note", ""), request.POST.getlist("evidence")[: reporting.EVIDENCE_MAX]
    errors: dict[str, str] = {}
    if request.POST.get("do") == "send":
        try:
            reporting.report(by=request.member, place=place, note=note, chosen=chosen(ticked, reporting.EVIDENCE_MAX))
            return page(request, "conversations/reported", place=place, others=others)
        except ValidationError as wrong:
            errors = {field: sentences[0] for field, sentences in wrong.message_dict.items()}
    pages = max(1, -(-lists.count_of(place) // lists.MESSAGES))
    here = _page_of_evidence(request, pages)
    shown = [one for one in lists.page_of(place, here, request.member) if one.text.source]
    refs = {one.message.ref for one in shown}
    return page(
        request,
        "conversations/report_messages",
        status=422 if errors else 200,
        place=place,
        shown=[(one, passages_of(one.text, one.message.ref)) for one in shown],
        elsewhere=[box for box in ticked if box[:11] not in refs],
        ticked=ticked,
        note=note,
        errors=errors,
        here=here,
        pages=pages,
    )


@require_safe
def house_message_reports(request: MemberRequest) -> HttpResponse:
    """For those who look after the house: what was reported and is not settled. Not a word of it is on this page."""
    insist(why_not_look_after(request.member))
    return page(request, "conversations/house_message_reports", reports=reporting.reports_for(request.member))


@require_http_methods(["GET", "HEAD", "POST"])
def house_message_report(request: MemberRequest, ref: str) -> HttpResponse:
    """Asks for a reason; with one the report is open on the answer, and nowhere else."""
    insist(why_not_look_after(request.member))
    report = get_object_or_404(Report.objects.visible_to(request.member), ref=ref)
    insist(reporting.why_not_look(request.member, report))
    if request.method == "POST" and request.POST.get("do") == "settle":
        reporting.settle(by=request.member, report=report)
        return redirect("house_message_reports")
    reported, wrong = None, ""
    if request.method == "POST":
        try:
            reported = reporting.look(by=request.member, report=report, reason=request.POST.get("reason", ""))
        except ValidationError as refused:
            wrong = refused.message_dict["reason"][0]
    return page(
        request,
        "conversations/house_message_report",
        status=422 if wrong else 200,
        report=report,
        reported=reported,
        reason=request.POST.get("reason", ""),
        wrong=wrong,
    )


@require_safe
def me_looks(request: MemberRequest) -> HttpResponse:
    """Who looked at a report that holds one's messages, or that one made, and why."""
    return page(request, "conversations/me_looks", looks=reporting.looks_at(request.member))
