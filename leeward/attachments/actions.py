"""Adding a picture, and taking it away for good."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection
from functools import partial

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from leeward.attachments import files, making, places, rules
from leeward.attachments.models import Attachment, AttachmentRows, Shown
from leeward.attachments.receiving import FIELD, Arrived
from leeward.house.models import House
from leeward.members.models import Member
from leeward.web.ids import new_ref


def _must_be_right(field: str, sentence: str | None) -> None:
    if sentence:
        raise ValidationError({field: sentence})


def add(*, by: Member, house: House, arrived: Arrived | None, description: str, source: str, once: str) -> Attachment:
    """Keep a picture made anew from the file that came. On the disk when this returns.

    `source` is the text it goes into, `once` its sheet's number: the same file for the same sheet is one picture.
    Raises PermissionDenied while pictures are off, and ValidationError({"picture" or "described": sentence}).
    """
    if sentence := rules.why_not_add(house):
        raise PermissionDenied(sentence)
    _must_be_right(FIELD, rules.why_not_this_file(arrived))
    assert arrived is not None
    _must_be_right("described", rules.why_not_described(description))
    digest = _digest(by, arrived.content)
    if once and (made := Attachment.objects.filter(owner=by, once=once, digest=digest).first()):
        return made
    _must_be_right(FIELD, rules.why_not_one_more(source))
    if rules.A_DAY.reached(str(by.pk)):
        raise ValidationError({FIELD: rules.why_not_today(rules.A_DAY.times)})
    try:
        picture = making.make(arrived.content)
    except making.NotMade as wrong:
        raise ValidationError({FIELD: rules.why_not_made(wrong)}) from wrong
    ref = new_ref()
    try:
        files.keep(ref, picture.picture)
    except OSError as wrong:
        raise ValidationError({FIELD: rules.why_not_kept()}) from wrong
    return Attachment.objects.create(
        ref=ref, owner=by, width=picture.width, height=picture.height, once=once, digest=digest
    )


def _digest(by: Member, content: bytes) -> str:
    """Tells whether the same file came before, to whoever holds the secret, and nothing else."""
    return hmac.new(settings.SECRET_KEY.encode(), f"{by.pk}\0".encode() + content, hashlib.sha256).hexdigest()


def note_shown(pictures: Collection[Attachment], *, author: Member, place: str, target: int) -> None:
    """The text `target`, by `author`, now shows these. Called in the transaction that writes it.

    What it no longer shows may stay noted, for whether a picture is shown is asked of the text itself.
    """
    if not pictures:
        return
    Shown.objects.bulk_create(
        [Shown(attachment=picture, place=place, target=target) for picture in pictures], ignore_conflicts=True
    )
    ids = [picture.pk for picture in pictures if picture.owner_id != author.pk]
    Attachment.objects.filter(pk__in=ids).update(owner=author, once="", digest="")


def forget_member(member: Member) -> None:
    """Every picture of somebody who is being forgotten, under whatever name: rows now, files when the transaction
    stands. Before the rows of their other names go, or those pictures are found only by `forget` on each face."""
    forget_rows(Attachment.objects.of(member))


def forget(owner: Member, refs: Collection[str]) -> None:
    """These pictures of one member, wherever they stand. A text that still names one shows its description."""
    forget_rows(Attachment.objects.of(owner).filter(ref__in=list(refs)))


def let_go(pictures: Collection[Attachment]) -> None:
    """Those among them that no text needs any more, at once. Called after a draft or a post was thrown away."""
    kept = places.needed(pictures)
    forget_rows(Attachment.objects.filter(pk__in=[one.pk for one in pictures if one.pk not in kept]))


def forget_rows(rows: AttachmentRows) -> None:
    """Rows now, files as soon as the transaction stands: a row without its file is never seen."""
    with transaction.atomic():
        refs = list(rows.values_list("ref", flat=True))
        rows.delete()
        transaction.on_commit(partial(files.forget, refs))
