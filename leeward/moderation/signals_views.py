"""How somebody came here: for a reason, which they read."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from leeward.members.requests import MemberRequest
from leeward.members.rules import insist
from leeward.moderation import rules, signals, subjects
from leeward.web.pages import page


@require_http_methods(["GET", "HEAD", "POST"])
def came_by(request: MemberRequest, ref: str) -> HttpResponse:
    """POST reason=...: who invited them, and whom they invited, shown in the answer itself."""
    insist(rules.why_not_see_chain(request.member))
    shown = subjects.member_seen(ref)
    if shown is None or shown.is_face:
        raise Http404
    came, errors, reason = None, dict[str, str](), request.POST.get("reason", "")
    if request.method == "POST":
        try:
            came = signals.who_invited(by=request.member, member=shown, reason=reason)
        except ValidationError as wrong:
            errors = {name: sentences[0] for name, sentences in wrong.message_dict.items()}
    hints = signals.hints_about(shown)
    more = {"hints": hints, "came": came, "reason": reason, "errors": errors}
    return page(request, "moderation/came_by", status=422 if errors else 200, shown=shown, **more)
