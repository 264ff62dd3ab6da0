"""All that a member wrote about what they keep, for changing a phrase in it wherever it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from leeward.bookmarks.models import Bookmark, Folder
from leeward.bookmarks.rules import NAME_MAX, NOTE_MAX
from leeward.members.models import Member


def texts_of(member: Member) -> Iterator[str]:
    """Every note and every folder's name. Two queries."""
    yield from (row.note for row in Bookmark.objects.filter(member=member).exclude(sealed_note=b""))
    yield from (folder.name for folder in Folder.objects.of(member))


def change(member: Member, changed: Callable[[str], str]) -> None:
    """In the transaction of whoever asks. What cannot be opened stays as it is."""
    for row in Bookmark.objects.filter(member=member).exclude(sealed_note=b""):
        if row.note and (said := changed(row.note)) != row.note:
            row.note = said[:NOTE_MAX]
            Bookmark.objects.filter(pk=row.pk).update(sealed_note=row.sealed_note)
    for folder in Folder.objects.of(member):
        if folder.name and (said := changed(folder.name)) != folder.name:
            folder.name = said[:NAME_MAX]
            Folder.objects.filter(pk=folder.pk).update(sealed_name=folder.sealed_name)
