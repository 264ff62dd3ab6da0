"""How long posts that waited took to be read: measured, so that it can be held against what is promised.

Posts that wait still are counted with the time they have waited so far (the estimator of `answering.waits`); leaving
them out would make the desk look quicker the more it leaves lying.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from leeward.answering.waits import within
from leeward.boards.models import Post
from leeward.boards.newcomers import Waits
from leeward.house.context import the_house
from leeward.house.models import House
from leeward.moderation.kinds import Wrong
from leeward.moderation.models import Case

LATELY = timedelta(days=90)
FEWEST = 5  # posts; of fewer nothing is said
USUAL = 0.8  # what "usually" means: four of five
MOST = 10_000  # posts of the latest, in a house that reads everything


@dataclass(frozen=True)
class Measured:
    """Of the last 90 days. `hours`: within which four of five were read, None where too little is known."""

    count: int
    late: int
    waiting: int
    hours: int | None


def lately() -> Measured:
    """One query."""
    now = timezone.now()
    rows = Case.objects.filter(Q(settled_at=None) | Q(settled_at__gte=now - LATELY), due_at__isnull=False)
    rows = rows.exclude(kind=Wrong.IMAGE)  # their moment is a law's
    found = list(rows.order_by("-pk").values_list("opened_at", "due_at", "settled_at")[:MOST])
    observed = [(((end or now) - begun).total_seconds(), end is not None) for begun, _due, end in found]
    seconds = within(USUAL, observed)
    return Measured(
        count=len(found),
        late=sum(due is not None and (end or now) > due for _begun, due, end in found),
        waiting=sum(end is None for _begun, _due, end in found),
        hours=None if seconds is None or len(found) < FEWEST else max(1, -(-seconds // 3600)),
    )


def still_waits(case: Case) -> bool:
    """A post that nobody has let through yet: the desk is its only way to be seen. One query, for posts only."""
    if case.subject != "post":
        return False
    rows = Post.objects.filter(ref=case.about, held_at__isnull=False, taken_down_at=None)
    return rows.exclude(held_for=Waits.ASKED).exists()


def measure() -> None:
    """Write down what every page may say. Done by the worker."""
    the_house()
    House.objects.filter(id=1).update(read_in=lately().hours)
