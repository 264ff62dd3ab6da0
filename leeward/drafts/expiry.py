"""What time takes away: old drafts whole, and of old versions all but a few. The drafts page says this rule."""

from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import Max
from django.utils import timezone

from leeward.drafts.models import DRAFT_DAYS, POSTED_DAYS, Draft, Version

# Versions older than the first are thinned to one per the second.
THINNED = [
    (timedelta(days=1), timedelta(days=1)),
    (timedelta(hours=1), timedelta(minutes=10)),
]


def sweep() -> int:
    """Drop what has expired and thin what stays; how many rows went. Reads moments, never words."""
    now = timezone.now()
    posted = Draft.objects.filter(posted_at__lt=now - timedelta(days=POSTED_DAYS))
    last = Draft.objects.annotate(last=Max("versions__kept_at"))
    idle = last.filter(posted_at=None, last__lt=now - timedelta(days=DRAFT_DAYS))
    empty = last.filter(last=None, begun_at__lt=now - timedelta(days=1))
    gone = sum(
        Draft.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).delete()[0]
        for rows in (posted, idle, empty)
    )
    return gone + thin(now)


def thin(now: datetime) -> int:
    """One version per ten minutes stays of those older than an hour, one per day of those older than a day."""
    since = now - THINNED[-1][0] - timedelta(days=DRAFT_DAYS)
    rows = Version.objects.filter(kept_at__gt=since).order_by("draft_id", "-revision")
    going: list[int] = []
    for (draft, _pk, later), (same, pk, moment) in pairwise(rows.values_list("draft_id", "pk", "kept_at").iterator()):
        if draft == same and _same_slot(now, moment, later):
            going.append(pk)
    for start in range(0, len(going), 500):
        Version.objects.filter(pk__in=going[start : start + 500]).delete()
    return len(going)


def _same_slot(now: datetime, moment: datetime, later: datetime) -> bool:
    """Whether an old version stands in the same slot of time as the one after it, which stays instead."""
    for age, slot in THINNED:
        if now - moment > age:
            return int(moment.timestamp() // slot.total_seconds()) == int(later.timestamp() // slot.total_seconds())
    return False
