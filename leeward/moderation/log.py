"""What was decided in the last twelve months, by kind and month: numbers only, for everybody to read."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.formats import date_format

from leeward.moderation.decided import Appeal, Decision, Does
from leeward.web.plots import Bar, bars

MONTHS = 12
NAMED = 5  # rules in the list


@dataclass
class Kind:
    """One kind of decision, over the months."""

    label: str
    total: int = 0
    bars: list[Bar] = field(default_factory=list)


@dataclass
class Log:
    """What the page shows."""

    months: list[str] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    rules: list[tuple[str, int]] = field(default_factory=list)
    appeals: int = 0
    overturned: int = 0


def _first_of(months_ago: int) -> datetime:
    now = timezone.localtime()
    count = now.year * 12 + now.month - 1 - months_ago
    return now.replace(year=count // 12, month=count % 12 + 1, day=1, hour=0, minute=0, second=0, microsecond=0)


def last_year() -> Log:
    """Four queries, by the index `decision_log`."""
    months = [_first_of(ago) for ago in range(MONTHS - 1, -1, -1)]
    rows = Decision.objects.filter(at__gte=months[0], waits_at=None)
    counted = rows.annotate(month=TruncMonth("at")).order_by().values_list("kind", "month").annotate(n=Count("pk"))
    found: dict[str, dict[str, int]] = {}
    for kind, month, count in counted:
        found.setdefault(kind, {})[f"{month:%Y-%m}"] = count
    by_rule = rows.exclude(rule="").order_by().values_list("rule").annotate(n=Count("pk")).order_by("-n", "rule")
    return Log(
        months=[date_format(month, "F Y") for month in months],
        kinds=[_kind(does, found[does], months) for does in Does if does in found],
        rules=list(by_rule[:NAMED]),
        appeals=Appeal.objects.filter(at__gte=months[0]).count(),
        overturned=rows.filter(appeal__isnull=False, kind=Does.UNDO).count(),
    )


def _kind(does: Does, counts: dict[str, int], months: list[datetime]) -> Kind:
    numbers = [counts.get(f"{month:%Y-%m}", 0) for month in months]
    labels = [date_format(month, "M") if place % 3 == 0 else "" for place, month in enumerate(months)]
    return Kind(str(does.label), sum(counts.values()), bars(numbers, [str(n or "") for n in numbers], labels))
