"""Addresses that members gave, sealed; and mail that waits to go out."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from leeward.members.models import Member


class Kind(models.TextChoices):
    """What a mail is for. Its words stand in `letters`."""

    CODE = "code", _("a code that proves the address")
    WEEKLY = "weekly", _("the weekly question")
    NOTE = "note", _("something to look at")
    RECOVERY = "recovery", _("a code to come back in")


class MailAddress(models.Model):
    """One member's address, readable with the key outside the database only."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="mail")
    sealed = models.BinaryField()
    added_at = models.DateTimeField()
    verified_at = models.DateTimeField(null=True)
    code_digest = models.CharField(max_length=64, blank=True, default="")
    code_until = models.DateTimeField(null=True)
    weekly = models.BooleanField(default=True)  # ask each week whether it is still only theirs
    recovers = models.BooleanField(default=False)  # whoever reads this mailbox may take a new passphrase
    asked_at = models.DateTimeField(null=True)  # the last weekly question
    noted_at = models.DateTimeField(null=True)  # the last note
    refused_at = models.DateTimeField(null=True)  # their mail server said that there is no such mailbox


class Outgoing(models.Model):
    """A mail that waits. It holds no words: they are made when it goes."""

    address = models.ForeignKey(MailAddress, on_delete=models.CASCADE, related_name="outgoing")
    kind = models.CharField(max_length=8, choices=Kind)
    due_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="outgoing_due")]
        constraints = [models.UniqueConstraint(fields=["address", "kind"], name="outgoing_once")]
