"""A name whose owner erased their account rests for a year before anybody can take it.

Whoever knew its owner would take the next one by that name for them: somebody who wants to find out who talked to whom
only had to wait and join. A year is longer than most remember a nickname; after it the name is like any other. What is
kept is a mark that needs the key outside the database, so that no row holds the name.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.utils import timezone

from leeward.members.models import RestingName
from leeward.members.names import name_key
from leeward.web import sealing

RESTS = timedelta(days=365)


def _mark(name: str) -> str:
    return sealing.mark(name_key(name), for_="resting name")


def lay_to_rest(names: Iterable[str]) -> None:
    """From now on for a year nobody takes one of these, or one that looks like it."""
    until = timezone.now() + RESTS
    for name in names:
        RestingName.objects.update_or_create(mark=_mark(name), defaults={"until": until})


def is_resting(name: str) -> bool:
    return RestingName.objects.filter(mark=_mark(name), until__gt=timezone.now()).exists()


def sweep(_before: datetime) -> int:
    """Names that rested long enough; how many."""
    return RestingName.objects.filter(until__lte=timezone.now()).delete()[0]
