"""Who is writing a first answer at the moment: so that two people do not leave a third waiting.

A hold keeps nobody from answering. It lapses by itself, is let go by a press, and ends when its member posts there.
Others learn that somebody writes and never who: that would tell who is here, and shame whom the words fail.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.utils import timezone

from leeward.members.aliases import theirs
from leeward.members.models import Member
from leeward.members.sight import in_sight
from leeward.web.statements import take_out

HELD_FOR = timedelta(hours=2)  # reading a long story and writing a long answer takes an evening's first half


class AnsweringRows(models.QuerySet["Answering"]):
    """Holds that have not lapsed."""

    def standing(self) -> AnsweringRows:
        return self.filter(until__gt=Now())

    def by_others(self, viewer: Member) -> AnsweringRows:
        """Somebody else's, as the viewer may know of them. Not those in the viewer's own topics: a hold that lapses
        would be one more thing that did not come."""
        rows = self.standing().filter(in_sight(viewer, "member")).exclude(member=viewer)
        return rows.exclude(theirs(viewer, "topic__author"))


class Answering(models.Model):
    """One member is writing to whoever began one topic."""

    topic = models.ForeignKey("boards.Topic", on_delete=models.CASCADE, related_name="+", db_index=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    until = models.DateTimeField()

    objects = AnsweringRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["topic", "member"], name="answering_once")]


def is_held_by(viewer: Member, topic: str = "pk") -> Exists:
    """For `annotate`: the viewer said that they are writing there."""
    return Exists(Answering.objects.standing().filter(member=viewer, topic=OuterRef(topic)))


def is_held_by_others(viewer: Member, topic: str = "pk") -> Exists:
    """For `annotate`: somebody else did."""
    return Exists(Answering.objects.by_others(viewer).filter(topic=OuterRef(topic)))


def release(*, by: Member, topic_id: int) -> None:
    """They have posted there, or said that they are not writing any more."""
    take_out(Answering, {"member_id": by.pk, "topic_id": topic_id})


def sweep() -> int:
    """Forget who once meant to write; how many. Done by the worker."""
    return Answering.objects.filter(until__lte=timezone.now()).delete()[0]
