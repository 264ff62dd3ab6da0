"""What the worker writes down once an hour: this week and the one before anew, earlier ones where they are missing."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Count, Q
from django.utils import timezone

from leeward.answering.waits import FEWEST, Observed, topics_since, within
from leeward.backups import folders, pictures
from leeward.boards.models import Post
from leeward.drafts.models import Draft
from leeward.members.models import Member
from leeward.upkeep.models import Week

WEEKS = 13  # a quarter, as the page shows it
KEPT = 105  # weeks, so that a year can be laid beside the one before
ONE = timedelta(weeks=1)


def monday_of(moment: datetime) -> date:
    """The first day of its week, in the house's time zone."""
    day = timezone.localtime(moment).date()
    return day - timedelta(days=day.weekday())


def measure(now: datetime | None = None) -> None:
    """Reads an index of all posts' moments, once; and the topics of a few weeks."""
    now = now or timezone.now()
    this = monday_of(now)
    known = set(Week.objects.filter(monday__lt=this - ONE).values_list("monday", flat=True))
    mondays = [monday for ago in range(WEEKS) if (monday := this - ago * ONE) not in known]
    posts, waits = _posts(mondays), _waits(mondays, now)
    for monday in mondays:
        facts = {"measured_at": now, "members": _members(monday), "posts": posts[monday], **waits[monday]}
        if monday == this:
            facts |= _standing()
        Week.objects.update_or_create(monday=monday, defaults=facts)
    Week.objects.filter(monday__lt=this - KEPT * ONE).delete()


def _begins(monday: date) -> datetime:
    return timezone.make_aware(datetime(monday.year, monday.month, monday.day))


def _posts(mondays: Iterable[date]) -> dict[date, int]:
    """One query, which the index by moment answers without the posts themselves."""
    spans = {monday: Q(written_at__gte=_begins(monday), written_at__lt=_begins(monday + ONE)) for monday in mondays}
    counted = Post.objects.aggregate(
        **{f"w{monday:%Y%m%d}": Count("pk", filter=span) for monday, span in spans.items()}
    )
    return {monday: counted[f"w{monday:%Y%m%d}"] for monday in spans}


def _waits(mondays: Iterable[date], now: datetime) -> dict[date, dict[str, int | None]]:
    by_week: dict[date, list[Observed]] = {monday: [] for monday in mondays}
    for opened_at, answered_at in topics_since(_begins(min(by_week))):
        observed = ((answered_at or now) - opened_at).total_seconds(), answered_at is not None
        by_week.get(monday_of(opened_at), []).append(observed)
    return {monday: _wait(observed) for monday, observed in by_week.items()}


def _wait(observed: list[Observed]) -> dict[str, int | None]:
    told = len(observed) >= FEWEST
    return {
        "topics": len(observed),
        "half": within(0.5, observed) if told else None,
        "slowest": int(max(seconds for seconds, _answered in observed)) if told else None,
    }


def _members(monday: date) -> int:
    return Member.objects.newest().filter(joined_at__lt=_begins(monday + ONE)).count()


def _standing() -> dict[str, Any]:
    return {
        "all_posts": Post.objects.filter(erased_at=None).count(),
        "drafts": Draft.objects.filter(posted_at=None).count(),
        "database": _database(),
        "pictures": _bytes_in(settings.DATA / "attachments"),
        "backups": _backups(settings.BACKUPS) if settings.BACKUPS else None,
    }


def _database() -> int:
    """The whole of it, with its indexes."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        else:
            cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _bytes_in(place: Path) -> int:
    with contextlib.suppress(FileNotFoundError), os.scandir(place) as files:
        return sum(file.stat().st_size for file in files if file.is_file())
    return 0


def _backups(place: Path) -> int:
    """Every backup's file, and the pictures of the newest: those that they share lie there once."""
    found = folders.all_in(place)
    shared = sum(fact.size for fact in pictures.known(found[-1]).values()) if found else 0
    return shared + sum((backup / folders.HOUSE).stat().st_size for backup in found)
