"""Leaving fast, and the page that says what it can and cannot do."""

from urllib.parse import urlsplit

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from leeward.shelter import actions
from leeward.web.pages import page


@login_not_required
@csrf_exempt  # a stale or missing token never blocks leaving; the worst a forger wins is a sign-out
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """303 to somewhere harmless, with nothing left behind that a browser will let go of."""
    actions.end_session(request.session)
    response = HttpResponse(status=303, headers={"Location": actions.destination()})
    actions.take_traces(response)
    return response


@login_not_required
@require_safe
def leaving_help(request: HttpRequest) -> HttpResponse:
    goes_to = urlsplit(actions.destination()).hostname
    return page(request, "shelter/leaving_help", goes_to=goes_to)
