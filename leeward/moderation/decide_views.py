"""Deciding about a case: one kind at a time, so that its page asks for what it needs and for nothing else."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from leeward.boards.models import Board
from leeward.house import versions
from leeward.members.requests import MemberRequest
from leeward.members.rules import insist
from leeward.moderation import deciding, lists, rules, subjects, telling, told_of_erasing
from leeward.moderation.decided import ERASES, Decision, Does
from leeward.moderation.deciding import Choice
from leeward.moderation.desk_views import find_case
from leeward.moderation.models import Case
from leeward.web.numbers import whole
from leeward.web.pages import page

TOPIC = re.compile(r"(?:.*/t/)?([A-Za-z0-9]{11})(?:[/#?].*)?")


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: MemberRequest, ref: str) -> HttpResponse:
    """?do=hide asks what hiding needs; the form makes the decision, and leads on to the next case."""
    here = find_case(request, ref)
    does = (request.POST if request.method == "POST" else request.GET).get("do", "")
    insist(rules.why_not_decide(request.member, here, does) or deciding.why_not_unread(request.member, here))
    errors: dict[str, str] = {}
    passages = subjects.passages_at_desk(here) if does in rules.WITH_WORDS else ()
    if request.method == "POST":
        try:
            choice = _choice(request, here, does, passages)
            deciding.decide(by=request.member, case=here, choice=choice)
            return redirect("next_on_desk" if request.POST.get("then") == "next" else "desk")
        except ValidationError as wrong:
            errors = {name: sentences[0] for name, sentences in wrong.message_dict.items()}
    return _page(request, here, Does(does), passages, errors)


def _choice(request: MemberRequest, here: Case, does: str, passages: Any) -> Choice:
    """What the form says; refs and numbers only where they lead to something the person at the desk sees."""
    sent = request.POST
    ticked = set(sent.getlist("words"))
    days = int(sent["days"]) if sent.get("days") in {str(each) for each in deciding.DAYS} else None
    details: dict[str, Any] = {}
    if does == Does.SLOW:
        minutes = sent.get("minutes", "")
        details["minutes"] = int(minutes) if minutes in {str(each) for each in deciding.MINUTES} else 0
    if does == Does.MOVE:
        details["board"] = _boards(request, [sent.get("board", "")])[:1]
        details["board"] = details["board"][0] if details["board"] else ""
    if does == Does.LIMIT:
        details["boards"] = _boards(request, sent.getlist("boards"))
    if does == Does.MERGE:
        details["into"] = _into(request, here, sent.get("into", ""))
    return Choice(
        does=does,
        rule=sent.get("rule", ""),
        why=sent.get("why", ""),
        words=tuple(text for number, text in passages if str(number) in ticked),
        days=days,
        details=details,
    )


def _boards(request: MemberRequest, refs: list[str]) -> list[str]:
    return [board.ref for board in Board.objects.visible_to(request.member) if board.ref in set(refs)]


def _into(request: MemberRequest, here: Case, typed: str) -> str:
    """The ref of another topic that the person at the desk sees; "" for anything else."""
    found = TOPIC.fullmatch(typed.strip())
    topic = lists.topic_seen(request.member, found[1]) if found else None
    own = subjects.shown(here).topic
    return topic.ref if topic and own and topic.pk != own.pk else ""


def _tells(does: Does, here: Case) -> str:
    """What whom it concerns will read first."""
    first = lists.decision_of(here) if does == Does.UNDO else None
    if first and first.erased_at:
        return str(told_of_erasing.WRONG)
    if does in ERASES:
        return str((told_of_erasing.AGREED if here.subject == "decision" else told_of_erasing.WAITS)[does])
    return str(telling.WHAT.get(does, ""))


def _page(request: MemberRequest, here: Case, does: Does, passages: Any, errors: dict[str, str]) -> HttpResponse:
    sent = request.POST
    first, held = lists.decision_of(here), versions.in_force()
    needs_two = does in rules.NEEDS_TWO and here.subject != "decision"
    return page(
        request,
        "moderation/decide",
        status=422 if errors else 200,
        case=here,
        thing=subjects.shown(here),
        does=does.value,
        label=rules.label_at(here, does),
        rules=versions.rules_in(held.source) if held else [],
        rule=sent.get("rule", first.rule if first else ""),
        why=sent.get("why", first.said["why"] if first and does in rules.NEEDS_TWO else ""),
        passages=passages,
        ticked=sent.getlist("words"),
        days=deciding.DAYS if does in deciding.TIMED else (),
        chosen_days=sent.get("days", ""),
        minutes=deciding.MINUTES if does == Does.SLOW else (),
        boards=list(Board.objects.visible_to(request.member)) if does in {Does.MOVE, Does.LIMIT} else [],
        into=sent.get("into", ""),
        tells=_tells(does, here) if here.face_id and does not in deciding.UNTOLD else "",
        needs_two=needs_two,
        hides=does in ERASES,
        is_alone=needs_two and lists.is_alone(request.member, here),
        errors=errors,
    )


@require_safe
def decisions(request: MemberRequest) -> HttpResponse:
    """The register: every decision with its reason, the latest first."""
    insist(rules.why_not_register(request.member))
    beginning = whole(request.GET.get("before"))
    rows, older = lists.register(request.member, beginning)
    return page(request, "moderation/decisions", rows=rows, older=older, is_first=beginning is None)


@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: MemberRequest, ref: str) -> HttpResponse:
    """One decision, as whom it concerns reads it; and undoing it, with a reason."""
    insist(rules.why_not_register(request.member))
    rows = (
        Decision.objects.visible_to(request.member)
        .with_answers()
        .select_related("by", "face", "undone_by__by", "undoes", "case")
    )
    found = get_object_or_404(rows, ref=ref)
    if found.face_id == request.member.pk:
        raise Http404
    why, errors = request.POST.get("why", ""), {}
    why_not = rules.why_not_undo(request.member, found, deciding.later_on(found))
    if request.method == "POST":
        try:
            deciding.undo(by=request.member, decision=found, why=why)
            return redirect("decision", ref)
        except ValidationError as wrong:
            errors = {name: sentences[0] for name, sentences in wrong.message_dict.items()}
    more = {"why_not": why_not, "why": why, "errors": errors}
    notice = telling.notice_of(found)
    return page(request, "moderation/decision", status=422 if errors else 200, row=found, notice=notice, **more)
