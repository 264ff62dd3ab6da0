"""Whatever breaks while a person's words are in a request, the answer holds them.

The database may be full, locked, away, or there may be a mistake in our code: the page that says so asks the
database nothing, has the whole text in it, and one button to send it again.
"""

from collections.abc import Callable
from pathlib import Path

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from leeward.drafts.words import Words

Answer = Callable[[HttpRequest], HttpResponse]
KEEP = "/drafts/keep"
LINES = {"title", "note"}
NEVER_AGAIN = ("passphrase", "code")  # never given back


def hold_words(get_response: Answer) -> Answer:
    """Middleware, outside everything that asks the database."""

    def answer(request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or not ("park" in request.POST or request.path == KEEP):
            return get_response(request)
        if not database_is_there():
            return _held(request)
        response = get_response(request)
        return _held(request) if response.status_code == 500 else response

    return answer


def database_is_there() -> bool:
    """SQLite goes on writing into a file that was removed, and those words would go with it. 3 microseconds."""
    if connection.vendor != "sqlite":
        return True
    name = str(connection.settings_dict["NAME"])
    return name.startswith("file:") or ":memory:" in name or Path(name).exists()


def _held(request: HttpRequest) -> HttpResponse:
    if request.path == KEEP:
        return JsonResponse({}, status=503)
    words = Words.typed(request.POST)
    others = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in {"title", "body", "note"} and not name.startswith(NEVER_AGAIN)
    ]
    context = {
        "action": request.get_full_path(),
        "words": words,
        "fields": LINES & set(request.POST),
        "others": others,
        "asks_passphrase": "passphrase" in request.POST,
        "has_file": bool(request.FILES),
    }
    return HttpResponse(render_to_string("drafts/unkept.html", context), status=503)
