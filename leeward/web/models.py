"""How often something was done lately, so that it can be slowed down."""

from django.db import models


class Tally(models.Model):
    """How often `key` happened in the window that began at `began_at`. The key is a digest: no name, no address."""

    key = models.CharField(max_length=64, primary_key=True)
    began_at = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["began_at"], name="tally_by_age")]
