"""What is done with the shelf."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from leeward.boards.actions import refuse
from leeward.boards.models import Post, Topic
from leeward.members.aliases import is_own
from leeward.members.models import Member
from leeward.shelf import rules
from leeward.shelf.meeting import key_of
from leeward.shelf.models import Entry, Recommendation


@dataclass(frozen=True)
class Thing:
    """What somebody recommends, cleaned: see `forms`."""

    kind: str
    what: str
    address: str = ""
    why: str = ""
    language: str = ""
    country: str = ""


def recommend(*, by: Member, post: Post, thing: Thing) -> Entry:
    """Put it on the shelf, or say it anew; the same thing recommended elsewhere meets it there."""
    own = is_own(by, post.author_id)
    with transaction.atomic():
        key = key_of(thing.kind, thing.what, thing.address)
        others = Recommendation.objects.filter(post=post).exclude(entry__kind=thing.kind, entry__key=key)
        refuse(rules.why_not_recommend(by, own, others.count()))
        entry, _made = Entry.objects.get_or_create(kind=thing.kind, key=key)
        now = timezone.now()
        said: dict[str, Any] = {
            **{"what": thing.what, "address": thing.address, "why": thing.why},
            **{"language": thing.language, "country": thing.country, "at": now},
            "gathered_at": None if own else now,
        }
        Recommendation.objects.update_or_create(entry=entry, post=post, defaults=said)
    return entry


def take_off(*, by: Member, recommendation: Recommendation) -> None:
    """What nobody recommends any more is gone."""
    refuse(rules.why_not_take_off(by, is_own(by, recommendation.post.author_id)))
    with transaction.atomic():
        recommendation.delete()
        _sweep()


def say_dead(*, by: Member, entry: Entry) -> None:
    """ "This does not work any more", for whoever recommended it or a moderator to look at."""
    refuse(rules.why_not_say_dead(entry))
    now = timezone.now()
    decides = by.is_moderator or has_recommended(by, entry)
    Entry.objects.filter(pk=entry.pk).update(said_dead_at=now, dead_at=now if decides else None)


def decide(*, by: Member, entry: Entry, is_dead: bool) -> None:
    """It is so; or it works after all."""
    refuse(rules.why_not_decide(by, has_recommended(by, entry)))
    now = timezone.now()
    changes = {"dead_at": now} if is_dead else {"dead_at": None, "said_dead_at": None, "works_at": now}
    Entry.objects.filter(pk=entry.pk).update(**changes)


def has_recommended(member: Member, entry: Entry) -> bool:
    """In a post of theirs, under whichever name."""
    return Recommendation.objects.of(member).filter(entry=entry).exists()


def own_among(member: Member, entry: Entry) -> set[int]:
    """Which recommendations of it are the member's own: for buttons that nobody else is shown."""
    return set(Recommendation.objects.of(member).filter(entry=entry).values_list("pk", flat=True))


def forget_recommended(by: Member, topic: Topic, posts: Sequence[Post], is_all: bool) -> None:
    """What these posts recommend goes with them."""
    Recommendation.objects.filter(post__in=[post.pk for post in posts]).delete()
    _sweep()


def texts_of(posts: Sequence[Post]) -> list[str]:
    """All that the recommendations of these posts say."""
    rows = Recommendation.objects.filter(post__in=[post.pk for post in posts])
    return [f"{row.what}\n{row.address}\n{row.why}\n{row.country}" for row in rows]


def strike(posts: Sequence[Post], holds: Callable[[str], bool], struck: Callable[[str], str]) -> None:
    """Take a phrase out of the recommendations of these posts; one whose address or name says it goes whole."""
    for row in Recommendation.objects.filter(post__in=[post.pk for post in posts]):
        if holds(row.address) or holds(row.what):
            row.delete()
        elif holds(row.why) or holds(row.country):
            row.why, row.country = struck(row.why)[:200], struck(row.country)[:60]
            row.save(update_fields=["why", "country"])
    _sweep()


def _sweep() -> None:
    """Entries that no post recommends."""
    Entry.objects.filter(~Exists(Recommendation.objects.filter(entry=OuterRef("pk")))).delete()
