"""How many notices wait, on every page."""

from typing import Any

from django.http import HttpRequest

from leeward.house.models import House
from leeward.notices.telling import unseen_of


def notices(request: HttpRequest) -> dict[str, Any]:
    """Asked in the one query that every page makes for the house, or, where a view had that row already, beside it."""
    member = getattr(request, "member", None)
    if member is None or member.admitted_at is None:
        return {"notices_unseen": 0}
    row = House.objects.filter(id=1).annotate(unseen=unseen_of(member)).first()
    if row is not None and not hasattr(request, "house"):
        request.house = row  # type: ignore[attr-defined]
    return {"notices_unseen": row.unseen if row else 0}
