"""The demo's rules through time: as they were at first, as they hold, and what changes in two weeks."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F
from django.db.models.functions import Greatest

from leeward.demo.shapes import DemoHouse
from leeward.house import versions
from leeward.members.models import Member

FIRST, SECOND, THIRD = timedelta(days=900), timedelta(days=200), timedelta(days=2)  # ago
HOLDS_IN = timedelta(days=12)


def lay_down(house: DemoHouse, now: datetime) -> None:
    """Three versions. No member is there yet."""
    versions.put_down_at(now - FIRST, source=house.rules_first.strip())
    said = "Every rule has examples now, of what is fine and of what is not. Nothing else is changed."
    versions.put_down_at(now - SECOND, source=house.rules.strip(), summary=said, asks=True)
    said = "One rule is added: nobody is asked for money here."
    source = f"{house.rules.strip()}\n\n{house.rules_next.strip()}"
    versions.put_down_at(now - THIRD, source=source, summary=said, holds_from=now + HOLDS_IN)


def accepted_by_all(now: datetime) -> None:
    """Everybody has accepted the second; ash has not yet read what changes."""
    Member.objects.update(
        rules_accepted=2, rules_seen=3, rules_accepted_at=Greatest(F("joined_at"), now - SECOND + timedelta(days=1))
    )
    Member.objects.filter(name="ash").update(rules_seen=2)
