"""A request that carries a text, and whether its form can be believed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware

from leeward.drafts.keeping import Kept
from leeward.drafts.tokens import Park
from leeward.drafts.words import Words
from leeward.members.requests import MemberRequest
from leeward.web.numbers import whole


class Writing(MemberRequest):
    """A member's form with a text in it: where it goes, what it says, and that it is kept (None: it was blank)."""

    park: Park
    words: Words
    kept: Kept | None


class _FormToken(CsrfViewMiddleware):
    def _reject(self, request: Any, reason: str) -> HttpResponse:
        return HttpResponse(status=403)


def _asked_outside_a_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse()


def form_token_is_good(request: HttpRequest) -> bool:
    """Django's own check, asked here because a page with a text in it answers differently when it fails."""
    check = _FormToken(_asked_outside_a_view)
    return check.process_view(request, _asked_outside_a_view, (), {}) is None


def number(form: Mapping[str, str], name: str) -> int:
    """A whole number from a form, or 0."""
    return whole(form.get(name), 7) or 0
