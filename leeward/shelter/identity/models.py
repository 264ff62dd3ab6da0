"""A member's own list of names and what to write instead. The row holds no readable word."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from leeward.members.models import Member
from leeward.shelter.identity.standing_in import StandIn, read_list, written_list
from leeward.web import sealing


class StandInList(models.Model):
    """One a member. Nobody else's page, no search, no export of others and no log has it."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="+")
    sealed = models.BinaryField()
    kept_at = models.DateTimeField(default=timezone.now)

    @classmethod
    def of(cls, member: Member) -> tuple[StandIn, ...]:
        """The member's list; empty where there is none. One query. Raises sealing.Unreadable where the key is gone."""
        row = cls.objects.filter(member=member).first()
        return read_list(sealing.unseal(bytes(row.sealed), for_=_place(member)))[0] if row else ()

    @classmethod
    def keep(cls, stand_ins: tuple[StandIn, ...], *, by: Member) -> None:
        """Instead of the list that stood before; an empty one leaves no row."""
        if not stand_ins:
            cls.objects.filter(member=by).delete()
            return
        sealed = sealing.seal(written_list(stand_ins), for_=_place(by))
        cls.objects.update_or_create(member=by, defaults={"sealed": sealed, "kept_at": timezone.now()})


def _place(member: Member) -> str:
    return f"{member.pk}:stand-ins"
