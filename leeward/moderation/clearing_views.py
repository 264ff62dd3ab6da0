"""What one account did since a moment; taking it down together."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from leeward.house import versions
from leeward.members.requests import MemberRequest
from leeward.members.rules import insist
from leeward.moderation import clearing, deciding, rules, subjects
from leeward.web.pages import page


@require_http_methods(["GET", "HEAD", "POST"])
def doings(request: MemberRequest, ref: str) -> HttpResponse:
    """?since=day; the form takes it down: since, what (many times), rule, why."""
    insist(rules.why_not_let_all_wait(request.member))
    face = subjects.member_seen(ref)
    if face is None:
        raise Http404
    insist(rules.why_not_clear(request.member, face))
    sent, errors = request.POST, dict[str, str]()
    since = (sent or request.GET).get("since", "")
    since = since if since in clearing.SINCE else "day"
    begun = timezone.now() - clearing.SINCE[since][0]
    if request.method == "POST":
        said = {"what": sent.getlist("what"), "rule": sent.get("rule", ""), "why": sent.get("why", "")}
        try:
            made = deciding.clear(by=request.member, face=face, since=begun, **said)  # type: ignore[arg-type]
            return redirect("decision", made.ref)
        except ValidationError as wrong:
            errors = {name: sentences[0] for name, sentences in wrong.message_dict.items()}
    held = versions.in_force()
    return page(
        request,
        "moderation/doings",
        status=422 if errors else 200,
        face=face,
        since=since,
        choices=[(name, label) for name, (_length, label) in clearing.SINCE.items()],
        doings=clearing.doings_of(face, begun),
        rules=versions.rules_in(held.source) if held else [],
        rule=sent.get("rule", ""),
        why=sent.get("why", ""),
        ticked=sent.getlist("what") if sent else ["posts", "topics"],
        errors=errors,
    )
