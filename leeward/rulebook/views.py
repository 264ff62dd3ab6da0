"""The rules as they hold, as they held and as they will; accepting them; writing them down."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from leeward.drafts.composers import composer, sheet_of
from leeward.drafts.composers import post as post_draft
from leeward.drafts.difference import Part, Row, side_by_side
from leeward.drafts.words import Words
from leeward.house import versions
from leeward.house.rules import insist, why_not_keep
from leeward.members.requests import MemberRequest, Request, house_of
from leeward.rulebook import actions
from leeward.rulebook.kinds import TARGET
from leeward.rulebook.starting import example_rules
from leeward.web.numbers import whole
from leeward.web.pages import page


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: Request) -> HttpResponse:
    """Open: somebody who wonders whether to join reads them first. number=3 accepts that version."""
    if request.method == "POST":
        if request.member is None:
            return redirect_to_login(request.path)
        actions.accept(by=request.member, number=whole(request.POST.get("number"), 9) or 0)
        return redirect("rules")
    told = house_of(request).rules_told
    if request.member:
        actions.note_seen(by=request.member, number=told)
    return page(request, "rulebook/rules", version=versions.in_force(), upcoming=versions.upcoming())


@login_not_required
@require_safe
def rules_versions(request: Request) -> HttpResponse:
    """Every version, with its day and what changed."""
    rows, held = versions.all_versions(), versions.in_force()
    return page(request, "rulebook/rules_versions", versions=rows, held=held, overtaken=versions.overtaken(rows))


@login_not_required
@require_safe
def rules_version(request: Request, number: int) -> HttpResponse:
    """One version: when it held, what it changes from what held until then, and all of it."""
    told = versions.numbered(number)
    if told is None:
        raise Http404
    if request.member:
        actions.note_seen(by=request.member, number=number)
    source, before = told.version.source, told.before
    return page(
        request,
        "rulebook/rules_version",
        told=told,
        version=told.version,
        before=before,
        rows=_changes(Words(body=before.source), source) if before else [],
        held=told.held,
        is_ahead=told.version.holds_from > timezone.now(),
    )


def _changes(old: Words, source: str) -> list[Row]:
    """The lines that differ, without those that are empty."""
    rows = side_by_side(old, Words(body=source))
    return [row for row in rows if row.differs and any(text.strip() for text, _differs in _parts(row))]


def _parts(row: Row) -> list[Part]:
    return [*(row.left or []), *(row.right or [])]


@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def house_rules(request: Request) -> HttpResponse:
    """For administrators; what is written is kept, also when the session ends meanwhile."""
    return _write(request, TARGET)


@composer("rules")
def _write(request: MemberRequest, target: str) -> HttpResponse:
    """`preview` shows what `post` would store; `post` tells members of it."""
    insist(why_not_keep(request.member))
    stands = versions.latest()
    sheet = sheet_of(request, "rules", target, fresh=Words(body=stands.source if stands else example_rules()))
    do, errors = request.POST.get("do", ""), cast(dict[str, str], {})
    if request.method == "POST" and do == "post":
        try:
            return redirect(post_draft(request))
        except ValidationError as wrong:
            errors = {name: sentences[0] for name, sentences in wrong.message_dict.items()}
    shown = do == "preview"
    return page(
        request,
        "rulebook/house_rules",
        status=422 if errors else 200,
        sheet=sheet,
        stands=stands,
        upcoming=versions.upcoming(),
        change=actions.Change.read(sheet.words.wanted or ""),
        errors=errors,
        preview=versions.preview(sheet.words.body) if shown else "",
        bare=versions.without_example(sheet.words.body) if shown else [],
        earliest=timezone.localdate().isoformat(),
    )
