"""What happened for whom; addresses that members gave, sealed; and mail that waits to go out."""

from __future__ import annotations

from django.db import models
from django.db.models import OuterRef, Q
from django.utils.translation import gettext_lazy as _

from leeward.members.aliases import theirs
from leeward.members.models import Member
from leeward.notices import subjects
from leeward.web.looking import is_there


class What(models.TextChoices):
    """What happened, as the page of choices says it. Somebody is told of one thing once, by the first that fits."""

    QUOTED = "quoted", _("Somebody quotes me")
    MENTIONED = "mentioned", _("Somebody mentions me by name")
    UPDATE = "update", _("There is an update in a story I follow")
    MESSAGE = "message", _("Somebody writes to me in private, or asks to")
    ANSWERED = "answered", _("Somebody writes in a topic I follow")
    SIGN = "sign", _("Somebody says that they have read a post of mine, or are with me")
    COMPANION = "companion", _("Somebody asks me to accompany them, or answers when I asked")
    RULES = "rules", _("The house rules change")
    CARE = "care", _("What I agreed on in a check-in, or somebody whom I accompany did")
    MODERATOR = "moderator", _("A moderator tells me something, or decided about my words")


# What one may turn off. A decision about somebody is always told to them, and so is a change of the rules, and what
# they asked for.
ALWAYS = {What.MODERATOR, What.RULES, What.CARE}
CHOSEN = [(what.value, what.label) for what in What if what not in ALWAYS]


class NoticeRows(models.QuerySet["Notice"]):
    """Notices as their member may see them."""

    def of(self, member: Member) -> NoticeRows:
        """To the member, or to a name that they took for one topic; of the latter only what they want to be told of."""
        unwanted = NotTold.objects.filter(member=member).values("what")
        return self.filter(theirs(member, "member")).filter(Q(member=member) | ~Q(what__in=unwanted))

    def unseen(self) -> NoticeRows:
        return self.filter(seen_at=None)

    def visible_to(self, member: Member) -> NoticeRows:
        """The member's own, less those about what they may not see (any more): asked of the room it stands in."""
        may_see = Q(pk__in=[])
        for subject in subjects.all_subjects():
            # The kind first: SQLite asks from left to right, and looks for nothing in another room.
            is_one, here = Q(subject=subject.name), subject.visible(member).filter(ref=OuterRef("about"))
            may_see |= is_one & Q(is_there(here))
        return self.of(member).filter(may_see)


class Notice(models.Model):
    """Something happened for `member`. It holds no name and no word: whoever may see the subject finds them there."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    what = models.CharField(max_length=9, choices=What)
    subject = models.CharField(max_length=8)  # the kind of thing it is about: see `subjects`
    about = models.CharField(max_length=11)  # and its ref
    place = models.CharField(max_length=11)  # the ref of where that stands; notices are grouped by it
    number = models.PositiveIntegerField(default=0)  # its number there: whoever has read so far has seen it
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    objects = NoticeRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "about"], name="notice_once")]
        indexes = [
            models.Index(fields=["member", "-id"], name="notice_newest"),
            models.Index(fields=["member", "place"], condition=Q(seen_at__isnull=True), name="notice_unseen"),
            models.Index(fields=["about"], name="notice_about"),
        ]


class NotTold(models.Model):
    """A kind of notice that a member does not want. Without a row they are told."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    what = models.CharField(max_length=9, choices=What)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "what"], name="not_told_once")]


class Kind(models.TextChoices):
    """What a mail is for. Its words stand in `letters`."""

    CODE = "code", _("a code that proves the address")
    WEEKLY = "weekly", _("the weekly question")
    NOTE = "note", _("something about the account to look at, at once")
    NEWS = "news", _("something to look at, once a day")
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
    news_hour = models.PositiveSmallIntegerField(null=True)  # of the house's day; null: no mail about notices
    noted_at = models.DateTimeField(null=True)  # the last note
    refused_at = models.DateTimeField(null=True)  # their mail server said that there is no such mailbox


class Outgoing(models.Model):
    """A mail that waits. It holds no words: they are made when it goes."""

    address = models.ForeignKey(MailAddress, on_delete=models.CASCADE, related_name="outgoing", db_index=False)
    kind = models.CharField(max_length=8, choices=Kind)
    due_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["due_at"], name="outgoing_due")]
        constraints = [models.UniqueConstraint(fields=["address", "kind"], name="outgoing_once")]
