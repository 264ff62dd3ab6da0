"""How many notices wait, on every page."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from leeward.house.models import House
from leeward.members.models import Member
from leeward.members.ready import Ready
from leeward.notices.telling import unseen_of


@Ready
def _house_and_unseen(member: Member) -> QuerySet[House]:
    return House.objects.filter(id=1).annotate(unseen=unseen_of(member))


def notices(request: HttpRequest) -> dict[str, Any]:
    """Asked in the one query that every page makes for the house, or, where a view had that row already, beside it."""
    member = getattr(request, "member", None)
    if member is None or member.admitted_at is None:
        return {"notices_unseen": 0}
    row = _house_and_unseen.first(member)
    if row is not None and not hasattr(request, "house"):
        request.house = row  # type: ignore[attr-defined]
    return {"notices_unseen": row.unseen if row else 0}
