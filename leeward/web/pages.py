"""Turning a template into an answer."""

from time import perf_counter
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.template import engines

from leeward.web.jinja import Templates


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """The page `templates/<template>.html` filled with the context."""
    began = perf_counter()
    try:
        html = cast(Templates, engines["jinja2"]).filled(f"{template}.html", context, request)
        return HttpResponse(html, status=status, charset="utf-8")
    finally:
        if spent := getattr(request, "spent", None):
            spent.templates += perf_counter() - began
