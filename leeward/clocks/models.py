"""How long administrators chose to keep what; and that it was carried out."""

from django.db import models

from leeward.web.ids import new_ref

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


class Erased(models.Model):
    """Something that was erased here (`leeward.clocks.erased`): what kind of thing, a mark of its ref, and the day."""

    kind = models.CharField(max_length=12)
    mark = models.CharField(max_length=64)
    day = models.DateField()
    once = models.CharField(max_length=11, unique=True, default=new_ref)  # the same thing can be struck twice in a day
