"""Rate limits, counted in the database (or in Valkey, `cache`) so that every process counts together.

A limit slows one pair of (what, who) down; it never locks an account, because a limit that could
would be a tool for locking somebody out.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from leeward.web.models import Tally

if TYPE_CHECKING:
    from leeward.web.cache import Counts


@dataclass(frozen=True)
class Limit:
    """At most `times` of `what` within `seconds`, for one who."""

    what: str
    times: int
    seconds: int

    def key(self, who: str) -> str:
        """The digest under which this pair is counted; keyed with the secret, so it names nobody."""
        message = f"{self.what}\0{who}".encode(errors="replace")
        return hmac.new(settings.SECRET_KEY.encode(), message, hashlib.sha256).hexdigest()

    def reached(self, who: str) -> bool:
        """Count one more and say whether that was too many."""
        counted = counts.one_more(self.key(who), self.seconds) if (counts := _counts()) else None
        return (self._in_the_database(who) if counted is None else counted) > self.times

    def _in_the_database(self, who: str) -> int:
        """How often in this window, this time too. One statement on either database."""
        now = timezone.now()
        oldest = now - timedelta(seconds=self.seconds)
        table = connection.ops.quote_name(Tally._meta.db_table)
        began = connection.ops.adapt_datetimefield_value(now)
        limit = connection.ops.adapt_datetimefield_value(oldest)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (key, began_at, count) VALUES (%s, %s, 1) "  # noqa: S608
                f"ON CONFLICT (key) DO UPDATE SET "
                f"count = CASE WHEN {table}.began_at < %s THEN 1 ELSE {table}.count + 1 END, "
                f"began_at = CASE WHEN {table}.began_at < %s THEN %s ELSE {table}.began_at END "
                f"RETURNING count",
                [self.key(who), began, limit, limit, began],
            )
            return int(cursor.fetchone()[0])

    def forget(self, who: str) -> None:
        """Start this pair's count anew (after success, say)."""
        if counts := _counts():
            counts.forget(self.key(who))
        Tally.objects.filter(key=self.key(who)).delete()


def _counts() -> Counts | None:
    """Valkey or Redis, where configured."""
    if not settings.CACHE:
        return None
    from leeward.web.cache import counts_at

    return counts_at(settings.CACHE)


def address_of(request: HttpRequest) -> str:
    """Whoever asks, for counting only; never stored as such."""
    header = settings.CLIENT_ADDRESS_HEADER
    if header:
        return request.headers.get(header, "").split(",")[-1].strip()
    return str(request.META.get("REMOTE_ADDR", ""))


def sweep() -> int:
    """Drop counts older than a day; how many went."""
    return Tally.objects.filter(began_at__lt=timezone.now() - timedelta(days=1)).delete()[0]
