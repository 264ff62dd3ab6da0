"""To whom a board is open: the one condition for "may read", and the one for "may write"."""

from __future__ import annotations

from django.db import models
from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext_lazy as _

from leeward.boards.restrained import is_free
from leeward.members.models import Member


class Who(models.TextChoices):
    """Whom a board is open to."""

    EVERYONE = "everyone", _("Everyone, signed in or not")
    MEMBERS = "members", _("Members")
    APPROVED = "approved", _("Members whom a moderator has approved")
    CIRCLE = "circle", _("Members of one circle")


class VersionsShown(models.TextChoices):
    """Who sees what a post said before it was changed."""

    AUTHOR = "author", _("Only whoever wrote the post")
    READERS = "readers", _("Everyone who may read the board")


def _open_to(viewer: Member | None, field: str, board: str = "") -> Q:
    """Boards whose readers or writers (`field`) include the viewer; `board` is the path to them ("board__")."""
    everyone = Q(**{f"{board}{field}": Who.EVERYONE})
    if viewer is None or viewer.admitted_at is None:
        return everyone if field == "readers" else Q(pk__in=[])
    if viewer.is_moderator:
        return Q()
    allowed = everyone | Q(**{f"{board}{field}": Who.MEMBERS})
    if viewer.approved_at:
        allowed |= Q(**{f"{board}{field}": Who.APPROVED})
    circles = Member.circles.through.objects.filter(member_id=viewer.pk).values("circle_id")
    return allowed | Q(**{f"{board}{field}": Who.CIRCLE, f"{board}{field}_circle__in": circles})


def readable_by(viewer: Member | None, board: str = "") -> Q:
    """The one condition for "may read": every query that reaches a board, topic or post passes through it."""
    return _open_to(viewer, "readers", board)


def may_write(viewer: Member | None, board: str = "") -> Case | Value:
    """For `annotate`: the viewer is among the board's writers. What a lock says is another rule."""
    condition = _open_to(viewer, "writers", board)
    if viewer and viewer.admitted_at and not viewer.is_moderator:
        condition &= is_free(viewer, board)
    if not condition:
        return Value(True, output_field=models.BooleanField())
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=models.BooleanField())
