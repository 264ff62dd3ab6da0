"""Reporting something, signed in or not; and looking up what became of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from leeward.drafts.composers import composer, sheet_of
from leeward.drafts.composers import post as post_draft
from leeward.drafts.requests import Writing, form_token_is_good
from leeward.drafts.sheets import Sheet
from leeward.drafts.tokens import new_once
from leeward.drafts.words import Words
from leeward.members.models import Member
from leeward.members.requests import MemberRequest, Request
from leeward.moderation import kinds, lists, reporting
from leeward.moderation.draft_kinds import PAGE, post_report, thing_at
from leeward.moderation.models import Report
from leeward.moderation.subjects import Thing
from leeward.shelter import nearby
from leeward.web import machines
from leeward.web.errors import stale_form
from leeward.web.limits import address_of
from leeward.web.pages import page


def _page(request: Any, thing: Thing, target: str, sheet: Sheet | None, **more: Any) -> HttpResponse:
    """The form: what was ticked and written stands in it again."""
    errors: dict[str, str] = more.get("errors", {})
    ticked = more.get("ticked", "")
    kind, passages = reporting.read_wanted(ticked)
    return page(
        request,
        "moderation/report",
        status=more.get("status", 422 if errors else 200),
        thing=thing,
        target=target,
        sheet=sheet,
        choices=kinds.Wrong.choices,
        near=nearby.near(request, set(kinds.LINES.values())),
        kind=kind,
        ticked=passages,
        body=more.get("body", ""),
        once=_once(request),
        errors=errors,
    )


def _once(request: Request) -> str:
    """The form's own number, where no draft has one: sent twice, it is one report."""
    return request.POST.get("once", "")[:32] or new_once()


def lines_for(request: Any, kind: str) -> nearby.Near:
    """Numbers to call for whoever reports this; none for most kinds, and then no query."""
    return nearby.near(request, [kinds.LINES[kind]]) if kind in kinds.LINES else nearby.Near()


def thanks(request: Any, report: Report, **more: Any) -> HttpResponse:
    """What happens next, and the number, shown once: it stands in this answer and nowhere else."""
    shown: dict[str, Any] = {
        "number": reporting.new_number(report),
        "is_first": kinds.need_of(report.kind) == kinds.FIRST,
        "kind": report.kind,
        "near": lines_for(request, report.kind),
    }
    return page(request, "moderation/reported", **shown, **more)


def _thing(viewer: Any, target: str) -> Thing:
    thing = thing_at(viewer, target)
    if thing is None:
        raise Http404
    return thing


@composer("report")
@require_http_methods(["GET", "POST"])
def _by_member(request: MemberRequest, target: str) -> HttpResponse:
    thing = _thing(request.member, target)
    sheet = sheet_of(request, "report", target)
    words = sheet.words
    errors: dict[str, str] = {}
    if request.method == "POST" and request.POST.get("do") == "post":
        try:
            return thanks(request, made_by(cast(Writing, request), target, post_report))
        except ValidationError as wrong:
            errors = {field: sentences[0] for field, sentences in wrong.message_dict.items()}
    ticked = words.wanted or ""
    if request.method == "POST":
        ticked = " ".join(request.POST.getlist("wanted"))
    return _page(request, thing, target, sheet, ticked=ticked, body=words.body, errors=errors)


def made_by(request: Writing, target: str, post: Callable[[Member, str, Words, str], str]) -> Report:
    """A note is kept before it goes; without one there is nothing to keep, and `post` sends the report at once."""
    if request.kept is not None:
        address = post_draft(request)
    else:
        address = post(request.member, target, request.words, request.park.once)
    return get_object_or_404(Report.mine(request.member), ref=address.rpartition("/")[2])


def _by_stranger(request: Request, target: str) -> HttpResponse:
    """No account, no draft: what was typed stands in the page that comes back."""
    thing = _thing(None, target)
    if request.method != "POST":
        return _page(request, thing, target, None)
    if not form_token_is_good(request):
        return stale_form(request)
    ticked, body = " ".join(request.POST.getlist("wanted")), request.POST.get("body", "")
    kind, passages = reporting.read_wanted(ticked)
    errors: dict[str, str] = {}
    if sentence := machines.why_not_a_person(request.POST):
        errors = {machines.FIELD: sentence}
    elif reporting.FROM_HERE.reached(address_of(request)):
        return _page(request, thing, target, None, ticked=ticked, body=body, status=429,
                     errors={"body": reporting.too_often()})  # fmt: skip
    else:
        try:
            said = reporting.Said(kind, passages, body)
            return thanks(request, reporting.report(by=None, thing=thing, said=said, once=_once(request)))
        except ValidationError as wrong:
            errors = {field: sentences[0] for field, sentences in wrong.message_dict.items()}
    return _page(request, thing, target, None, ticked=ticked, body=body, errors=errors)


def _either(request: Request, target: str) -> HttpResponse:
    """A form that was opened while signed in stays a member's, also when the session ended meanwhile."""
    if request.member is None and "park" not in request.POST:
        return _by_stranger(request, target)
    return _by_member(cast(MemberRequest, request), target)


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: Request, ref: str) -> HttpResponse:
    """A post, a topic or a name, by its ref. 404 for what whoever asks may not see."""
    return _either(request, ref)


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def report_page(request: Request) -> HttpResponse:
    """Anything else of the house: which page it is stands in the note."""
    return _either(request, PAGE)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: Request) -> HttpResponse:
    """Look a report up by its number, which is sent in a form, so that no address holds it."""
    number, found, wrong, status = request.POST.get("number", "")[:100], None, "", 200
    if request.method == "POST":
        if reporting.ASKED_HERE.reached(address_of(request)):
            wrong, status = reporting.too_often(), 429
        else:
            found = reporting.by_number(number)
            wrong, status = ("", 200) if found else (reporting.no_such_number(), 422)
    state = reporting.state_of(found, lists.acted_in([found])) if found else ""
    return page(request, "moderation/reports", status=status, found=found, state=state, wrong=wrong, number=number)


@require_safe
def my_report(request: MemberRequest, ref: str) -> HttpResponse:
    """One's own report, by its address: what a draft that was sent leads to."""
    found = get_object_or_404(Report.mine(request.member), ref=ref)
    state = reporting.state_of(found, lists.acted_in([found]))
    return page(request, "moderation/my_report", found=found, state=state)
