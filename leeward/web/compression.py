"""Pages are sent compressed. isal's level 1 costs a sixth of zlib's time on a page of 56 kB.

Compressing each post once, stored, and putting them together made pages larger and dearer (docs/performance.md).

BREACH needs a secret and an attacker's text in one answer: the only secret in a page is the
form token, which Django masks anew each time.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from isal import igzip

from leeward.web.headers import vary

SMALLEST = 600  # bytes; below this the header costs more than is won


def compress(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: gzip what is text, whole and not yet encoded."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.streaming or response.has_header("Content-Encoding"):
            return response
        content = response.content
        if len(content) < SMALLEST:
            return response
        if not response.headers.get("Content-Type", "").startswith(("text/", "application/json")):
            return response
        vary(response, "Accept-Encoding")
        if "gzip" not in request.META.get("HTTP_ACCEPT_ENCODING", ""):
            return response
        response.content = packed = igzip.compress(content, 1)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(packed))
        return response

    return answer
