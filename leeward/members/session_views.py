"""Where a member is signed in: facts, and a way to end each."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from leeward.members import actions, asking_back
from leeward.members.devices import in_words
from leeward.members.requests import MemberRequest
from leeward.web.pages import page

DONE = {
    "others": _("Every other browser is signed out."),
    "one": _("That browser is signed out."),
}


def _to_sessions(done: str) -> HttpResponse:
    return redirect(f"{reverse('me_sessions')}?done={done}")


@require_safe
def me_sessions(request: MemberRequest) -> HttpResponse:
    here = request.session.session_key
    sessions = [
        (session, in_words(session.browser), session.session_key == here)
        for session in actions.open_sessions(request.member)
    ]
    sessions.sort(key=lambda row: not row[2])  # this one first, the others as they were
    return page(
        request,
        "members/me_sessions",
        sessions=sessions,
        opened_back=asking_back.opened(request.member),
        done=DONE.get(request.GET.get("done", "")),
    )


@require_POST
def end_other_sessions(request: MemberRequest) -> HttpResponse:
    actions.end_other_sessions(by=request.member, session_key=request.session.session_key)
    return _to_sessions("others")


@require_POST
def end_session(request: MemberRequest, ref: str) -> HttpResponse:
    actions.end_session(by=request.member, ref=ref)
    return _to_sessions("one")
