"""What stands on the shelf, and who recommended it where."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from leeward.boards.models import Post, own
from leeward.members.models import Member
from leeward.web.ids import new_ref
from leeward.web.looking import is_there


class Kind(models.TextChoices):
    """What is recommended, in the order in which it is offered."""

    LINK = "link", _("A page to read")
    BOOK = "book", _("A book")
    BROADCAST = "broadcast", _("Something to listen to or watch")
    PHONE = "phone", _("A number to call")


class EntryRows(models.QuerySet["Entry"]):
    """What stands on the shelf, as somebody may see it."""

    def visible_to(self, viewer: Member) -> EntryRows:
        """Recommended in at least one post that the viewer may read."""
        return self.filter(Exists(Recommendation.objects.visible_to(viewer).filter(entry=OuterRef("pk"))))

    def recommended(self, viewer: Member, **where: str) -> EntryRows:
        """Of these, those that a post which the viewer may read recommends so: by language, by country."""
        return self.filter(Exists(Recommendation.objects.visible_to(viewer).filter(entry=OuterRef("pk"), **where)))


class Entry(models.Model):
    """One thing. Several recommendations of it meet here by `key`, which is no word: see `meeting.key_of`."""

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    kind = models.CharField(max_length=9, choices=Kind)
    key = models.CharField(max_length=32)
    said_dead_at = models.DateTimeField(null=True)  # a member says that it does not work any more
    dead_at = models.DateTimeField(null=True)  # whoever recommended it, or a moderator, says so too
    works_at = models.DateTimeField(null=True)  # or has found that it works

    objects = EntryRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="entry_once")]


class RecommendationRows(models.QuerySet["Recommendation"]):
    """Recommendations, as somebody may see them: as far as they may see the posts."""

    def visible_to(self, viewer: Member) -> RecommendationRows:
        return self.filter(is_there(Post.objects.visible_to(viewer).filter(pk=OuterRef("post_id"))))

    def of(self, member: Member) -> RecommendationRows:
        """In the member's own posts, under whichever name. For the member's own eyes only."""
        return self.filter(post__in=Post.objects.filter(own(member)).values("pk"))

    def with_posts(self) -> RecommendationRows:
        rows = self.select_related("post__author", "post__topic")
        return rows.defer("post__html", "post__source", "post__plain").order_by("entry_id", "pk")


class Recommendation(models.Model):
    """One post recommends it. By whom is not kept here: it is who wrote the post, under the name that stands there."""

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="recommendations", db_index=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    what = models.CharField(max_length=150)  # its title, or whose number it is
    address = models.CharField(max_length=500, blank=True, default="")  # of a page, a number, an ISBN
    why = models.CharField(max_length=200, blank=True, default="")
    language = models.CharField(max_length=8, blank=True, default="")
    country = models.CharField(max_length=60, blank=True, default="")
    gathered_at = models.DateTimeField(null=True)  # by a moderator, from somebody else's post
    at = models.DateTimeField()

    objects = RecommendationRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "post"], name="recommended_once")]
