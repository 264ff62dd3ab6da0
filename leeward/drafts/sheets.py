"""The sheet a page lays out: what was kept for this place, or a fresh one; and what its form carries along."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import OuterRef, QuerySet, Subquery

from leeward.drafts.keeping import Kept
from leeward.drafts.models import Version, mark_of_place
from leeward.drafts.tokens import Park, new_once
from leeward.drafts.words import Words
from leeward.members.models import Member
from leeward.members.ready import Ready

AT_ONCE = 20  # drafts of one member for one place that are looked at


@dataclass(frozen=True)
class Sheet:
    """What a composer's form needs to know beside the words."""

    park: Park
    words: Words
    revision: int = 0  # what is kept; 0: nothing yet
    step: int = 0
    kept_at: datetime | None = None
    ref: str = ""  # of the draft, where there is one
    others: int = 0  # more drafts for the same place
    mark: str = ""  # how the place stood when this page was shown: see Kind.meanwhile
    was_put_back: bool = False  # the words come from a draft, not from this page

    @property
    def token(self) -> str:
        return self.park.token()


def lay_out(
    member: Member,
    kind: str,
    target: str,
    *,
    fresh: Words | None = None,
    once: str = "",
    asked: str = "",
    mark: str = "",
) -> Sheet:
    """The newest draft for this place (or the one `asked` for by its ref), else a fresh sheet. One query.

    `fresh` is what a fresh sheet says; `once` its number, where the kind gives one (an edit of the same text
    has the same number in every tab).
    """
    versions = _open_drafts(member, kind, target)
    version = next((one for one in versions if one.draft.ref == asked), versions[0] if versions else None)
    if version is None:
        return Sheet(Park(member.pk, kind, target, once or new_once()), fresh or Words(), mark=mark)
    words = version.words
    blank = words.is_blank()
    return Sheet(
        park=Park(member.pk, kind, target, version.draft.once),
        words=(fresh or Words()).after(words) if blank else words,
        revision=version.revision,
        kept_at=version.kept_at,
        ref=version.draft.ref,
        others=len(versions) - 1,
        mark=mark,
        was_put_back=not blank,
    )


def _open_drafts(member: Member, kind: str, target: str) -> list[Version]:
    """The newest version of each, the one kept last first."""
    return _versions.rows(member, mark_of_place(member.pk, kind, target))


@Ready
def _versions(member: Member, place: str) -> QuerySet[Version]:
    newest = Version.objects.filter(draft=OuterRef("draft")).order_by("-revision").values("pk")[:1]
    rows = Version.objects.filter(draft__member=member, draft__place=place, draft__posted_at=None, pk=Subquery(newest))
    return rows.select_related("draft").order_by("-kept_at")[:AT_ONCE]


def after(park: Park, kept: Kept | None, words: Words, *, step: int = 0, mark: str = "") -> Sheet:
    """The sheet once a form arrived: shown again, it is a new page of the same draft."""
    if kept is None:
        return Sheet(replace(park), words, mark=mark)
    return Sheet(
        park=Park(park.member_id, park.kind, park.target, kept.draft.once),
        words=words,
        revision=kept.version.revision,
        step=step,
        kept_at=kept.version.kept_at,
        ref=kept.draft.ref,
        mark=mark,
    )
