"""What is forgotten here when somebody's account is erased. That something was decided stays; their words do not."""

from __future__ import annotations

from collections.abc import Collection

from django.utils import timezone

from leeward.members.models import Member
from leeward.moderation.models import Appeal, Case, CaseNote, Decision, Report


def forget(members: Collection[Member]) -> None:
    """Of the member and of each of their other names: what they reported, what was reported of theirs, the words that
    decisions rested on, what they said in appeals, and their notes at the desk. Inside a transaction."""
    now = timezone.now()
    for reports in (Report.objects.filter(by__in=members), Report.objects.filter(case__face__in=members)):
        reports.update(sealed=b"", erased_at=now)
    for decision in Decision.objects.filter(face__in=members).iterator():
        decision.hold("", [])
        decision.save(update_fields=["sealed"])
    Case.objects.open().filter(subject="joining", face__in=members).update(settled_at=now)  # they ask no more
    Appeal.objects.filter(by__in=members).update(sealed=b"")
    CaseNote.objects.filter(by__in=members).update(sealed=b"")
