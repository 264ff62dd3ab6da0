"""What was decided, what was asked about it, and who looked at what: rows that are only ever added.

`models` brings them in; they name other rows of this room by string so that neither file needs the other.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from leeward.members.aliases import theirs
from leeward.members.models import Member, Role
from leeward.web import sealing
from leeward.web.ids import new_ref

APPEAL_DAYS = 180  # the Digital Services Act, article 20, gives six months


class Does(models.TextChoices):
    """What can be decided, as the desk asks it."""

    LEAVE = "leave", _("Leave it as it is")
    NOTE = "note", _("Write a note to its author")
    ASK = "ask", _("Ask its author to change it: it waits, and only they see it")
    HIDE = "hide", _("Hide it")
    RESTORE = "restore", _("Show it again")
    APPROVE = "approve", _("Let the post through")
    MOVE = "move", _("Move the topic to another board")
    SPLIT = "split", _("Make a topic of its own, from this post on")
    MERGE = "merge", _("Join the topic to another")
    LOCK = "lock", _("Lock the topic")
    SLOW = "slow", _("Slow the topic down")
    WARN = "warn", _("Warn the member")
    HOLD = "hold", _("Read the member's posts before others do")
    LIMIT = "limit", _("Let the member write on certain boards only")
    SUSPEND = "suspend", _("Let the member read and not write, until a day")
    BAN = "ban", _("Ban the member: needs a second person")
    CLEAR = "clear", _("Take down all that the member did since a moment")
    ERASE = "erase", _("Erase it: needs a second person")
    ACCOUNT = "account", _("Erase the account: needs a second person")
    ALL = "all", _("Let every post wait to be read, for some hours")
    ADMIT = "admit", _("Let somebody in who asked to join")
    DECLINE = "decline", _("Decline somebody who asked to join")
    UNDO = "undo", _("Undo a decision")
    KEEP = "keep", _("The decision stands")


ERASES = frozenset({Does.ERASE, Does.ACCOUNT})


class DecisionRows(models.QuerySet["Decision"]):
    """Decisions, for those who look after the house, and for whom they concern."""

    def standing(self) -> DecisionRows:
        """Not undone, and not waiting for a second person."""
        undone = Decision.objects.filter(undoes=OuterRef("pk"))
        return self.filter(~Exists(undone), waits_at=None)

    def with_answers(self) -> DecisionRows:
        """Each with `answered`: whether a second person has said what they think of it."""
        return self.annotate(answered=Exists(Decision.objects.filter(seconds=OuterRef("pk"))))

    def to_be_erased(self) -> DecisionRows:
        """Erasings that stand and are not carried out: agreed to, or waiting for a second person."""
        undone = Decision.objects.filter(undoes=OuterRef("pk"))
        rows = self.with_answers().filter(~Exists(undone), kind__in=ERASES, erased_at=None)
        return rows.filter(Q(seconds__isnull=False) | Q(answered=False))

    def accounts_to_go(self) -> DecisionRows:
        """Of these, whole accounts: what stands under their names stays out of sight meanwhile."""
        return self.to_be_erased().filter(kind=Does.ACCOUNT)

    def about(self, member: Member) -> DecisionRows:
        """Told to the member, under whatever name; not those that nobody is told of."""
        return self.filter(theirs(member, "face"), told_at__isnull=False)

    def visible_to(self, viewer: Member) -> DecisionRows:
        """The register: for moderators, administrators and the auditor."""
        return self if viewer.role in {Role.MODERATOR, Role.ADMINISTRATOR, Role.AUDITOR} else self.none()


class Decision(models.Model):
    """One decision. Nothing in it is ever changed but what hangs on people who are gone: undoing it is another row.

    `face` is whom it concerns, as they are shown. `details` holds ids, numbers and what stood before: never words.
    """

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    case = models.ForeignKey("moderation.Case", null=True, on_delete=models.SET_NULL, related_name="decisions")
    kind = models.CharField(max_length=8, choices=Does)
    subject = models.CharField(max_length=8)
    about_ref = models.CharField(max_length=11)
    face = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    rule = models.CharField(max_length=300, blank=True, default="")  # of the house, as it stood
    rules_number = models.PositiveIntegerField(null=True)  # of the version of the rules that held (`house.versions`)
    sealed = models.BinaryField()  # why, in a sentence, and on which words
    details = models.JSONField(default=dict)
    told_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)  # what it was about: see `erasing`
    forgotten_at = models.DateTimeField(null=True)  # whom it was about, and its words: see `clocks`
    waits_at = models.DateTimeField(null=True)  # for a second person; without effect, but that what may be erased hides
    seconds = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="+"
    )  # the one it agrees with
    undoes = models.OneToOneField("self", null=True, on_delete=models.SET_NULL, related_name="undone_by")
    appeal = models.ForeignKey("moderation.Appeal", null=True, on_delete=models.SET_NULL, related_name="outcomes")

    objects = DecisionRows.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["subject", "about_ref"], name="decision_about"),
            models.Index(fields=["face", "-id"], name="decision_of"),
            models.Index(fields=["at", "kind"], name="decision_log"),
        ]

    def hold(self, why: str, words: list[str]) -> None:
        self.sealed = sealing.seal(json.dumps({"why": why, "words": words}), for_=f"decision {self.ref}")

    @property
    def said(self) -> dict[str, Any]:
        """{"why": "...", "words": [...]}."""
        found: dict[str, Any] = json.loads(sealing.unseal(bytes(self.sealed), for_=f"decision {self.ref}"))
        return found

    @property
    def appeal_by(self) -> datetime:
        return self.at + timedelta(days=APPEAL_DAYS)


class Appeal(models.Model):
    """Whom a decision concerns asks somebody else to look at it again."""

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    decision = models.OneToOneField(Decision, on_delete=models.CASCADE, related_name="appealed")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # as they are shown
    at = models.DateTimeField()
    sealed = models.BinaryField(default=b"")

    class Meta:
        indexes = [models.Index(fields=["at"], name="appeal_log")]

    def hold(self, words: str) -> None:
        self.sealed = sealing.seal(words, for_=f"appeal {self.ref}")

    @property
    def words(self) -> str:
        return sealing.unseal(bytes(self.sealed), for_=f"appeal {self.ref}") if self.sealed else ""


class LookRows(models.QuerySet["Look"]):
    """Looks, for those who review them."""

    def visible_to(self, viewer: Member) -> LookRows:
        """Auditors, and administrators; nobody reviews their own."""
        may = viewer.role in {Role.AUDITOR, Role.ADMINISTRATOR}
        return self.exclude(by=viewer) if may else self.none()


class Look(models.Model):
    """Somebody opened something private, and why. All whom it concerns read this, and a second person reviews it."""

    class At(models.TextChoices):
        MESSAGES = "messages", _("private messages that were reported")
        OWNER = "owner", _("whose a name for one topic is")
        INVITED = "invited", _("who invited a member, and whom they invited")

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    what = models.CharField(max_length=8, choices=At)
    case = models.ForeignKey("moderation.Case", null=True, on_delete=models.SET_NULL, related_name="looks")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    reason_sealed = models.BinaryField()
    reviewed_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reviewed_at = models.DateTimeField(null=True)

    objects = LookRows.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-id"], condition=Q(reviewed_at__isnull=True), name="look_to_review"),
            models.Index(fields=["-id"], condition=Q(reviewed_at__isnull=False), name="look_reviewed"),
        ]

    def hold(self, reason: str) -> None:
        self.reason_sealed = sealing.seal(reason, for_=f"look {self.ref}")

    @property
    def reason(self) -> str:
        return sealing.unseal(bytes(self.reason_sealed), for_=f"look {self.ref}")


class LookOnRows(models.QuerySet["LookOn"]):
    """Whom looks concern."""

    def of(self, member: Member) -> LookOnRows:
        """Under whatever name."""
        return self.filter(theirs(member, "face"))


class LookOn(models.Model):
    """Whom a look concerns: whoever reported, and whoever wrote what was looked at."""

    look = models.ForeignKey(Look, on_delete=models.CASCADE, related_name="on")
    face = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    is_reporter = models.BooleanField(default=False)
    messages = models.PositiveIntegerField(default=0)  # how many of theirs

    objects = LookOnRows.as_manager()
