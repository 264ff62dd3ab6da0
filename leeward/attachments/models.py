"""Pictures: the rows, and who may see which. Their bytes rest sealed in files of their own (see `files`)."""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from leeward.attachments import places
from leeward.members.aliases import theirs
from leeward.members.models import Member
from leeward.web.ids import new_ref


class AttachmentRows(models.QuerySet["Attachment"]):
    """Pictures as somebody may see them."""

    def visible_to(self, viewer: Member | None) -> AttachmentRows:
        """One's own, and those in a text that the viewer may see. One query, whatever the number of places."""
        seen = _own(viewer) if viewer else Q(pk__in=[])
        for name, targets in places.shown_to(viewer):
            here = Shown.objects.filter(attachment=OuterRef("pk"), place=name, target__in=targets)
            seen |= Q(Exists(here))
        return self.filter(seen)

    def of(self, owner: Member) -> AttachmentRows:
        """What this member added, also what stands under another name of theirs. A part of a query, like `theirs`."""
        return self.filter(_own(owner))

    def for_text(self, refs: list[str], *, by: Member, author: Member | None) -> AttachmentRows:
        """Those of the refs that may stand in a text of `by` under this name (None: a name not taken yet).

        A picture stands under one name only: seen under two, its address would say that both are one person.
        """
        fresh = Q(owner=by) if author == by else Q(owner=by) & ~Exists(Shown.objects.filter(attachment=OuterRef("pk")))
        return self.filter(fresh | Q(owner=author) if author else fresh, ref__in=refs)


def _own(member: Member) -> Q:
    return theirs(member, "owner")


class Attachment(models.Model):
    """A picture that somebody added. Neither its name nor anything else of the file that came is kept.

    `owner` is the name under which it stands: once a text under another name shows it, that name's face, so that no
    row leads from there to the member (see `leeward.members.aliases`).
    """

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="attachments", db_index=False)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    added_at = models.DateTimeField(default=timezone.now)
    # The sheet it was added to, and a keyed digest: the same form sent twice adds one picture.
    once = models.CharField(max_length=32, blank=True, default="")
    digest = models.CharField(max_length=64, blank=True, default="")
    unneeded_at = models.DateTimeField(null=True)  # since when the worker finds no text that shows it

    objects = AttachmentRows.as_manager()

    class Meta:
        indexes = [models.Index(fields=["owner", "once"], name="attachment_by_sheet")]


class Shown(models.Model):
    """In which text a picture stands: `target` is the id of a row of that `place`.

    It only leads there. Whether the text still shows the picture, and to whom, its own room answers.
    """

    attachment = models.ForeignKey(Attachment, on_delete=models.CASCADE, related_name="shown", db_index=False)
    place = models.CharField(max_length=20)
    target = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["attachment", "place", "target"], name="shown_once")]
        indexes = [models.Index(fields=["place", "target"], name="shown_there")]
