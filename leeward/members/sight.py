"""Blocking: two members who no longer see one another. It binds both sides alike, and nobody is told.

What the other side finds is what it would find if nothing had ever been written: no rows, no count, no refusal.
"""

from collections.abc import Collection

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from leeward.members import rules
from leeward.members.models import Apart, Member


def in_sight(viewer: Member | None, author: str = "author") -> Q:
    """The condition "not by somebody from whom the viewer is kept apart"; `author` is the path to who wrote.

    Costs nothing for those whom no block concerns: the moment stands in the member's own row. Moderators see all.
    """
    if not is_bound(viewer):
        return Q()
    apart = Apart.objects.filter(member=viewer).values("other_id")
    return Q(**{f"{author}__isnull": True}) | ~Q(**{f"{author}__in": apart})


def out_of_sight(viewer: Member, author: str = "author") -> Q:
    """Its opposite, for a viewer whom a block concerns: said so that an index of authors finds them."""
    return Q(**{f"{author}__in": Apart.objects.filter(member=viewer).values("other_id")})


def is_bound(viewer: Member | None) -> bool:
    """Whether any block concerns what this viewer sees."""
    return viewer is not None and viewer.apart_at is not None and not viewer.is_moderator


def is_hidden_from(viewer: Member, other: Member) -> bool:
    """Whether the two are kept apart, whoever of them chose it."""
    return is_bound(viewer) and Apart.objects.filter(member=viewer, other=other).exists()


def pairs_apart(ones: Collection[int], others: Collection[int]) -> set[tuple[int, int]]:
    """Of every (one, other), by id, those kept apart. One query; a pair stands there both ways round."""
    rows = Apart.objects.filter(member_id__in=ones, other_id__in=others)
    return set(rows.values_list("member_id", "other_id"))


def not_blocked(viewer: Member, author: str = "author") -> Q:
    """The condition "not by somebody whom the viewer has blocked": for what a viewer keeps although they did."""
    if not is_bound(viewer):
        return Q()
    chosen = Apart.objects.filter(member=viewer, chosen_at__isnull=False).values("other_id")
    return Q(**{f"{author}__isnull": True}) | ~Q(**{f"{author}__in": chosen})


def blocked_by(member: Member) -> "QuerySet[Apart]":
    """Whom the member has blocked, the latest first. One query with the names."""
    return Apart.objects.filter(member=member, chosen_at__isnull=False).select_related("other").order_by("-chosen_at")


def block(*, by: Member, other: Member) -> None:
    """From now on neither sees what the other writes."""
    rules.insist(rules.why_not_block(by, other))
    now = timezone.now()
    with transaction.atomic():
        Apart.objects.update_or_create(member=by, other=other, defaults={"chosen_at": now})
        Apart.objects.get_or_create(member=other, other=by)
        Member.objects.filter(pk__in=[by.pk, other.pk], apart_at=None).update(apart_at=now)


def unblock(*, by: Member, other: Member) -> None:
    """Take the block back. Where the other side has chosen the same, the two stay apart."""
    with transaction.atomic():
        Apart.objects.filter(member=by, other=other).update(chosen_at=None)
        if not Apart.objects.filter(member=other, other=by, chosen_at__isnull=False).exists():
            _bring_together(Q(member=by, other=other) | Q(member=other, other=by), [by.pk, other.pk])


def lift_all(member: Member) -> None:
    """For somebody who looks after the boards from now on: whoever reads here must see what they say."""
    rows = Q(member=member) | Q(other=member)
    others = Apart.objects.filter(member=member).values_list("other_id", flat=True)
    _bring_together(rows, [member.pk, *others])


def _bring_together(rows: Q, concerned: list[int]) -> None:
    Apart.objects.filter(rows).delete()
    still = Apart.objects.filter(member_id__in=concerned).values("member_id")
    Member.objects.filter(pk__in=concerned).exclude(pk__in=still).update(apart_at=None)
