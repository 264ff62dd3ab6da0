"""What the operator said, versions of papers, entries in the registers, and holds. All words rest sealed."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from leeward.members.models import Member, Role
from leeward.web import sealing
from leeward.web.ids import new_ref

READERS = frozenset({Role.ADMINISTRATOR, Role.AUDITOR})


class Answer(models.Model):
    """What only the operator knows: the answer to one question, wherever that question is asked."""

    question = models.CharField(max_length=40, unique=True)
    sealed = models.BinaryField()
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    @classmethod
    def all_words(cls) -> dict[str, str]:
        """{question: answer}. One query."""
        return {row.question: row.words for row in cls.objects.all()}

    @property
    def words(self) -> str:
        return sealing.unseal(bytes(self.sealed), for_=f"answer {self.question}")

    def hold(self, words: str) -> None:
        self.sealed = sealing.seal(words, for_=f"answer {self.question}")


class EditionRows(models.QuerySet["Edition"]):
    """Versions, for administrators and auditors alone."""

    def visible_to(self, viewer: Member) -> EditionRows:
        return self if viewer.role in READERS else self.none()


class Edition(models.Model):
    """A paper as it stood when an administrator kept it: the whole of it, facts and answers, never changed."""

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    paper = models.CharField(max_length=20)
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    sealed = models.BinaryField()

    objects = EditionRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["paper", "number"], name="edition_number")]

    @property
    def content(self) -> dict[str, Any]:
        """As `papers.Filled.plain` gave it."""
        found: dict[str, Any] = json.loads(sealing.unseal(bytes(self.sealed), for_=f"edition {self.ref}"))
        return found

    def hold(self, content: dict[str, Any]) -> None:
        self.sealed = sealing.seal(json.dumps(content), for_=f"edition {self.ref}")


class MatterRows(models.QuerySet["Matter"]):
    """Entries in the registers, for administrators and auditors alone."""

    def visible_to(self, viewer: Member) -> MatterRows:
        return self if viewer.role in READERS else self.none()

    def waiting(self) -> MatterRows:
        """Whose clock still runs."""
        return self.filter(met_at=None, settled_at=None)


class Matter(models.Model):
    """One entry in a register: a request, a complaint, an incident, a legal notice, a hold.

    `reached_at` is when it reached the house, from which its deadline is reckoned (`registers`).
    """

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    register = models.CharField(max_length=10)
    kind = models.CharField(max_length=10)
    reached_at = models.DateTimeField()
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # who entered it
    report = models.ForeignKey("moderation.Report", null=True, on_delete=models.SET_NULL, related_name="+")
    longer_at = models.DateTimeField(null=True)
    met_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=10, blank=True, default="")
    once = models.CharField(max_length=32, null=True, unique=True)  # noqa: DJ001 (null: it came without a form)
    sealed = models.BinaryField(default=b"")
    erased_at = models.DateTimeField(null=True)

    objects = MatterRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["register", "-id"], name="matter_of")]

    @property
    def said(self) -> dict[str, str]:
        """{"who": ..., "words": ...}; empty once erased."""
        if not self.sealed:
            return {"who": "", "words": ""}
        found: dict[str, str] = json.loads(sealing.unseal(bytes(self.sealed), for_=f"matter {self.ref}"))
        return found

    def hold(self, who: str, words: str) -> None:
        self.sealed = sealing.seal(json.dumps({"who": who, "words": words}), for_=f"matter {self.ref}")


class Step(models.Model):
    """What was done about an entry, when and by whom. Only ever added."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="steps")
    does = models.CharField(max_length=10)
    at = models.DateTimeField()
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    sealed = models.BinaryField(default=b"")

    @property
    def words(self) -> str:
        return sealing.unseal(bytes(self.sealed), for_=f"step of {self.matter_id}") if self.sealed else ""

    def hold(self, words: str) -> None:
        self.sealed = sealing.seal(words, for_=f"step of {self.matter_id}")


class HoldRows(models.QuerySet["Hold"]):
    """Holds."""

    def in_force(self) -> HoldRows:
        """Agreed to by a second person, not lifted, not over."""
        return self.filter(Q(until__gt=Now()), agreed_at__isnull=False, lifted_at=None)


class Hold(models.Model):
    """What may not go, whatever a clock or its owner says: an account with all its words, a topic, or a post.

    Without effect until a second person has agreed.
    """

    matter = models.OneToOneField(Matter, on_delete=models.CASCADE, related_name="hold_on")
    subject = models.CharField(max_length=8)  # member, topic, post
    about = models.CharField(max_length=11)
    until = models.DateTimeField()
    agreed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    agreed_at = models.DateTimeField(null=True)
    reviewed_at = models.DateTimeField(null=True)
    lifted_at = models.DateTimeField(null=True)

    objects = HoldRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["subject", "about"], name="hold_on_what")]

    def is_in_force(self, now: datetime) -> bool:
        return self.agreed_at is not None and self.lifted_at is None and self.until > now
