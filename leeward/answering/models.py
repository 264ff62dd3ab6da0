"""Signs: somebody has read a post, or is with its author."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from leeward.boards.models import Post
from leeward.members.aliases import faces_of
from leeward.members.models import Member
from leeward.members.sight import in_sight
from leeward.web.ids import new_ref


class Says(models.TextChoices):
    """What a sign says, as its author reads it."""

    READ = "read", _("has read your post")
    WITH = "with", _("is with you")


class SignRows(models.QuerySet["Sign"]):
    """Signs as the author of the post, and nobody else, may see them."""

    def visible_to(self, author: Member) -> SignRows:
        own = Q(post__author=author) | Q(post__author__in=faces_of(author))
        return self.filter(own, in_sight(author, "member"), post__in=Post.objects.visible_to(author))

    def by(self, member: Member) -> SignRows:
        """What the member has said, also under a name for one topic."""
        return self.filter(Q(member=member) | Q(member__in=faces_of(member)))


class Sign(models.Model):
    """One member's sign on one post. It has no words."""

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+", db_index=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    says = models.CharField(max_length=4, choices=Says)
    at = models.DateTimeField()

    objects = SignRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "member"], name="sign_once")]
