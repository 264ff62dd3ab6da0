"""Cases, the reports that gather in them, and whoever sees to them: the rows, and who may see which.

No row holds a readable word of whoever reported: passages, notes and reasons rest sealed.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q, When
from django.db.models.functions import Now
from django.utils import timezone

from leeward.boards.access import readable_by
from leeward.boards.models import Board
from leeward.members.aliases import theirs
from leeward.members.models import Member, Role
from leeward.moderation import kinds
from leeward.moderation.decided import Appeal as Appeal
from leeward.moderation.decided import Decision as Decision
from leeward.moderation.decided import Look as Look
from leeward.moderation.decided import LookOn as LookOn
from leeward.web import sealing
from leeward.web.ids import new_ref


class CaseRows(models.QuerySet["Case"]):
    """Cases, for those who look after the house."""

    def visible_to(self, viewer: Member | None) -> CaseRows:
        """Not to somebody whom it concerns: nobody judges their own case, or learns from here that there is one.

        A helper sees posts and topics on boards that they may read, of kinds that endanger nobody.
        """
        if viewer is None or viewer.role not in {Role.HELPER, Role.MODERATOR, Role.ADMINISTRATOR}:
            return self.none()
        rows = self.filter(~Exists(Concerned.objects.of(viewer).filter(case=OuterRef("pk"))))
        if viewer.role == Role.HELPER:
            may_read = readable_by(viewer, "board__")
            return rows.filter(may_read, board__isnull=False, kind__in=kinds.FOR_HELPERS, is_private=False)
        return rows

    def open(self) -> CaseRows:
        return self.filter(settled_at=None)

    def by_need(self) -> CaseRows:
        """Danger first, then who somebody is, then the rest; in each what is past its promised time, then by age."""
        rows = self.annotate(is_late=models.Case(When(due_at__lt=Now(), then=0), default=1))
        return rows.order_by("need", "is_late", "opened_at", "pk")


class Case(models.Model):
    """One thing that somebody has to see to: what several report is one case.

    `subject` and `about` name the thing: "post" and its ref, and so on (`subjects`). `face` is whoever it is by, as
    they are shown.
    """

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    subject = models.CharField(max_length=8)
    about = models.CharField(max_length=11)
    face = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    board = models.ForeignKey(Board, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    kind = models.CharField(max_length=8)  # the most pressing of what was said: see `kinds`
    need = models.PositiveSmallIntegerField()
    is_private = models.BooleanField(default=False)  # opening it needs a reason, which those concerned read
    reports_count = models.PositiveIntegerField(default=0)
    opened_at = models.DateTimeField()
    taken_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    taken_at = models.DateTimeField(null=True)
    second_asked_at = models.DateTimeField(null=True)  # somebody wants another's opinion
    due_at = models.DateTimeField(null=True)  # promised, of a post that waits; by law, of a sexual image
    settled_at = models.DateTimeField(null=True)

    objects = CaseRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "about"], condition=Q(settled_at__isnull=True), name="case_open_once"
            )
        ]
        indexes = [
            models.Index(fields=["need", "opened_at", "id"], condition=Q(settled_at__isnull=True), name="case_open"),
            models.Index(fields=["subject", "about"], name="case_about"),
            models.Index(fields=["-id"], condition=Q(due_at__isnull=False), name="case_promised"),
        ]

    @property
    def in_words(self) -> str:
        return kinds.label_of(self.kind)

    @property
    def is_overdue(self) -> bool:
        return self.settled_at is None and self.due_at is not None and self.due_at < timezone.now()


class Report(models.Model):
    """What one person says is wrong. `by` is None for somebody not signed in."""

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=8, choices=kinds.Wrong)
    made_at = models.DateTimeField()
    sealed = models.BinaryField(default=b"")  # the passages chosen, and the note
    code = models.CharField(max_length=64, unique=True, null=True)  # noqa: DJ001 (a digest; null: none was shown)
    once = models.CharField(max_length=32, null=True, unique=True)  # noqa: DJ001 (null: it came without a form)
    erased_at = models.DateTimeField(null=True)

    @classmethod
    def mine(cls, member: Member) -> models.QuerySet[Report]:
        """The member's own, each with its case."""
        return cls.objects.filter(by=member).select_related("case")

    def hold(self, passages: list[str], note: str) -> None:
        content = json.dumps({"passages": passages, "note": note})
        self.sealed = sealing.seal(content, for_=f"report {self.ref}")

    @property
    def said(self) -> dict[str, Any]:
        """{"passages": [...], "note": "..."}; nothing once erased."""
        if not self.sealed:
            return {"passages": [], "note": ""}
        found: dict[str, Any] = json.loads(sealing.unseal(bytes(self.sealed), for_=f"report {self.ref}"))
        return found


class ConcernedRows(models.QuerySet["Concerned"]):
    """Whom cases concern."""

    def of(self, member: Member) -> ConcernedRows:
        """Under whatever name."""
        return self.filter(theirs(member, "face"))


class Concerned(models.Model):
    """Somebody to whom a case is not shown: whoever reported, whose words it is about, who decided before."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="concerned", db_index=False)
    face = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    objects = ConcernedRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "face"], name="concerned_once")]


class CaseNote(models.Model):
    """What those who see to a case tell one another, sealed; or what one of them did with it."""

    class Does(models.TextChoices):
        NOTE = "note"
        TOOK = "took"
        GAVE_BACK = "back"
        HANDED = "handed"
        ASKED = "asked"

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    to = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    does = models.CharField(max_length=6, choices=Does)
    sealed = models.BinaryField(default=b"")
    at = models.DateTimeField(default=timezone.now)

    @property
    def words(self) -> str:
        return sealing.unseal(bytes(self.sealed), for_=f"note on {self.case_id}") if self.sealed else ""


class Shift(models.Model):
    """How one of those who look after the house works: away until a day, what they prefer not to see, single keys."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="shift")
    away_until = models.DateField(null=True)
    avoids = models.CharField(max_length=100, blank=True, default="")  # kinds, a space between
    keys = models.BooleanField(default=False)  # single keys at the desk: off unless somebody wants them

    @property
    def is_away(self) -> bool:
        return self.away_until is not None and self.away_until > timezone.localdate()
