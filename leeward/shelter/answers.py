"""Answers to forms that leave no form behind, for a device that others use and a browser without JavaScript.

A browser writes down, to open a page again after a crash, the form that led to it with every word in it (Chromium: in
the folder Sessions). So the answer is kept with the session, sealed, and fetched by a second request that says nothing.
In place, where JavaScript runs, forms are never the browser's own, and nothing of this is needed.
"""

import secrets
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from leeward.members.requests import Request
from leeward.shelter.in_place import ASKS
from leeward.web import sealing

SHOWN = "shown"  # in the address of the second request; in the session: [that sign, status, the page]
BROKEN = 500  # from here on nothing is kept: the database may be what is broken


class SeeOther(HttpResponseRedirect):
    """The one redirect after which every browser asks with GET."""

    status_code = 303


def fetch_answers(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, within the session's: 303 in place of a page that answers a form; then the page."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD"} and SHOWN in request.GET:
            return _kept(request) or get_response(request)
        response = get_response(request)
        return _put_off(request, response) if _would_stay(request, response) else response

    return answer


def _is_shared(request: HttpRequest) -> bool:
    return cast(Request, request).member is not None and request.session.get("device") == "shared"


def _would_stay(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the browser would keep this form: its own request, answered with a page."""
    if request.method != "POST" or ASKS in request.META or response.streaming or response.status_code >= BROKEN:
        return False
    is_page = response.headers.get("Content-Type", "").startswith("text/html") and bool(response.content)
    return is_page and _is_shared(request)


def _put_off(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    sign = secrets.token_hex(4)
    page = sealing.seal_bytes(zlib.compress(response.content, 1), for_=f"answer {sign}")
    request.session[SHOWN] = [sign, response.status_code, b64encode(page).decode()]
    query = request.GET.copy()
    query[SHOWN] = sign
    return SeeOther(f"{request.path}?{query.urlencode()}")


def _kept(request: HttpRequest) -> HttpResponse | None:
    """The last answer of this session, if that is what the address asks for. It stays until the next one or the end."""
    sign, status, page = request.session.get(SHOWN) or ("", 0, "")
    if not sign or sign != request.GET[SHOWN] or not _is_shared(request):
        return None
    try:
        plain = zlib.decompress(sealing.unseal_bytes(b64decode(page), for_=f"answer {sign}"))
    except sealing.Unreadable:
        return None
    return HttpResponse(plain, status=status)
