"""Members and how they are known, admitted and let back in."""

from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leeward.members.agreed import Agreed
from leeward.members.consents import Consent as Consent
from leeward.members.inviting import Invitation as Invitation
from leeward.members.joining import JoiningAnswers as JoiningAnswers
from leeward.members.names import name_key
from leeward.members.restraints import Restraint as Restraint
from leeward.members.roles import Role as Role
from leeward.web import sealing
from leeward.web.ids import new_ref

SOON = timedelta(days=7)  # before something is erased: time to come by once more
NAME_MAX = 30  # characters; a name stands in a narrow margin beside a post


class Theme(models.TextChoices):
    """Which paper a member reads on."""

    DEVICE = "device", _("As this device is set")
    DAY = "day", _("Day: dark ink on light paper")
    NIGHT = "night", _("Night: light ink on dark paper")


class Members(BaseUserManager["Member"]):
    """The ways in which members are looked up. None of them lists everybody."""

    def get_by_natural_key(self, username: str | None) -> "Member":
        """What Django's own parts ask for."""
        return self.get(name=username)

    def people(self) -> "models.QuerySet[Member]":
        """Everybody who can sign in or be let back in. A name for one topic is nobody: it has no account."""
        return self.filter(alias=None)

    def admitted(self) -> "models.QuerySet[Member]":
        """Everybody who was let in, also those whose account was closed later: their posts still bear a name."""
        return self.filter(admitted_at__isnull=False, erase_asked_at=None)

    def waiting(self) -> "models.QuerySet[Member]":
        """Those who asked to join and have no answer yet, the longest wait first."""
        rows = self.people().filter(admitted_at=None, closed_at=None).select_related("joining")
        return rows.order_by("joined_at", "pk")

    def newest(self) -> "models.QuerySet[Member]":
        """Those let in, the latest to join first."""
        return self.people().filter(admitted_at__isnull=False, closed_at=None).order_by("-joined_at", "-pk")

    def called(self, part: str) -> "models.QuerySet[Member]":
        """Members whose name holds `part`, or looks as if it did. Reads every name: for the few who look after."""
        look = name_key(part)
        by_look = models.Q(name_key__contains=look) if look else models.Q()
        return self.people().filter(models.Q(name__icontains=part) | by_look).order_by("name")


class Circle(models.Model):
    """A named circle of members that boards may be opened to."""

    name = models.CharField(max_length=60, unique=True)

    class Meta:
        ordering = ["name"]

    @classmethod
    def with_sizes(cls) -> "models.QuerySet[Circle]":
        """All circles, each with `size`, the number of its members. One query."""
        return cls.objects.annotate(size=models.Count("members"))


class Member(Agreed, AbstractBaseUser):
    """Somebody with a name here. `name_key` is what two names may not share: their look, not their letters."""

    last_login = None  # Django would note each sign-in; nobody here is shown to have been seen

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    name = models.CharField(max_length=NAME_MAX, unique=True)
    name_key = models.CharField(max_length=120, unique=True)
    role = models.CharField(max_length=14, choices=Role, default=Role.MEMBER)
    about = models.TextField(max_length=2_000, blank=True, default="")
    circles = models.ManyToManyField(Circle, related_name="members", blank=True)

    joined_at = models.DateTimeField(db_index=True)
    admitted_at = models.DateTimeField(null=True)  # null: asked to join, still waiting
    approved_at = models.DateTimeField(null=True)  # a person said yes, or invited them
    known_at = models.DateTimeField(null=True)  # so many of their posts stand that nothing waits for being new
    closed_at = models.DateTimeField(null=True)  # the account no longer lets anybody in
    is_demo = models.BooleanField(default=False)

    # What was written before this moment counts as read: set at joining and by "mark all read".
    caught_up_at = models.DateTimeField(default=timezone.now)
    theme = models.CharField(max_length=8, choices=Theme, default=Theme.DEVICE)
    smileys = models.BooleanField(default=False)  # draw typed :) as a picture
    lists_posts = models.BooleanField(default=False)  # others may list what this member posts
    waiting_shown = models.BooleanField(null=True)  # on the front page, who waits; null: as `shows_waiting` has it
    # Leaving fast, as this member wants it; empty: as the house has it. Read on every page, hence columns here.
    leave_to = models.URLField(blank=True, default="")
    neutral_name = models.CharField(max_length=60, blank=True, default="")
    shift_leaves = models.BooleanField(default=True)
    # A moderator said yes to somebody who asks to be let into this account: every page of its owner says so.
    asked_back_at = models.DateTimeField(null=True)
    apart_at = models.DateTimeField(null=True)  # some block concerns this member (`sight`)
    # When the first thing that they took down, and have not decided about, is erased: kept by `boards.taking_down`.
    decides_by = models.DateTimeField(null=True)

    # They asked to be erased: nothing but that page is open to them, and 30 days later the worker does it (`leaving`).
    erase_asked_at = models.DateTimeField(null=True)
    words_stay = models.BooleanField(default=False)  # then their posts stay, under names that belong to nobody

    USERNAME_FIELD = "name"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = Members()

    def __str__(self) -> str:
        return self.name

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django's column, here a question
        return self.closed_at is None

    @property
    def decides_soon(self) -> datetime | None:
        """`decides_by` in its last week: the front page and their own say so."""
        is_soon = self.decides_by is not None and self.decides_by - timezone.now() < SOON
        return self.decides_by if is_soon else None

    @property
    def shows_waiting(self) -> bool:
        """Whether the front page shows who waits for a first answer: unless they chose, once they are approved."""
        return self.approved_at is not None if self.waiting_shown is None else self.waiting_shown

    @property
    def is_moderator(self) -> bool:
        """Moderators and administrators look after boards."""
        return self.role in {Role.MODERATOR, Role.ADMINISTRATOR}

    @property
    def is_administrator(self) -> bool:
        return self.role == Role.ADMINISTRATOR

    @property
    def is_face(self) -> bool:
        """Whether this is a name for one topic; never whose. One query, for those who look after members."""
        return Alias.objects.filter(face=self).exists()


class AliasRows(models.QuerySet["Alias"]):
    """Names for one topic, always through whose they are."""

    def of(self, owner: Member) -> "AliasRows":
        """The owner's own. Asked for with anybody else, it would tell: so only `by` and the viewer ever stand here."""
        return self.filter(owner_mark=Alias.mark_of(owner))


class Alias(models.Model):
    """A name for one topic. `face` is a member like any other to all who read; here alone stands whose it is.

    Neither column says it in clear: the mark finds an owner's rows again, the seal opens for a reason, and both need
    the key outside the database. See `aliases`.
    """

    face = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="alias")
    owner_mark = models.CharField(max_length=64)
    owner = models.BinaryField()  # sealed: the owner's ref
    place = models.CharField(max_length=11)  # the ref of the one topic

    objects = AliasRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["owner_mark", "place"], name="alias_once")]

    @staticmethod
    def mark_of(owner: Member) -> str:
        """What stands for the owner in a row that must not name them."""
        return _mark_of(owner.ref, settings.DATA)


@lru_cache(maxsize=1_000)
def _mark_of(ref: str, _data: Path) -> str:
    """Worked out once in each process: every page asks for its reader's."""
    return sealing.mark(ref, for_="owner of an alias")


class Apart(models.Model):
    """`member` does not see what `other` writes. A block makes two such rows, one for each side.

    `chosen_at` stands in the row of the side that chose it. Where both did, it stands in both.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    other = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    chosen_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "other"], name="apart_once")]


class RestingName(models.Model):
    """A name that nobody may take for a while: see `resting`. The row does not hold it."""

    mark = models.CharField(max_length=64, primary_key=True)
    until = models.DateTimeField()


class RecoveryCode(models.Model):
    """One way back in, used once. Only a digest is kept; the code has 80 random bits, so a fast digest will do."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, unique=True)
    used_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)  # null: one of the eight on paper; a moment: sent by mail


class Session(AbstractBaseSession):
    """A signed-in browser. The member stands in a column, so that a page asks for both in one query.

    The other columns are what the list of sessions says: facts, copied from the session's own data when it is saved.
    """

    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="sessions")
    # Not unique: while a session changes its key, the old and the new row bear the same ref for a moment.
    ref = models.CharField(max_length=11, default=new_ref, editable=False)
    begun_at = models.DateTimeField(default=timezone.now)
    browser = models.CharField(max_length=40, blank=True, default="")  # "firefox/android": see `devices`
    device = models.CharField(max_length=8, blank=True, default="")  # what was answered: shared, mine

    @classmethod
    def get_session_store_class(cls) -> type:
        from leeward.members.sessions import SessionStore

        return SessionStore


class CodeApp(models.Model):
    """An app that shows six digits, asked for after the passphrase. The shared secret rests sealed."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="code_app")
    secret = models.BinaryField()
    confirmed_at = models.DateTimeField(null=True)  # null: shown, but no right code was typed yet
    last_step = models.BigIntegerField(default=0)  # the half-minute of the last code used: each is good once


class Passkey(models.Model):
    """A key that a device keeps. Only its public half stands here."""

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="passkeys")
    name = models.CharField(max_length=40)
    digest = models.CharField(max_length=64, unique=True)  # of its id, which may be 1,023 bytes long
    public = models.BinaryField()  # as WebAuthn's "attested credential data"
    counter = models.BigIntegerField(default=0)
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["made_at"]


class AskedBack(models.Model):
    """Somebody who lost everything asks to be let into an account again. See `asking_back` for the reasoning.

    Kept also where nobody has the name that was given (`member` is null): whoever asks sees no difference.
    """

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    member = models.ForeignKey(Member, null=True, on_delete=models.CASCADE, related_name="asked_back")
    words = models.BinaryField()  # sealed: what they say so that a moderator can tell who it is
    receipt = models.CharField(max_length=64, unique=True)  # digest of what was given to whoever asked, and to no other
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.CharField(max_length=500, blank=True, default="")
    approved_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)  # from within the account
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["member"], condition=models.Q(used_at=None), name="asked_back_of")]
