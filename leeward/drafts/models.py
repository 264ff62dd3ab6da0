"""Drafts and the versions they went through. No row holds a readable word."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from leeward.drafts.words import Words
from leeward.members.models import Member
from leeward.members.ready import Ready
from leeward.web import sealing
from leeward.web.ids import new_ref

# How long words rest here; the drafts page says it in these numbers.


class DraftRows(models.QuerySet["Draft"]):
    """Drafts, always through their writer."""

    def of(self, member: Member) -> DraftRows:
        """The member's own, with `kept_at` of their newest version. Those that hold nothing yet are left out."""
        newest = Version.objects.filter(draft=OuterRef("pk")).order_by("-revision")
        return self.filter(member=member).annotate(kept_at=Subquery(newest.values("kept_at")[:1])).exclude(kept_at=None)

    def open(self) -> DraftRows:
        """Not posted yet, the one kept last first (after `of`)."""
        return self.filter(posted_at=None).order_by(models.F("kept_at").desc())

    def family(self, draft: Draft) -> DraftRows:
        """The drafts that grew out of the same sheet in other tabs."""
        root = draft.fork_of_id or draft.pk
        return self.filter(from_sheet(root), member_id=draft.member_id).exclude(pk=draft.pk)


def from_sheet(root: int) -> Q:
    """The sheet with this id, and its copies in other tabs."""
    return Q(pk=root) | Q(fork_of_id=root)


def mark_of_place(member_id: int, kind: str, target: str) -> str:
    """What stands in a row for the place a text is meant for: who is writing where is nobody else's to read."""
    return sealing.mark(f"{member_id}:{kind}:{target}", for_="place of a draft")


class Draft(models.Model):
    """One text being written, for one place. What it says is its newest version.

    Neither the place nor what became of it can be read in the row: beside a post under another name they would say
    whose it is.
    """

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="drafts", db_index=False)
    kind = models.CharField(max_length=20)
    place = models.CharField(max_length=64)  # a mark: for which place, told only to whoever asks with it
    sealed_target = models.BinaryField()
    once = models.CharField(max_length=32)  # the form's own number: what it posts, it posts once
    fork_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="forks")
    begun_at = models.DateTimeField(default=timezone.now)
    posted_at = models.DateTimeField(null=True)
    sealed_address = models.BinaryField(default=b"")  # of what was posted
    digest = models.CharField(max_length=64, blank=True, default="")  # keyed, of the words posted

    objects = DraftRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "once"], name="draft_once")]
        indexes = [models.Index(fields=["member", "place"], name="draft_by_place")]

    def aim(self, kind: str, target: str) -> None:
        """From now on the words are meant for this place."""
        self.kind, self.place = kind, mark_of_place(self.member_id, kind, target)
        self.sealed_target = sealing.seal(target, for_=self.sealed_for() + ":target")

    @property
    def target(self) -> str:
        """The ref of the place, as its kind knows it."""
        return sealing.unseal(bytes(self.sealed_target), for_=self.sealed_for() + ":target")

    @property
    def posted_to(self) -> str:
        """The address of what was posted, "" before."""
        if not self.sealed_address:
            return ""
        return sealing.unseal(bytes(self.sealed_address), for_=self.sealed_for() + ":address")

    @posted_to.setter
    def posted_to(self, address: str) -> None:
        self.sealed_address = sealing.seal(address, for_=self.sealed_for() + ":address")

    @property
    def post_once(self) -> str:
        """The number that goes with the post, so that it is made once. Another than the form's: see above."""
        return sealing.mark(f"{self.member_id}:{self.once}", for_="a post made once")[:32]

    def sealed_for(self) -> str:
        """Whose words, and on which sheet: a version copied into another's row does not open."""
        return f"{self.member_id}:draft:{self.once}"


class VersionRows(models.QuerySet["Version"]):
    """Versions, with their drafts."""

    def newest(self, member_id: int, once: str) -> Version | None:
        """What the draft says now. One query, by the index of `draft_once`."""
        found: Version | None = _newest.first(None, member_id, once)
        return found


@Ready
def _newest(_reader: None, member_id: int, once: str) -> models.QuerySet[Version]:
    rows = Version.objects.filter(draft__member_id=member_id, draft__once=once).select_related("draft")
    return rows.order_by("-revision")[:1]


class Version(models.Model):
    """The words as they stood. The newest is written over for a minute, then another is begun; then it stays."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="versions", db_index=False)
    revision = models.PositiveIntegerField()  # counts what was kept; grows, with gaps
    writer = models.CharField(max_length=16)  # the page that sent it: one tab, one time of opening
    step = models.PositiveIntegerField(default=0)  # counts what that page sent, so that a late arrival is known
    sealed = models.BinaryField()
    begun_at = models.DateTimeField()
    kept_at = models.DateTimeField()

    objects = VersionRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "revision"], name="version_once")]
        indexes = [models.Index(fields=["kept_at"], name="version_by_age")]

    @property
    def words(self) -> Words:
        """Unsealed. Raises sealing.Unreadable where the key is gone."""
        return Words.loads(sealing.unseal(bytes(self.sealed), for_=self.draft.sealed_for()))

    def hold(self, words: Words) -> None:
        self.sealed = sealing.seal(words.dumps(), for_=self.draft.sealed_for())

    def expires_at(self, days: int) -> datetime:
        """When the draft goes, if nothing more is written, where drafts are kept for so many days."""
        return self.kept_at + timedelta(days=days)
