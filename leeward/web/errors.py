"""When something cannot be done: one plain page, the right status, and the writer's text kept in view."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from leeward.web.pages import page

# How the names of fields begin that are never given back: they open an account.
SECRET = ("passphrase", "present", "code", "receipt")
# Fields that hold a person's own words, and so are given back when a form arrives stale, or is refused.
WORDS = ("title", "body", "note", "about", "why", "reason", "answer", "answer_2", "answer_3", "q")


def sorry(request: HttpRequest, status: int, sentence: str, **more: Any) -> HttpResponse:
    """The page that says what is wrong in one sentence."""
    return page(request, "web/sorry", status=status, sentence=sentence, **more)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return sorry(request, 400, _("This request cannot be read."))


def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, with the rule's own sentence where the rule gave one."""
    return sorry(request, 403, str(exception or "") or _("You may not do this."), kept=_typed(request))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    nothing = _("There is nothing here. It may have been moved or taken down, or the link is broken.")
    return sorry(request, 404, nothing, kept=_typed(request))


def _typed(request: HttpRequest) -> str:
    """What stood in the form: whoever lost a right, or a place, while they wrote does not lose the words too."""
    fields = [name for name in WORDS if name in request.POST]
    return "\n\n".join(text for name in fields for text in request.POST.getlist(name) if text.strip())


def broken(request: HttpRequest) -> HttpResponse:
    """500. The template needs no database: the database may be what is broken."""
    return HttpResponse(render_to_string("web/broken.html"), status=500)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose token has gone stale: everything typed stands in a fresh form, one press from being sent.

    A passphrase is never given back. The form goes to the same address, so the same rules are asked again.
    """
    kept = [
        (name, value)
        for name in request.POST
        if not name.startswith(("csrf", *SECRET))
        for value in request.POST.getlist(name)
    ]
    return page(
        request,
        "web/stale_form",
        status=403,
        action=request.get_full_path(),
        words=[(name, value) for name, value in kept if name in WORDS],
        others=[(name, value) for name, value in kept if name not in WORDS],
        needs_passphrase=any(name.startswith(SECRET) for name in request.POST),
    )
