"""The registers: lists, new entries, and what was done about one."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from leeward.drafts.composers import composer, sheet_of
from leeward.drafts.composers import post as post_draft
from leeward.law import files, letters, lists, rules
from leeward.law.models import Matter
from leeward.law.paper_year import appeals
from leeward.law.papers import plain
from leeward.law.registers import COMPLAINTS, Register, register_of
from leeward.members.requests import MemberRequest
from leeward.members.rules import insist
from leeward.moderation import subjects
from leeward.moderation.models import Case
from leeward.web.numbers import whole
from leeward.web.pages import page


def _register(request: MemberRequest, name: str) -> Register:
    insist(rules.why_not_read(request.member))
    register = register_of(name)
    if register is None:
        raise Http404
    return register


@require_safe
def law_register(request: MemberRequest, name: str) -> HttpResponse:
    """A register, the latest first."""
    register = _register(request, name)
    rows, more = lists.entries(request.member, register, whole(request.GET.get("before")))
    return page(
        request,
        "law/law_register",
        register=register,
        lines=rows,
        more=more,
        said_rows=[plain(one) for one in appeals()] if register is COMPLAINTS else [],
        may_write=register.by_hand and not rules.why_not_write(request.member),
        sources=files.sources_of({"law": register.law}),
        note=files.not_advice(),
    )


@require_safe
def law_register_file(request: MemberRequest, name: str, form: str) -> HttpResponse:
    """All of a register as a file, without what was written in it."""
    register = _register(request, name)
    content = letters.register_content(register, lists.whole(request.member, register))
    return files.download(name, form, content, lists.stamp(None))


@composer("law-entry")
@require_http_methods(["GET", "HEAD", "POST"])
def law_enter(request: MemberRequest, ref: str) -> HttpResponse:
    """A new entry in the register called `ref`, kept while it is written."""
    register = _register(request, ref)
    insist(rules.why_not_write(request.member))
    if not register.by_hand:
        raise Http404
    sheet = sheet_of(request, "law-entry", ref)
    errors: dict[str, str] = {}
    if request.method == "POST" and request.POST.get("do") == "post":
        try:
            return redirect(post_draft(request))
        except ValidationError as wrong:
            errors = {field: sentences[0] for field, sentences in wrong.message_dict.items()}
    status = 422 if errors else 200
    return page(request, "law/law_enter", status=status, register=register, sheet=sheet, errors=errors)


def _matter(request: MemberRequest, ref: str) -> tuple[Matter, Register]:
    insist(rules.why_not_read(request.member))
    rows = Matter.objects.visible_to(request.member).select_related("report__case", "by")
    matter = get_object_or_404(rows, ref=ref)
    return matter, _register(request, matter.register)


@composer("law-step")
@require_http_methods(["GET", "HEAD", "POST"])
def law_entry(request: MemberRequest, ref: str) -> HttpResponse:
    """One entry with what was done about it; administrators add the next step."""
    matter, register = _matter(request, ref)
    hold = lists.hold_of(matter)
    errors: dict[str, str] = {}
    if request.method == "POST":
        insist(rules.why_not_write(request.member))
    if request.method == "POST" and request.POST.get("do") == "post":
        try:
            return redirect(post_draft(request))
        except ValidationError as wrong:
            errors = {field: sentences[0] for field, sentences in wrong.message_dict.items()}
    return page(
        request,
        "law/law_entry",
        status=422 if errors else 200,
        matter=matter,
        register=register,
        line=lists.line_of(matter),
        hold=hold,
        held=subjects.shown(Case(subject=hold.subject, about=hold.about, face=lists.face_held(hold))) if hold else None,
        steps=[(step, register.deed_of(step.does)) for step in lists.steps_of(matter)],
        deeds=rules.deeds_for(request.member, register, matter, hold),
        decision=lists.decision_on(matter),
        letters=letters.letters(matter, lists.public_answers()["contact"]),
        sheet=sheet_of(request, "law-step", ref),
        errors=errors,
        note=files.not_advice(),
    )


@require_safe
def law_receipt(request: MemberRequest, ref: str) -> HttpResponse:
    """What can be printed and handed over: it holds no words."""
    matter, register = _matter(request, ref)
    if not register.has_receipt:
        raise Http404
    return page(request, "law/law_receipt", matter=matter, receipt=letters.receipt(matter), stamp=lists.stamp(None))
