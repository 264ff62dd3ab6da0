"""The passphrase, asked again before what could lock its owner out or lay their words open.

Somebody who picks up a phone that is signed in can read; they cannot take all words along, change where mail goes,
or add a key of their own.
"""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

from leeward.members import rules
from leeward.members.forms import ProveForm
from leeward.members.requests import MemberRequest
from leeward.web.limits import Limit
from leeward.web.pages import page

# Somebody at a browser left open may try passphrases; its owner mistypes a few times.
PROVED = Limit("prove", 8, 15 * 60)
FRESH = 10 * 60  # seconds for which a passphrase given again is good, in this browser only
NOT_CARRIED = ("csrf", "passphrase", "present", "proving")


def prove(request: MemberRequest, form: ProveForm) -> int:
    """200 where the form is right; tries are counted before the passphrase is looked at."""
    who = str(request.member.pk)
    if PROVED.reached(who):
        form.is_valid()
        form.errors.clear()
        form.add_error(None, rules.too_often())
        return 429
    if not form.is_valid():
        return 422
    PROVED.forget(who)
    return 200


def stay_signed_in(request: MemberRequest) -> None:
    """A new passphrase makes sessions void; this one goes on under a fresh key."""
    update_session_auth_hash(request, request.member)


def is_fresh(request: MemberRequest) -> bool:
    """Was the passphrase given again within the last ten minutes?"""
    return 0 <= time.time() - float(request.session.get("proved", 0)) < FRESH


P = ParamSpec("P")
View = Callable[Concatenate[MemberRequest, P], HttpResponseBase]


def asks_again(view: View[P]) -> View[P]:
    """Decorator: without a fresh passphrase the address answers with a page that asks for it.

    What was sent travels along in that page's form, so a right passphrase finishes what was begun.
    """

    @wraps(view)
    def answer(request: MemberRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if is_fresh(request):
            return view(request, *args, **kwargs)
        is_ours = request.method == "POST" and "proving" in request.POST
        form = ProveForm(request.POST if is_ours else None, member=request.member)
        status = prove(request, form) if is_ours else 200
        if is_ours and status == 200:
            request.session["proved"] = time.time()
            if request.POST["proving"] == "send":
                return view(request, *args, **kwargs)
            return redirect(request.get_full_path())
        return _ask(request, form, status)

    return answer


def _ask(request: MemberRequest, form: ProveForm, status: int) -> HttpResponse:
    began_with = request.POST.get("proving") or ("send" if request.method == "POST" else "look")
    carried = [
        (name, value) for name, values in request.POST.lists() if not name.startswith(NOT_CARRIED) for value in values
    ]
    return page(request, "members/again", status=status, form=form, proving=began_with, carried=carried)
