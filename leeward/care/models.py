"""What the care rules noticed, how a house has set them, and check-ins: the rows, and who may see which."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from leeward.boards.models import Post
from leeward.companions.models import Company
from leeward.members.models import Member
from leeward.web import sealing
from leeward.web.ids import new_ref
from leeward.words.danger_phrases import TABLES

WORDS_MAX = 1_000  # characters of what somebody may be told: half a page


class Answer(models.TextChoices):
    """What a writer said to the one question."""

    SAFE = "safe"
    UNSAFE = "unsafe"
    WRITE = "write"  # they would like somebody at the desk to write to them


class NoticedRows(models.QuerySet["Noticed"]):
    """What was noticed in posts."""

    def own(self, member: Member) -> NoticedRows:
        """In posts of the member's, under whatever name, as far as they stand. For their own eyes only."""
        mine = Post.objects.visible_to(member).filter(pk__in=Post.objects.written_by(member).values("pk"))
        return self.filter(post__in=mine.values("pk"), post__care_at__isnull=False)


class Noticed(models.Model):
    """The rules found something in a post. No word of it stands here: the desk's page looks anew."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, related_name="+")
    kinds = models.CharField(max_length=30)  # of `words.danger_phrases.KINDS`, a space between
    noticed_at = models.DateTimeField()
    shown_at = models.DateTimeField(null=True)  # its author was led to the page once
    answer = models.CharField(max_length=6, choices=Answer, blank=True, default="")
    answered_at = models.DateTimeField(null=True)
    set_aside_at = models.DateTimeField(null=True)  # "this was long ago": nothing more is shown with the post

    objects = NoticedRows.as_manager()


class CareRules(models.Model):
    """There is at most one row: which tables look, and phrases of the house's own, one a line."""

    languages = models.CharField(max_length=60, default=" ".join(TABLES), blank=True)
    phrases = models.TextField(blank=True, default="")


class CheckInRows(models.QuerySet["CheckIn"]):
    """Check-ins."""

    def running(self) -> CheckInRows:
        return self.filter(ended_at=None)

    def visible_to(self, viewer: Member) -> CheckInRows:
        """One's own; and, once they are asked to write, those of whoever the viewer accompanies."""
        beside = Company.objects.pairs().order_by().filter(companion=viewer).values("newcomer")
        asked = Q(member__in=beside, asks=CheckIn.Asks.COMPANION, told_at__isnull=False)
        return self.filter(Q(member=viewer) | asked)


class CheckIn(models.Model):
    """A member wants to be asked after if they are silent.

    running -- due, no sign of them --> asked (a notice to them) -- still none --> told (somebody is asked to write)
    told, a companion -- a day later still none --> the desk is asked, too
    From each of these: "I am here", or a sign of them before the next step --> ended.
    """

    class Asks(models.TextChoices):
        """Who is asked to write to them."""

        DESK = "desk"
        COMPANION = "companion"

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    agreed_at = models.DateTimeField()
    due_at = models.DateTimeField()
    waits = models.PositiveSmallIntegerField()  # hours between the notice to them and the next step; 0: no notice
    asks = models.CharField(max_length=9, choices=Asks)
    sealed = models.BinaryField(default=b"")  # what whoever is asked may read
    asked_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    desk_at = models.DateTimeField(null=True)  # the desk was asked too, after a companion
    ended_at = models.DateTimeField(null=True)

    objects = CheckInRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member"], condition=Q(ended_at__isnull=True), name="check_in_one")
        ]

    def hold(self, words: str) -> None:
        self.sealed = sealing.seal(words, for_=f"check-in {self.ref}") if words else b""

    @property
    def words(self) -> str:
        return sealing.unseal(bytes(self.sealed), for_=f"check-in {self.ref}") if self.sealed else ""
