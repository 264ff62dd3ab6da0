"""What was decided about one: to read, and to ask for a second look. Also for somebody to whom the house is closed."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from leeward.drafts.composers import composer, sheet_of
from leeward.drafts.composers import post as post_draft
from leeward.members.requests import MemberRequest
from leeward.members.rules import insist
from leeward.moderation import lists, rules, telling
from leeward.moderation.decided import Decision, Does
from leeward.moderation.subjects import of_decision
from leeward.web.pages import page


@require_safe
def me_decisions(request: MemberRequest) -> HttpResponse:
    """The latest first, also those about names of one's own."""
    return page(request, "moderation/me_decisions", rows=lists.about_me(request.member))


def _mine(request: MemberRequest, ref: str) -> Decision:
    rows = Decision.objects.about(request.member).select_related(
        "face", "appealed", "undone_by", "undoes", "appeal__decision"
    )
    return get_object_or_404(rows, ref=ref)


@require_safe
def me_decision(request: MemberRequest, ref: str) -> HttpResponse:
    """What, why, on which words, what one can do and by when. Never who reported, nor who decided."""
    found = _mine(request, ref)
    lists.note_seen(request.member, found)
    return page(
        request,
        "moderation/me_decision",
        row=found,
        notice=telling.notice_of(found),
        why_not=rules.why_not_appeal(request.member, found, timezone.now()),
        outcome=lists.outcome_of(found),
        to_change=lists.to_change(request.member, found),
        stands_at=of_decision(found).address if found.kind in {Does.APPROVE, Does.RESTORE} else "",
    )


@composer("appeal")
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: MemberRequest, ref: str) -> HttpResponse:
    """What one thinks is wrong about it, kept while it is written."""
    found = _mine(request, ref)
    insist(rules.why_not_appeal(request.member, found, timezone.now()))
    sheet = sheet_of(request, "appeal", ref)
    errors: dict[str, str] = {}
    if request.method == "POST" and request.POST.get("do") == "post":
        try:
            post_draft(request)
            return redirect(reverse("me_decision", args=[ref]))
        except ValidationError as wrong:
            errors = {name: sentences[0] for name, sentences in wrong.message_dict.items()}
    more = {"row": found, "notice": telling.notice_of(found), "sheet": sheet, "errors": errors}
    return page(request, "moderation/appeal", status=422 if errors else 200, **more)
