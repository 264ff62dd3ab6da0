"""Pictures in texts that are not posted yet: only their writer sees them, and they stay as long as the draft."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from leeward.attachments.models import Attachment
from leeward.attachments.places import Place
from leeward.drafts.models import Draft, Version
from leeward.web.sealing import Unreadable
from leeward.words import pictures_named


def named(versions: Iterable[Version]) -> set[str]:
    """The refs of pictures in these versions. What cannot be unsealed names none."""
    found: set[str] = set()
    for version in versions:
        try:
            found.update(pictures_named(version.words.body))
        except Unreadable:
            continue
    return found


def in_draft(draft: Draft) -> list[Attachment]:
    """Those of its writer that any version of it names."""
    refs = named(draft.versions.select_related("draft"))
    return list(Attachment.objects.of(draft.member).filter(ref__in=refs)) if refs else []


def needed(pictures: Collection[Attachment]) -> set[int]:
    """Those in any version of an open draft. Opens the drafts of their owners, one after the other: for the worker."""
    owners = {one.owner_id for one in pictures}
    versions = Version.objects.filter(draft__member__in=owners, draft__posted_at=None).select_related("draft")
    refs = named(versions.iterator(chunk_size=50))
    return {one.pk for one in pictures if one.ref in refs}


DRAFTS = Place("draft", needed=needed)
