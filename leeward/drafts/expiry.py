"""What time takes away: old drafts whole, and of old versions all but a few. The drafts page says this rule."""

from datetime import datetime, timedelta
from itertools import pairwise

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leeward.clocks.kinds import HOUR, Clock
from leeward.drafts.models import Draft, Version

DRAFT_DAYS_MOST = 730

LAST = Max("versions__kept_at")
# Versions older than the first are thinned to one per the second.
THINNED = [
    (timedelta(days=1), timedelta(days=1)),
    (timedelta(hours=1), timedelta(minutes=10)),
]


def sweep_idle(before: datetime) -> int:
    """Drop drafts on which nothing was written since; how many. Reads moments, never words."""
    return _drop(Draft.objects.annotate(last=LAST).filter(posted_at=None, last__lt=before))


def sweep_posted(before: datetime) -> int:
    """Drop what is kept of texts that were posted before; how many."""
    return _drop(Draft.objects.filter(posted_at__lt=before))


def tidy() -> int:
    """Drop drafts that never got a word, and thin old versions; how many rows went."""
    now = timezone.now()
    return _drop(Draft.objects.annotate(last=LAST).filter(last=None, begun_at__lt=now - timedelta(days=1))) + thin(now)


def _drop(rows: QuerySet[Draft]) -> int:
    drafts = list(rows.values_list("pk", flat=True))
    Draft.objects.filter(pk__in=drafts).delete()
    return len(drafts)


def thin(now: datetime) -> int:
    """One version per ten minutes stays of those older than an hour, one per day of those older than a day."""
    since = now - THINNED[-1][0] - timedelta(days=DRAFT_DAYS_MOST)
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


CLOCKS = [
    Clock(
        name="drafts",
        what=_("Drafts, from the day you last wrote on them"),
        why=_("Somebody may not be able to come back for weeks."),
        days=90,
        least=30,
        most=DRAFT_DAYS_MOST,
        sweep=sweep_idle,
        every=HOUR,
    ),
    Clock(
        name="posted-drafts",
        what=_("Earlier versions of what you have posted, as you wrote it"),
        why=_("So that a paragraph deleted while writing can still be taken back."),
        days=30,
        most=365,
        sweep=sweep_posted,
        every=HOUR,
    ),
]
