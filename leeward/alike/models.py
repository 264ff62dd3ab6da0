"""What the worker made of texts so that they can be compared. It holds no words, and goes when the words go."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q

from leeward.boards.models import Post, own
from leeward.members.models import Member

WINDOW = 300  # of each theme, on each of its indexes, the newest so many are compared
NEWEST = 1_000  # and of all, so many: on a small board nothing is missed


class StoryRows(models.QuerySet["Story"]):
    """Openings of topics as somebody may find them."""

    def by_others(self, viewer: Member) -> StoryRows:
        """What the viewer may see and did not write, under whichever name."""
        return self.filter(_others(viewer))

    def of(self, opening: Post) -> Story | None:
        """What was made of a topic's opening, which the caller could see."""
        return self.filter(post=opening).first()

    def near(self, themes: tuple[int, ...]) -> StoryRows:
        """The newest that lean to any of these themes: a window, whatever the board's size."""
        return self.filter(_windows(Story.objects.all(), themes, ("first", "second", "third")))


class Story(models.Model):
    """What a topic's opening means. `vector` and `leans` are one byte a number (`meaning.packed`)."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="+")
    vector = models.BinaryField()
    leans = models.BinaryField()
    themes = models.BinaryField()  # those it leans to most, by number, a byte each; the first three stand here too:
    first = models.SmallIntegerField()
    second = models.SmallIntegerField()
    third = models.SmallIntegerField()

    objects = StoryRows.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["first", "-post"], name="story_by_first"),
            models.Index(fields=["second", "-post"], name="story_by_second"),
            models.Index(fields=["third", "-post"], name="story_by_third"),
        ]


def _others(viewer: Member) -> Exists:
    """The post is one that the viewer may see and did not write: asked of each row found, not of all posts."""
    return Exists(Post.objects.visible_to(viewer).exclude(own(viewer)).filter(pk=OuterRef("post_id")))


class PassageRows(models.QuerySet["Passage"]):
    """Paragraphs as somebody may find them."""

    def by_others(self, viewer: Member) -> PassageRows:
        return self.filter(_others(viewer))

    def near(self, themes: tuple[int, ...]) -> PassageRows:
        return self.filter(_windows(Passage.objects.all(), themes, ("first", "second")))


class Passage(models.Model):
    """What one paragraph of a post means, by its signs alone (`meaning.signs`): there are many."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="+")
    number = models.PositiveIntegerField()  # as in its address
    signs = models.BinaryField()
    first = models.SmallIntegerField()
    second = models.SmallIntegerField()

    objects = PassageRows.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["first", "-id"], name="passage_by_first"),
            models.Index(fields=["second", "-id"], name="passage_by_second"),
        ]


class Waiting(models.Model):
    """A post that was written or changed, and is still to be read."""

    post = models.OneToOneField(Post, on_delete=models.CASCADE, primary_key=True, related_name="+")


class CatchingUp(models.Model):
    """How far the worker has come with texts that were here before: from the newest back, openings first. One row.

    `stories` and `passages` are ids of posts: all with a smaller one are still to be read; 0: none is left.
    """

    version = models.PositiveIntegerField()
    stories = models.BigIntegerField()
    passages = models.BigIntegerField()

    @property
    def is_over(self) -> bool:
        return not (self.stories or self.passages)


def _windows(rows: models.QuerySet[models.Model], themes: tuple[int, ...], places: tuple[str, ...]) -> Q:
    """Each window is a walk along one index."""
    found = Q(pk__in=rows.order_by("-pk").values("pk")[:NEWEST])
    for theme in themes:
        for place in places:
            found |= Q(pk__in=rows.filter(**{place: theme}).order_by("-pk").values("pk")[:WINDOW])
    return found
