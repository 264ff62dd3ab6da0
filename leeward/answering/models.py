"""Replies that are owed; and signs: somebody has read a post, or is with its author."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, When
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from leeward.boards.models import Post, Topic
from leeward.members.aliases import theirs
from leeward.members.models import Member
from leeward.members.sight import in_sight
from leeward.web.ids import new_ref


class Why(models.TextChoices):
    """Why somebody waits for a reply, as the list says it. `docs/owed-replies.md` has an example of each."""

    QUOTED = "quoted", _("quotes you and asks something")
    ASKED = "asked", _("asks you something")
    ANSWERED = "answered", _("has answered what you asked")
    PROMISED = "promised", _("you promised to write more")


class OwedRows(models.QuerySet["Owed"]):
    """Replies owed, as whoever owes them may see them."""

    def of(self, member: Member) -> OwedRows:
        """Also under the names that they took for one topic."""
        return self.filter(theirs(member, "member"))

    def open(self) -> OwedRows:
        return self.filter(settled_at=None, let_go_at=None)

    def visible_to(self, member: Member) -> OwedRows:
        """The member's own, where they may still read the post and its topic can be answered."""
        standing = Exists(Post.objects.visible_to(member).filter(pk=OuterRef("post_id")))
        return self.of(member).filter(standing, post__topic__locked_at=None)

    def with_update(self) -> OwedRows:
        """Adds `update_since`: of a promise, the ref of the latest update of its story that came after it; or null."""
        since = Post.objects.filter(
            topic__story=OuterRef("topic__story"), author=OuterRef("member"), in_story_at__isnull=False
        )
        standing = since.filter(
            pk__gt=OuterRef("post_id"), taken_down_at=None, hidden_at=None, topic__taken_down_at=None
        )
        latest = Subquery(standing.order_by("-pk").values("ref")[:1])
        return self.annotate(update_since=Case(When(why=Why.PROMISED, topic__story__isnull=False, then=latest)))

    def today(self, now: datetime) -> OwedRows:
        """Less what was set aside until a day that has not come."""
        return self.filter(Q(aside_until=None) | Q(aside_until__lte=now))

    def later_than(self, pk: int) -> OwedRows:
        """For the next page."""
        return self.filter(pk__gt=pk)

    def aside(self, now: datetime) -> OwedRows:
        return self.filter(aside_until__gt=now)

    def asked_by(self, member: Member) -> OwedRows:
        """What the member waits for, of others: a let-go reply looks to them like one not yet written."""
        own = theirs(member, "post__author")
        rows = self.filter(own, in_sight(member, "member"), settled_at=None, why__in=[Why.QUOTED, Why.ASKED])
        return rows.filter(Exists(Post.objects.visible_to(member).filter(pk=OuterRef("post_id"))))


class Owed(models.Model):
    """`member` owes a reply to whoever wrote `post`; for a promise the post is their own."""

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="+", db_index=False)
    why = models.CharField(max_length=8, choices=Why)
    note = models.BinaryField(default=b"")  # sealed: what was promised, in its author's words
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    aside_until = models.DateTimeField(null=True)
    let_go_at = models.DateTimeField(null=True)

    objects = OwedRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "post", "why"], name="owed_once")]
        indexes = [
            models.Index(
                fields=["member", "at"], condition=Q(settled_at__isnull=True, let_go_at__isnull=True), name="owed_open"
            ),
            models.Index(fields=["topic", "member"], condition=Q(settled_at__isnull=True), name="owed_in_topic"),
        ]


class Says(models.TextChoices):
    """What a sign says, as its author reads it."""

    READ = "read", _("has read your post")
    WITH = "with", _("is with you")


class Wait(models.Model):
    """How long first answers took to topics that were opened in one month: made by the worker from the topics.

    Seconds are null where so many of those topics are not answered that nobody can say.
    """

    month = models.DateField(unique=True)  # its first day, in the house's time zone
    topics = models.PositiveIntegerField()
    waiting = models.PositiveIntegerField()  # of these, still without an answer
    half = models.PositiveIntegerField(null=True)  # seconds within which half of them had their first answer
    nearly_all = models.PositiveIntegerField(null=True)  # and nineteen of twenty

    @property
    def title(self) -> str:
        """ "June 2026"."""
        return date_format(self.month, "F Y")

    @classmethod
    def lately(cls, months: int) -> list[Wait]:
        """The latest so many months, the oldest first. One query."""
        return list(Wait.objects.order_by("-month")[:months])[::-1]


class SignRows(models.QuerySet["Sign"]):
    """Signs as the author of the post, and nobody else, may see them."""

    def visible_to(self, author: Member) -> SignRows:
        own = theirs(author, "post__author")
        standing = Exists(Post.objects.visible_to(author).filter(pk=OuterRef("post_id")))
        return self.filter(own, in_sight(author, "member"), standing, hidden_at=None)

    def by(self, member: Member) -> SignRows:
        """What the member has said, also under a name for one topic."""
        return self.filter(theirs(member, "member"))


class Sign(models.Model):
    """One member's sign on one post. It has no words."""

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+", db_index=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    says = models.CharField(max_length=4, choices=Says)
    at = models.DateTimeField()
    hidden_at = models.DateTimeField(null=True)  # by a moderator, with all else its giver did

    objects = SignRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "member"], name="sign_once")]
