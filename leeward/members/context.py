"""What every page knows about who reads it."""

from typing import Any

from django.http import HttpRequest


def member(request: HttpRequest) -> dict[str, Any]:
    """`member` is None for somebody not signed in, also where a request failed before anybody was recognised."""
    return {"member": getattr(request, "member", None)}
