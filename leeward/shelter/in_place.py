"""Pages that change in place ask with a header, and follow redirects themselves.

A browser's `fetch` follows a redirect without telling its anchor, and a paragraph's place would be lost. So the
place to go on to is said in a header of its own, which `static/js/in-place.js` reads.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

ASKS, ONWARD = "HTTP_X_IN_PLACE", "X-Onward"  # the first as WSGI writes X-In-Place


def follow_in_place(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: 204 with `X-Onward` in place of a redirect, for pages that ask with `X-In-Place`."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if ASKS in request.META and "Location" in response.headers:
            response.headers[ONWARD] = response.headers["Location"]
            del response.headers["Location"]
            response.status_code = 204
        return response

    return answer
