"""Invitations: one link for one person, good for two weeks. Who invited whom is shown to nobody but for a reason.

The link holds the secret; the row only its digest, and the inviter's own note, sealed.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone

from leeward.web import sealing

if TYPE_CHECKING:
    from leeward.members.models import Member

MONTH = timedelta(days=30)


class InvitationRows(models.QuerySet["Invitation"]):
    """Links, by what has become of them."""

    def visible_to(self, viewer: Member) -> InvitationRows:
        """One's own; all for those who look after members. Not which names came by them."""
        return self if viewer.is_moderator else self.filter(by=viewer)

    def open(self) -> InvitationRows:
        return self.filter(used_by=None, withdrawn_at=None, expires_at__gt=timezone.now())

    def made_by(self, member: Member) -> InvitationRows:
        return self.filter(by=member).order_by("-pk")

    def newest(self) -> InvitationRows:
        """The latest hundred, with who made them. One query."""
        return self.select_related("by").order_by("-made_at")[:100]


class Invitation(models.Model):
    """Lets one person join. After a year the row goes, and with it who came by whose."""

    by = models.ForeignKey("members.Member", on_delete=models.CASCADE, related_name="invitations")
    digest = models.CharField(max_length=64, unique=True)
    sealed = models.BinaryField(default=b"")  # for whom, in the inviter's words: nobody else reads it
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    used_by = models.OneToOneField("members.Member", null=True, on_delete=models.SET_NULL, related_name="invited_with")

    objects = InvitationRows.as_manager()

    def hold(self, note: str) -> None:
        self.sealed = sealing.seal(note, for_=f"invitation {self.digest}") if note else b""

    @property
    def note(self) -> str:
        return sealing.unseal(bytes(self.sealed), for_=f"invitation {self.digest}") if self.sealed else ""

    @property
    def is_open(self) -> bool:
        return self.used_by_id is None and self.withdrawn_at is None and self.expires_at > timezone.now()


def counted(by: Member) -> tuple[int, int]:
    """(open now, made within 30 days), of the member's own. Two queries."""
    mine = Invitation.objects.made_by(by)
    return mine.open().count(), mine.filter(made_at__gt=timezone.now() - MONTH).count()


def notes_of(by: Member) -> list[str]:
    return [row.note for row in Invitation.objects.made_by(by)]


def change_notes(by: Member, put: Callable[[str], str]) -> None:
    """Each note as `put` makes it: a phrase is struck from it."""
    for row in Invitation.objects.made_by(by).exclude(sealed=b""):
        row.hold(put(row.note))
        row.save(update_fields=["sealed"])


def sweep(before: datetime) -> int:
    """Those that ran out before that, used or not; how many."""
    return Invitation.objects.filter(expires_at__lt=before).delete()[0]
