"""A request that is no text, or too large, gets a clear sentence before any view sees it."""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _

from leeward.web.errors import sorry


def plain_requests(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: read the form here, once, so that what cannot be read is said in one place."""

    def answer(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path or len(request.get_full_path()) > 2_000:
            return sorry(request, 400, _("This address cannot be read."))
        if request.method == "POST":
            try:
                request.POST  # noqa: B018 (reading parses)
            except RequestDataTooBig:
                return sorry(request, 413, too_large())
            except (MultiPartParserError, TooManyFieldsSent, UnicodeError, ValueError):
                return sorry(request, 400, unreadable())
        return get_response(request)

    return answer


def too_large() -> str:
    return _(
        "That was more than one form can carry (about 24 million characters). "
        "Go back: your text is still on the page. Post it in parts."
    )


def unreadable() -> str:
    return _("What arrived could not be read as a form. Go back: your text is still on the page. Send it again.")
