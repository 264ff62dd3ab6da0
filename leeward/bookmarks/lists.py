"""What a member keeps, as their list shows it: two queries, whatever the number."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from leeward.bookmarks.models import Bookmark, BookmarkRows, Folder
from leeward.bookmarks.rules import BOOKMARKS_MAX
from leeward.members.models import Member
from leeward.web import times
from leeward.words import first_words, passage_of

PAGE = 40  # on a page
FOUND_MAX = 100  # shown of a search
SHOWN = 240  # characters of a passage: as in a search


@dataclass(frozen=True)
class Line:
    """A bookmark as its owner may see it; `text` is "" where its post is not there for them to read."""

    bookmark: Bookmark
    note: str
    text: str

    @classmethod
    def of(cls, bookmark: Bookmark, most: int = SHOWN) -> Line:
        text = ""
        if bookmark.seen and bookmark.post:  # type: ignore[attr-defined]
            plain = bookmark.post.plain
            text = first_words((passage_of(plain, bookmark.passage) if bookmark.passage else "") or plain, most)
        return cls(bookmark, bookmark.note, text)

    @property
    def is_there(self) -> bool:
        return bool(self.bookmark.post and self.bookmark.seen)  # type: ignore[attr-defined]


Group = tuple[Folder | None, list[Line]]


def folders_of(member: Member) -> list[Folder]:
    """By name. One query."""
    return sorted(Folder.objects.of(member), key=lambda folder: folded(folder.name))


def page_of(member: Member, folder: Folder | None, page: int) -> tuple[list[Group], bool]:
    """(a page of the list, under its folders; whether there are more). One query."""
    first = (page - 1) * PAGE
    rows = list(Bookmark.objects.of(member).inside(folder).with_posts()[first : first + PAGE + 1])
    return grouped([Line.of(row) for row in rows[:PAGE]]), len(rows) > PAGE


def grouped(lines: list[Line]) -> list[Group]:
    """Under their folders, in the order they come."""
    return [(folder, list(together)) for folder, together in groupby(lines, key=lambda line: line.bookmark.folder)]


def found(member: Member, q: str) -> list[Group]:
    """Those with all the words in their note, in the passage kept, or in its topic's title. One query.

    Notes are sealed, so there is no index: all are opened and looked through, which for a thousand takes some 20 ms.
    """
    wanted = folded(q).split()
    lines = [line for row in _all(member) if (line := _matching(row, wanted))]
    return grouped(lines[:FOUND_MAX])


def _matching(row: Bookmark, wanted: list[str]) -> Line | None:
    text = title = ""
    if row.post and row.seen:  # type: ignore[attr-defined]
        text, title = row.post.plain, row.post.topic.title
        text = (passage_of(text, row.passage) if row.passage else "") or text
    looked_at = folded(f"{row.note}\n{text}\n{title}\n{row.folder.name if row.folder else ''}")
    return Line.of(row) if wanted and all(word in looked_at for word in wanted) else None


def _all(member: Member) -> BookmarkRows:
    return Bookmark.objects.of(member).with_posts()[:BOOKMARKS_MAX]


def folded(text: str) -> str:
    """A text as texts are compared: capitals and ways of writing an accent do not matter."""
    return unicodedata.normalize("NFKC", text).casefold()


def own_notes(member: Member) -> Iterator[dict[str, Any]]:
    """To take along: what the member wrote, and where it points; nothing of what others wrote."""
    for row in _all(member):
        yield {
            "address": row.address,
            "folder": row.folder.name if row.folder else "",
            "kept": times.stamp(row.kept_at),
            "note": row.note,
        }
