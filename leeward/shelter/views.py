"""Leaving fast, what can be said about it, and whether somebody is still signed in."""

from typing import cast
from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leeward.members.requests import MemberRequest, Request
from leeward.members.sessions import SessionStore
from leeward.shelter import actions
from leeward.web.pages import page


@login_not_required
@csrf_exempt  # a stale or missing token never blocks leaving; the worst a forger wins is a sign-out
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: Request) -> HttpResponse:
    """303 to somewhere harmless, with nothing left behind that a browser will let go of."""
    to = actions.destination(request.member)
    actions.end_session(request.session)
    response = HttpResponse(status=303, headers={"Location": to})
    actions.take_traces(response)
    return response


def _place(request: Request | MemberRequest) -> str:
    """The name of the place that leaving leads to, for sentences."""
    return urlsplit(actions.destination(request.member)).hostname or ""


@login_not_required
@require_safe
def leaving_help(request: Request) -> HttpResponse:
    return page(request, "shelter/leaving_help", goes_to=_place(request))


@require_safe
def leaving_practice(request: MemberRequest) -> HttpResponse:
    """Once, after joining: press it, see where it leads, come back. It can be passed over."""
    return page(request, "shelter/leaving_practice", goes_to=_place(request))


def _standing(request: Request) -> JsonResponse:
    """{"in": whether somebody is signed in, "left": seconds until their session ends by resting}."""
    left = cast(SessionStore, request.session).seconds_left() if request.member else 0
    return JsonResponse({"in": request.member is not None, "left": left})


@login_not_required
@require_safe
def here(request: Request) -> JsonResponse:
    """Asked by pages themselves, so it puts off nothing."""
    return _standing(request)


@login_not_required
@csrf_exempt  # a browser sends no cookie of ours with another site's form; and the worst is half an hour more
@require_POST
def stay(request: Request) -> JsonResponse:
    """Somebody said that they are still there: as any page they ask for, it puts off the end."""
    return _standing(request)
