"""Erasing one's account: the page that says what goes and when, and the one that is left meanwhile."""

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leeward.boards.taking_down import DAYS
from leeward.leaving import erasing
from leeward.members.house_actions import other_administrators
from leeward.members.proving import asks_again
from leeward.members.requests import MemberRequest
from leeward.web.pages import page


@require_http_methods(["GET", "HEAD", "POST"])
@asks_again
def erase_me(request: MemberRequest) -> HttpResponseBase:
    """What goes, when, and what stays; by POST it begins."""
    member = request.member
    why_not = erasing.why_not_go(member, other_administrators(member))
    chosen, wrong = request.POST.get("posts", ""), ""
    if request.method == "POST" and not why_not:
        if chosen in {"erase", "keep"}:
            erasing.ask(by=member, words_stay=chosen == "keep", session_key=request.session.session_key)
            return redirect("going")
        wrong = _("Please choose what becomes of your posts.")
    return page(
        request,
        "leaving/erase_me",
        status=403 if why_not and request.method == "POST" else 422 if wrong else 200,
        why_not=why_not,
        wrong=wrong,
        days=DAYS,
        until=timezone.now() + erasing.WAIT,
    )


@require_safe
def going(request: MemberRequest) -> HttpResponse:
    """All that is left of the house for somebody who asked to be erased, until they stop it or are."""
    until = erasing.erased_on(request.member)
    return page(request, "leaving/going", until=until) if until else redirect("me")


@require_POST
def stop_going(request: MemberRequest) -> HttpResponse:
    """They stay. To the page of keys: whoever did not ask for it themselves needs a new passphrase now."""
    erasing.stop(by=request.member)
    return redirect("me_passphrase" if request.POST.get("do") == "new_passphrase" else "me")
