"""What one member has of a topic or a board: how far they read, whether they follow it, what they marked as read."""

from __future__ import annotations

from django.db import models
from django.db.models import OuterRef
from django.utils.translation import gettext_lazy as _

from leeward.members.aliases import theirs
from leeward.members.models import Member
from leeward.web.looking import is_there


class Reading(models.Model):
    """How far one member has read one topic, and where in a long post they stopped."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    topic = models.ForeignKey("boards.Topic", on_delete=models.CASCADE, related_name="readings", db_index=False)
    seen_number = models.PositiveIntegerField(default=0)  # every post up to this one has been on the screen
    at_number = models.PositiveIntegerField(default=0)  # the post last read in
    at_passage = models.PositiveIntegerField(default=0)  # and the paragraph within it
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "member"], name="reading_once")]
        indexes = [models.Index(fields=["member", "-read_at"], name="reading_lately")]


class Followed(models.TextChoices):
    """How much of a topic somebody wants to be told of."""

    ALL = "all", _("every post")
    UPDATES = "updates", _("updates in the story")  # also in topics with which it goes on later
    NOTHING = "nothing", _("nothing")  # said once, so that answering there does not begin it anew


class SubscriptionRows(models.QuerySet["Subscription"]):
    """What a member follows."""

    def of(self, member: Member) -> SubscriptionRows:
        """Also under the names that they took for one topic."""
        return self.filter(theirs(member, "member"))

    def said_by(self, member: Member) -> SubscriptionRows:
        """What the member said, also that they follow nothing, of topics that they may see."""
        from leeward.boards.models import Topic  # that file imports this one, so that Django finds these rows

        return self.of(member).filter(is_there(Topic.objects.visible_to(member).filter(pk=OuterRef("topic_id"))))

    def visible_to(self, member: Member) -> SubscriptionRows:
        """What the member follows, where they may see the topic."""
        return self.said_by(member).exclude(what=Followed.NOTHING)

    def older_than(self, pk: int) -> SubscriptionRows:
        """For the next page."""
        return self.filter(pk__lt=pk)


class Subscription(models.Model):
    """A member follows a topic, or has said that they do not want to. Whoever writes in one follows it from then on.

    It belongs to the name under which its owner writes there.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    topic = models.ForeignKey("boards.Topic", on_delete=models.CASCADE, related_name="+", db_index=False)
    what = models.CharField(max_length=8, choices=Followed, default=Followed.ALL)
    since = models.DateTimeField()

    objects = SubscriptionRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "member"], name="subscription_once")]
        indexes = [models.Index(fields=["member", "-id"], name="subscription_newest")]


class CaughtUp(models.Model):
    """A member marked one board as read: all that was written on it before this moment."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    board = models.ForeignKey("boards.Board", on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "board"], name="caught_up_once")]


class StoryReading(models.Model):
    """How far one member has read one story, as one text: up to this post, at that moment."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    story = models.ForeignKey("boards.Story", on_delete=models.CASCADE, related_name="+")
    seen = models.BigIntegerField(default=0)  # a post's id
    read_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "story"], name="story_reading_once")]
