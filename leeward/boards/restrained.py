"""The boards on which somebody who is limited may still write, and what that means for writing."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from leeward.members.models import Member
from leeward.members.restrained import standing_for
from leeward.members.restraints import From


class WritesOn(models.Model):
    """A restraint leaves this board open."""

    restraint = models.ForeignKey("members.Restraint", on_delete=models.CASCADE, related_name="+", db_index=False)
    board = models.ForeignKey("boards.Board", on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["restraint", "board"], name="writes_on_once")]


def is_free(owner: Member, board: str = "") -> Q:
    """The condition "nothing keeps the owner from writing on this board"; `board` is the path to it ("board__")."""
    limited = standing_for(owner, From.ELSEWHERE)
    left_open = WritesOn.objects.filter(restraint__in=limited.values("pk"), board=OuterRef(f"{board}pk"))
    stopped = standing_for(owner, From.WRITING, From.THE_HOUSE)
    return Q(~Exists(stopped)) & (Q(~Exists(limited)) | Q(Exists(left_open)))
