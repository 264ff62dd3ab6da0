"""How long administrators chose to keep what; and that it was carried out."""

from django.db import models

NAME_MAX = 20


class Chosen(models.Model):
    """So many days for one kind of thing. Without a row the house's own number holds."""

    name = models.CharField(max_length=NAME_MAX, unique=True)
    days = models.PositiveIntegerField()
    at = models.DateTimeField()


class Run(models.Model):
    """The last time that the worker looked, and what went."""

    name = models.CharField(max_length=NAME_MAX, unique=True)
    at = models.DateTimeField()
    went = models.PositiveIntegerField(default=0)  # in that run
    went_at = models.DateTimeField(null=True)  # the last run in which anything went
    in_all = models.PositiveBigIntegerField(default=0)
