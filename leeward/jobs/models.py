"""One row per piece of work put off, and one per piece that is regular."""

from django.db import models


class Job(models.Model):
    """`kind` names a function in the worker's table; `detail` is its argument. Holds nobody's words."""

    kind = models.CharField(max_length=40)
    detail = models.JSONField(default=dict)
    due_at = models.DateTimeField()
    claimed_until = models.DateTimeField(null=True)
    attempts = models.PositiveIntegerField(default=0)
    failed_at = models.DateTimeField(null=True)  # given up after too many attempts; an operator may look

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=models.Q(failed_at__isnull=True), name="job_due"),
        ]


class Turn(models.Model):
    """Whose turn some regular work is: until that moment it is one worker's, or done; from then on anybody's."""

    name = models.CharField(max_length=80, primary_key=True)
    until = models.DateTimeField()
