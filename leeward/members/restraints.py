"""What keeps a member from something, for a time or until it is taken back: set by decisions (`moderation`),
and by its own bearer, who took back their consent (`consents`)."""

from django.db import models
from django.db.models import Q


class From(models.TextChoices):
    """What it keeps somebody from."""

    WRITING = "writing"  # on boards, and from asking members for a private word; they read on
    ELSEWHERE = "boards"  # writing, but on the boards named (`boards.restrained`)
    AT_ONCE = "at_once"  # their posts wait until somebody has read them
    THE_HOUSE = "house"  # all but their own words, and what was decided about them


class Restraint(models.Model):
    """`member` is the account, or the name for one topic, that the decision was about. It binds whoever bears it, and
    no row says who that is: they are found by the owner's own mark (`restrained`)."""

    member = models.ForeignKey("members.Member", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=From)
    until = models.DateTimeField(null=True)
    decision = models.CharField(max_length=11, unique=True)  # its ref, or the consent's

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=["writing", "boards", "at_once", "house"]), name="restraint_is_one"
            )
        ]
