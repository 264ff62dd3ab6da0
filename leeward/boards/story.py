"""A story: what one member wrote in one or several topics that go on from each other, to be read as one.

Its posts are those with `in_story_at`, all by the author of their topic: the opening post of each topic, and updates.
All its topics stand under one name, so that a story joins no two names.
"""

from django.db import models


class Story(models.Model):
    """One row for each topic with an update, or for several topics that go on from each other."""

    recap = models.TextField(blank=True, default="")  # the author's few words for who comes to it late, as typed
    recap_at = models.DateTimeField(null=True)  # when it was last written, or emptied
