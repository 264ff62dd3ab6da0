"""What every page has for its forms."""

from functools import cached_property
from typing import Any

from django.http import HttpRequest
from django.template.backends.utils import csrf_input


class FormToken:
    """The hidden field against forged forms. Masked once for each page, and not for each form on it."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request

    @cached_property
    def field(self) -> str:
        return str(csrf_input(self.request))

    def __html__(self) -> str:
        return self.field

    __str__ = __html__


def form_token(request: HttpRequest) -> dict[str, Any]:
    """`csrf_input`, in place of Django's. A page without a form never asks for it."""
    return {"csrf_input": FormToken(request)}
