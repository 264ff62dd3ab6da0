"""Which version of the house rules a member has accepted, and up to which they have read: kept on their own row."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone

from leeward.house import versions
from leeward.members.models import Member


def at_joining(now: datetime) -> dict[str, object]:
    """What stands in the row of somebody who joins, and with that accepts what is in force. One query."""
    held = versions.in_force(now)
    if held is None:
        return {}
    return {"rules_accepted": held.number, "rules_accepted_at": now, "rules_seen": held.number}


def accept(*, by: Member, number: int) -> None:
    """An older version than the one accepted already changes nothing."""
    if number <= by.rules_accepted:
        return
    by.rules_accepted, by.rules_accepted_at = number, timezone.now()
    by.rules_seen = max(by.rules_seen, number)
    by.save(update_fields=["rules_accepted", "rules_accepted_at", "rules_seen"])


def note_seen(*, by: Member, number: int) -> None:
    if by.rules_seen < number:
        by.rules_seen = number
        by.save(update_fields=["rules_seen"])
