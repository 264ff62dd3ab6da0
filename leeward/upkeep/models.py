"""The house in one week, in numbers."""

from __future__ import annotations

from datetime import date

from django.db import models


class Week(models.Model):
    """What was written and answered in the week that begins on `monday`, and what stood when it was last measured.

    Sizes are bytes, waits are seconds. Null: it was not measured then, or was of too few topics to say.
    """

    monday = models.DateField(primary_key=True)
    measured_at = models.DateTimeField()
    members = models.PositiveIntegerField()  # in, of those who are here now
    posts = models.PositiveBigIntegerField()  # written in it
    topics = models.PositiveIntegerField()  # opened in it, where every member may read
    half = models.PositiveIntegerField(null=True)  # within this half of them had their first answer
    slowest = models.PositiveIntegerField(null=True)  # the longest that one of them waited, or waits
    all_posts = models.PositiveBigIntegerField(null=True)
    drafts = models.PositiveIntegerField(null=True)
    database = models.PositiveBigIntegerField(null=True)
    pictures = models.PositiveBigIntegerField(null=True)
    backups = models.PositiveBigIntegerField(null=True)

    @classmethod
    def lately(cls, since: date) -> list[Week]:
        """From that day on, the oldest first."""
        return list(cls.objects.filter(monday__gte=since).order_by("monday"))

    @classmethod
    def latest(cls) -> Week | None:
        return cls.objects.order_by("-monday").first()
