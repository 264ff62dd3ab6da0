"""Reporting private messages, and who looked at what one wrote in private."""

from __future__ import annotations

from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from leeward.conversations import lists, people, reporting
from leeward.conversations.actions import refuse
from leeward.conversations.composing import find_place
from leeward.conversations.texts import passages_of
from leeward.drafts.composers import composer, sheet_of
from leeward.drafts.requests import Writing
from leeward.drafts.sheets import Sheet
from leeward.members.requests import MemberRequest
from leeward.moderation import kinds, looking
from leeward.moderation.draft_kinds import boxes_in, post_shown
from leeward.moderation.report_views import made_by, thanks
from leeward.moderation.reporting import read_wanted
from leeward.web.numbers import whole
from leeward.web.pages import page


def _page_of_evidence(request: MemberRequest, pages: int) -> int:
    """The page shown: the last, unless a button of the form asks for another."""
    number = whole(request.POST.get("page"), 5) or pages
    step = {"earlier": -1, "later": 1}.get(request.POST.get("do", ""), 0)
    return min(max(1, number + step), pages)


@composer("shown")
@require_http_methods(["GET", "HEAD", "POST"])
def report_messages(request: MemberRequest, ref: str) -> HttpResponse:
    """Choose what is shown, page by page; what was ticked elsewhere travels along. Then a note, and it goes."""
    place = find_place(ref, request.member)
    refuse(reporting.why_not_report(place, people.others_in(place)))
    sheet = sheet_of(request, "shown", ref)
    errors: dict[str, str] = {}
    if request.method == "POST" and request.POST.get("do") == "send":
        try:
            return thanks(request, made_by(cast(Writing, request), ref, post_shown), place=place)
        except ValidationError as wrong:
            errors = {field: sentences[0] for field, sentences in wrong.message_dict.items()}
    return _page(request, place, sheet, errors)


def _page(request: MemberRequest, place: Any, sheet: Sheet, errors: dict[str, str]) -> HttpResponse:
    """The messages of one page, those chosen ticked; `elsewhere` are those ticked on others."""
    wanted = request.POST.getlist("wanted") if request.method == "POST" else (sheet.words.wanted or "").split()
    kind, _passages = read_wanted(wanted)
    ticked = boxes_in(" ".join(wanted))
    pages = max(1, -(-lists.count_of(place) // lists.MESSAGES))
    here = _page_of_evidence(request, pages)
    shown = [one for one in lists.page_of(place, here, request.member) if one.text.source]
    refs = {one.message.ref for one in shown}
    return page(
        request,
        "moderation/report_messages",
        status=422 if errors else 200,
        place=place,
        sheet=sheet,
        shown=[(one, passages_of(one.text, one.message.ref)) for one in shown],
        elsewhere=[box for box in ticked if box[:11] not in refs],
        ticked=ticked,
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
