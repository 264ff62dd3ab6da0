"""A picture's bytes, to whoever may see a text that shows it."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from leeward.attachments import files
from leeward.attachments.models import Attachment
from leeward.members.requests import Request

# Nothing in it may act, even if it were opened by itself; and nothing is kept, here as anywhere.
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; frame-ancestors 'none'; sandbox",
    "Content-Disposition": 'inline; filename="picture.webp"',
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@require_safe
@login_not_required
def attachment(request: Request, ref: str) -> HttpResponse:
    """404 for everybody else, as where there is no picture. Two queries."""
    here = get_object_or_404(Attachment.objects.visible_to(request.member), ref=ref)
    picture = files.read(here.ref)
    if picture is None:
        raise Http404
    return HttpResponse(picture, content_type="image/webp", headers=HEADERS)
