"""What the worker takes away: pictures that no text needs any more, and files that have no row."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leeward.attachments import files, places
from leeward.attachments.actions import forget_rows
from leeward.attachments.models import Attachment
from leeward.clocks.kinds import HOUR, Clock

BATCH = 500  # pictures looked at together


def sweep(before: datetime) -> int:
    """Note which pictures nothing needs any more, and drop those of which that has been true since `before`."""
    now, last, gone = timezone.now(), 0, 0
    while batch := list(Attachment.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last, needed = batch[-1].pk, places.needed(batch)
        again = [one.pk for one in batch if one.pk in needed and one.unneeded_at]
        fresh = [one.pk for one in batch if one.pk not in needed and not one.unneeded_at]
        old = [one.pk for one in batch if one.pk not in needed and one.unneeded_at and one.unneeded_at < before]
        Attachment.objects.filter(pk__in=again).update(unneeded_at=None)
        Attachment.objects.filter(pk__in=fresh).update(unneeded_at=now)
        forget_rows(Attachment.objects.filter(pk__in=old))
        gone += len(old)
    return gone + sweep_files()


def sweep_files() -> int:
    """Files whose row never came, or is gone: left by a kill. Rows are asked for after the names were read."""
    names, gone = list(files.settled(timezone.now())), 0
    for start in range(0, len(names), BATCH):
        some = names[start : start + BATCH]
        known = set(Attachment.objects.filter(ref__in=some).values_list("ref", flat=True))
        files.forget(left := [name for name in some if name not in known])
        gone += len(left)
    return gone


CLOCK = Clock(
    name="pictures",
    what=_("Pictures that no text shows any more"),
    why=_("As long as a change of mind may take."),
    days=30,
    least=1,
    most=365,
    sweep=sweep,
    every=6 * HOUR,
)
