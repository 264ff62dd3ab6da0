"""Words taken away in one place go from drafts too: sealed versions opened, changed and sealed again."""

from collections.abc import Callable, Collection

from django.db.models import Q

from leeward.drafts.models import Draft, Version, VersionRows, mark_of_place
from leeward.drafts.words import Words
from leeward.members.models import Member
from leeward.web.sealing import Unreadable

Change = Callable[[Draft, Words], Words]
TRIES = 3  # its writer may be writing on it in the same instant


def rewrite(versions: VersionRows, change: Change) -> int:
    """Change what these versions say; how many said it. What no key opens any more stays sealed."""
    return sum(_rewrite_one(version, change) for version in versions.select_related("draft"))


def _rewrite_one(version: Version | None, change: Change) -> bool:
    for _try in range(TRIES):
        if version is None or (words := _opened(version)) is None:
            return False
        changed = change(version.draft, words)
        if changed == words:
            return False
        version.hold(changed)
        same = Version.objects.filter(pk=version.pk, revision=version.revision)
        if same.update(sealed=version.sealed):
            return True
        version = Version.objects.select_related("draft").filter(pk=version.pk).first()
    return False


def _opened(version: Version) -> Words | None:
    try:
        return version.words
    except Unreadable:
        return None


def count(versions: VersionRows, holds: Callable[[Words], bool]) -> tuple[int, int]:
    """(drafts, versions) whose words `holds` says yes to."""
    found = [version for version in versions.select_related("draft") if (words := _opened(version)) and holds(words)]
    return len({version.draft_id for version in found}), len(found)


def of(member: Member) -> VersionRows:
    """Every version of every draft of a member's own."""
    return Version.objects.filter(draft__member=member)


def meant_for(kind: str, targets: Collection[str]) -> VersionRows:
    """Whosever they are. Where a draft is meant for rests sealed, so each of that kind is opened: 10 microseconds."""
    drafts = Draft.objects.filter(kind=kind).only("member_id", "once", "sealed_target")
    return Version.objects.filter(draft__in=[draft.pk for draft in drafts if _target(draft) in targets])


def _target(draft: Draft) -> str | None:
    try:
        return draft.target
    except Unreadable:
        return None


def forget(member: Member, onces: Collection[str], edits: Collection[str], kind: str = "edit") -> None:
    """Drop the drafts that were posted by these forms, their copies, and what was begun as a change (of that kind of
    text) to these posts.

    A draft that was posted says where: kept, it would tell whose a post is that no longer bears a name.
    """
    rows = Draft.objects.filter(member=member)
    posted = [draft.pk for draft in rows.exclude(posted_at=None) if draft.post_once in onces]
    places = [mark_of_place(member.pk, kind, ref) for ref in edits]
    rows.filter(Q(pk__in=posted) | Q(fork_of__in=posted) | Q(place__in=places)).delete()
