"""Posting what was written: once, however often it is sent."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.drafts.keeping import Kept
from leeward.drafts.kinds import kind_of
from leeward.drafts.models import Draft, DraftRows, from_sheet
from leeward.drafts.words import Words
from leeward.members.models import Member
from leeward.members.ready import Ready
from leeward.web.statements import store

TWINS = timedelta(hours=1)  # the same text for the same place within this time ...
LONG = 80  # characters: ... is the same post, if it is that long; a short one, if its page was open before the first


class PostedBefore(Exception):
    """The same sheet was posted already, in other words: the writer chooses (`kept` is what came now)."""

    def __init__(self, kept: Kept, earlier: Draft) -> None:
        super().__init__()
        self.kept, self.earlier = kept, earlier


def publish(kept: Kept, *, by: Member, anyway: bool = False) -> str:
    """Post the words that were kept; the address they have. The post and our note of it are one transaction.

    Raises PostedBefore (unless `anyway`), and what the kind's own action raises.
    """
    kind = kind_of(kept.park.kind)
    if kind is None:
        raise PermissionDenied(_("There is no place for this text any more."))
    digest = kept.words.digest(kept.park.place())
    with transaction.atomic():
        # One member posts one thing at a time: two tabs in the same instant come one after the other. Not their key:
        # on PostgreSQL two who write to one another, each with a notice to the other, would wait for each other.
        _alone.rows(by)
        draft: Draft | None = _own.first(by, kept.draft.pk)
        if draft is None:
            raise Draft.DoesNotExist
        if draft.posted_at and draft.digest == digest:
            return draft.posted_to
        if twin := _twin(kept, digest, by, adds=kind.adds):
            address = twin.posted_to
        else:
            earlier = _earlier(draft, by)
            if earlier and not anyway:
                raise PostedBefore(kept, earlier)
            address = kind.post(by, draft.target, kept.words, draft.post_once)
        if not kind.stays:
            Draft.objects.filter(member=by, place=draft.place).delete()
            return address
        _note(draft, address, digest)
        return address


def write_over(kept: Kept, earlier: Draft, *, by: Member) -> str:
    """The writer chose: what was posted before now says this."""
    kind = kind_of(earlier.kind)
    if kind is None or kind.change is None:
        raise PermissionDenied(_("This cannot be changed any more."))
    with transaction.atomic():
        address = kind.change(by, earlier.post_once, kept.words)
        _note(kept.draft, address, kept.words.digest(kept.park.place()))
        return address


def _note(draft: Draft, address: str, digest: str) -> None:
    draft.posted_at, draft.posted_to, draft.digest = timezone.now(), address, digest
    store(draft, "posted_at", "sealed_address", "digest")


def _twin(kept: Kept, digest: str, by: Member, *, adds: bool) -> Draft | None:
    """The same words for the same place: from another tab, or written again because they seemed lost.

    "Thank you." twice is two posts, where the second page was opened after the first was posted. A change may say again
    what stood there before another change: only the same sheet, in another tab, is the same change.
    """
    since = timezone.now() - TWINS
    if len(kept.words.body.strip()) < LONG:
        since = max(kept.park.shown_at, since)
    draft = kept.draft
    root = None if adds else draft.fork_of_id or draft.pk
    found: Draft | None = _same.first(by, draft.place, digest, since, draft.pk, root)
    return found


def _earlier(draft: Draft, by: Member) -> Draft | None:
    """What was posted from this sheet, or from its copy in another tab."""
    return draft if draft.posted_at else posted_beside(draft, by)


def posted_beside(draft: Draft, by: Member) -> Draft | None:
    """The last that was posted from the same sheet in another tab. One query."""
    found: Draft | None = _family.first(by, draft.fork_of_id or draft.pk, draft.pk)
    return found


@Ready
def _alone(by: Member) -> QuerySet[Any, Any]:
    return Member.objects.select_for_update(no_key=True).filter(pk=by.pk).values_list("pk")


@Ready
def _own(by: Member, draft: int) -> DraftRows:
    return Draft.objects.filter(pk=draft)


@Ready
def _same(by: Member, place: str, digest: str, since: datetime, but: int, root: int | None) -> DraftRows:
    rows = Draft.objects.filter(member=by, place=place, digest=digest, posted_at__gte=since).exclude(pk=but)
    return (rows if root is None else rows.filter(from_sheet(root))).order_by("posted_at")[:1]


@Ready
def _family(by: Member, root: int, but: int) -> DraftRows:
    rows = Draft.objects.filter(from_sheet(root), member=by).exclude(pk=but).exclude(posted_at=None)
    return rows.order_by(F("posted_at").desc())[:1]


def said(draft: Draft) -> Words:
    """The words a draft holds now, or held when it was posted."""
    newest = draft.versions.select_related("draft").order_by("-revision").first()
    return newest.words if newest else Words()
