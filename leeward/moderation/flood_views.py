"""When the house is flooded: letting every post wait for some hours, and ending that."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from leeward.members.requests import MemberRequest
from leeward.members.rules import insist
from leeward.moderation import deciding, rules
from leeward.web.numbers import whole
from leeward.web.pages import page


@require_http_methods(["GET", "HEAD", "POST"])
def let_all_wait(request: MemberRequest) -> HttpResponse:
    """do=begin (hours, why) or end (why). Ending is the decision undone, with its reason."""
    insist(rules.why_not_let_all_wait(request.member))
    standing, errors = deciding.all_wait_now(), dict[str, str]()
    why = request.POST.get("why", "")
    if request.method == "POST":
        try:
            if request.POST.get("do") == "end" and standing:
                deciding.undo(by=request.member, decision=standing, why=why)
            elif request.POST.get("do") == "begin":
                deciding.let_all_wait(by=request.member, hours=whole(request.POST.get("hours"), 3) or 0, why=why)
            return redirect("let_all_wait")
        except ValidationError as wrong:
            errors = {name: sentences[0] for name, sentences in wrong.message_dict.items()}
    more = {"hours": deciding.HOURS, "chosen": request.POST.get("hours", "24"), "why": why, "errors": errors}
    status = 422 if errors else 200
    return page(request, "moderation/let_all_wait", status=status, standing=standing, **more)
