"""Telling members what happened for them, once each; and what they have seen since."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from leeward.members.models import Member
from leeward.notices import actions
from leeward.notices.models import CHOSEN, Notice, NotTold, What
from leeward.web.looking import HowMany

MANY = 99  # notices are counted so far; it says "99+" where there are more


@dataclass(frozen=True)
class Happened:
    """One thing that members are told of: a post, in a topic, by its number there."""

    subject: str
    about: str
    place: str
    number: int
    at: datetime


def tell(happened: Happened, whom: Mapping[int, Sequence[What]]) -> int:
    """`whom` is {member id: why, the best reason first}; how many are told. Four queries, whatever their number.

    Whoever does not want the one is told by the next. Who may see it is asked when they look, not now.
    """
    unwanted = set(NotTold.objects.filter(member__in=whom).values_list("member_id", "what"))
    told = {}
    for member, reasons in whom.items():
        if wanted := [what for what in reasons if (member, what) not in unwanted]:
            told[member] = wanted[0]
    rows = [
        Notice(
            member_id=member,
            what=what,
            subject=happened.subject,
            about=happened.about,
            place=happened.place,
            number=happened.number,
            at=happened.at,
        )
        for member, what in told.items()
    ]
    with transaction.atomic():
        Notice.objects.bulk_create(rows, ignore_conflicts=True)
        actions.news(told)
    return len(rows)


def untell(subject: str, refs: Sequence[str]) -> None:
    """What these were is taken back: nobody is told of it any more."""
    Notice.objects.filter(subject=subject, about__in=refs).delete()


def seen_up_to(*, by: Member, place: str, number: int) -> None:
    """The member has read so far there. One query."""
    rows = Notice.objects.of(by).unseen().filter(place=place, number__lte=number)
    rows.update(seen_at=_today())


def seen_these(*, by: Member, about: Collection[str]) -> None:
    """The member has read just these. One query."""
    Notice.objects.of(by).unseen().filter(about__in=about).update(seen_at=_today())


def seen_all(*, by: Member) -> None:
    Notice.objects.of(by).unseen().update(seen_at=_today())


def _today() -> datetime:
    """The day alone: one moment in the rows of a member and of their other name would join the two."""
    return timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)


def unseen_of(member: Member) -> HowMany:
    """For `annotate`: how many notices the member has not seen, of what they may see; beyond MANY it is one more.

    Every page asks this, and of each notice whether it may be seen: somebody away for a year shall not pay for it.
    """
    rows = Notice.objects.visible_to(member).unseen().order_by()
    return HowMany(rows.values("about").distinct()[: MANY + 1])


def forget(*, about: Collection[str], by: Member, place: str = "") -> None:
    """Nobody is told of these any more; and with a place, nothing says that the member was ever told of it."""
    Notice.objects.filter(about__in=about).delete()
    if place:
        Notice.objects.of(by).filter(place=place).delete()


def choose(*, by: Member, wanted: Iterable[str]) -> None:
    """From now on only these kinds."""
    with transaction.atomic():
        NotTold.objects.filter(member=by).delete()
        NotTold.objects.bulk_create(NotTold(member=by, what=what) for what, _label in CHOSEN if what not in set(wanted))


def wanted_by(member: Member) -> list[str]:
    unwanted = set(NotTold.objects.filter(member=member).values_list("what", flat=True))
    return [what for what, _label in CHOSEN if what not in unwanted]


def sweep_seen(before: datetime) -> int:
    """Drop what was seen long ago; how many."""
    return Notice.objects.filter(seen_at__lt=before).delete()[0]
