"""Turning a template into an answer."""

from time import perf_counter
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def page(request: HttpRequest, template: str, status: int = 200, **context: Any) -> HttpResponse:
    """The page `templates/<template>.html` filled with the context."""
    began = perf_counter()
    try:
        return render(request, f"{template}.html", context, status=status)
    finally:
        if spent := getattr(request, "spent", None):
            spent.templates += perf_counter() - began
