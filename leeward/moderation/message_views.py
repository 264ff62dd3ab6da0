"""Reporting private messages, and who looked at what one wrote in private."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from leeward.conversations import lists, people, reporting
from leeward.conversations.actions import refuse
from leeward.conversations.composing import find_place
from leeward.conversations.forms import chosen
from leeward.conversations.texts import passages_of
from leeward.members.requests import MemberRequest
from leeward.moderation import kinds, looking
from leeward.moderation.reporting import Said, new_number, read_wanted
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
    body, ticked = request.POST.get("body", ""), request.POST.getlist("evidence")[: reporting.EVIDENCE_MAX]
    kind, _passages = read_wanted(request.POST.getlist("wanted"))
    errors: dict[str, str] = {}
    if request.POST.get("do") == "send":
        try:
            boxes = chosen(ticked, reporting.EVIDENCE_MAX)
            made = looking.report_messages(by=request.member, place=place, said=Said(kind, (), body), chosen=boxes)
            is_first = kinds.need_of(kind) == kinds.FIRST
            number = new_number(made)
            return page(request, "moderation/reported", place=place, number=number, is_first=is_first, kind=kind)
        except ValidationError as wrong:
            errors = {field: sentences[0] for field, sentences in wrong.message_dict.items()}
    pages = max(1, -(-lists.count_of(place) // lists.MESSAGES))
    here = _page_of_evidence(request, pages)
    shown = [one for one in lists.page_of(place, here, request.member) if one.text.source]
    refs = {one.message.ref for one in shown}
    return page(
        request,
        "moderation/report_messages",
        status=422 if errors else 200,
        place=place,
        shown=[(one, passages_of(one.text, one.message.ref)) for one in shown],
        elsewhere=[box for box in ticked if box[:11] not in refs],
        ticked=ticked,
        body=body,
        kind=kind,
        choices=kinds.Wrong.choices,
        errors=errors,
        here=here,
        pages=pages,
    )


@require_safe
def me_looks(request: MemberRequest) -> HttpResponse:
    """Who looked at something private of one's own, and why."""
    return page(request, "moderation/me_looks", looks=looking.looks_at(request.member))
