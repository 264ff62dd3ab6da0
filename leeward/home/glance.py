"""What the front page says in a line each: how many replies its reader owes, and where there is news in private."""

from datetime import datetime
from typing import Any, Protocol

from django.db.models import QuerySet
from django.utils import timezone

from leeward.answering.owing import owed_of
from leeward.conversations.lists import news_of
from leeward.members.models import Member
from leeward.members.ready import Ready


class Glance(Protocol):
    """How many replies, and how many conversations."""

    owed: int
    messages: int


def at_a_glance(member: Member) -> Glance:
    """One query."""
    found: Glance = _glance.first(member, timezone.now())
    return found


@Ready
def _glance(member: Member, now: datetime) -> QuerySet[Member, Any]:
    found = Member.objects.filter(pk=member.pk).annotate(owed=owed_of(member, now), messages=news_of(member))
    return found.values_list("owed", "messages", named=True)
