"""What stands in a member's row of the house rules: numbers of their versions (`house.versions`)."""

from django.db import models


class Agreed(models.Model):
    """Which version they accepted, and when; and up to which they have read. See `agreeing`."""

    rules_accepted = models.PositiveIntegerField(default=0)
    rules_accepted_at = models.DateTimeField(null=True)
    rules_seen = models.PositiveIntegerField(default=0)

    class Meta:
        abstract = True
