"""In which language a page is, of those that the house speaks."""

from collections.abc import Callable
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from leeward.web.headers import vary

LONGEST = 501  # characters: of more than 500 Django reads what stands before the last comma in these


def speak(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: Django's LocaleMiddleware for a house whose addresses and cookies say nothing of languages."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.LANGUAGE_CODE = language = _understood(request.META.get("HTTP_ACCEPT_LANGUAGE", "")[:LONGEST])
        translation.activate(language)
        response = get_response(request)
        vary(response, "Accept-Language")
        response.headers.setdefault("Content-Language", language)
        return response

    return answer


@lru_cache(maxsize=500)
def _understood(accepted: str) -> str:
    """What a browser asks for is read once: there are few such headers, and each comes with every page."""
    asking = HttpRequest()
    asking.META["HTTP_ACCEPT_LANGUAGE"] = accepted
    return translation.get_language_from_request(asking)
