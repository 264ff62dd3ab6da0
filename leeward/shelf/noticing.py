"""What in a post could stand on the shelf: its links, numbers, ISBNs and titles, found by rule on this machine."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from leeward.boards.models import Post
from leeward.shelf.meeting import isbn_of, isbns_in
from leeward.shelf.models import Kind
from leeward.shelter.identity import look

FOUND_MAX = 20  # offered of one post
# A title begins with a capital or a figure, between quotation marks, on one line.
_TITLE = re.compile(r"[“„«\"‘](?=[^\W_])([^“”„«»\"\n]{2,80})[”“»\"’]")
_BROADCAST = re.compile(
    r"podcast|episode|radio|broadcast|documentary|film|video|hörspiel|sendung|émission", re.IGNORECASE
)
_NEAR = 60  # characters before a title in which the word that says what it is stands


@dataclass(frozen=True)
class Noticed:
    """One thing that the form can begin with."""

    kind: str
    what: str
    address: str = ""


class _Own(HTMLParser):
    """The post's own links, each with its text; what stands in quotations is others'."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.depth = 0
        self.links: list[tuple[str, str]] = []
        self.href, self.text = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "blockquote":
            self.depth += 1
        elif tag == "a" and not self.depth:
            self.href, self.text = dict(attrs).get("href") or "", ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "blockquote":
            self.depth -= 1
        elif tag == "a" and self.href.startswith(("http://", "https://")):
            self.links.append((self.href, " ".join(self.text.split())))
            self.href = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def noticed_in(post: Post) -> list[Noticed]:
    """In the order links, numbers, ISBNs, titles; each once. Some 50 ms for 2,000 words: for rare pages only."""
    own = _Own()
    own.feed(post.html)
    links = [Noticed(Kind.LINK, "" if "://" in text or text in href else text[:150], href) for href, text in own.links]
    isbns = isbns_in(post.plain)
    phones = [find.text for find in look(post.plain) if find.kind == "phone" and not isbn_of(find.text)]
    numbers = [Noticed(Kind.PHONE, "", number) for number in phones if not any(number in isbn for isbn in isbns)]
    books = [Noticed(Kind.BOOK, "", isbn) for isbn in isbns]
    return list(dict.fromkeys([*links, *numbers, *books, *_titles(post.plain)]))[:FOUND_MAX]


def _titles(plain: str) -> list[Noticed]:
    found = []
    for match in _TITLE.finditer(plain):
        title = match[1].strip()
        if (title[0].isupper() or title[0].isdigit()) and not title.endswith((".", "?", ",", "!")):
            near = plain[max(0, match.start() - _NEAR) : match.start()]
            found.append(Noticed(Kind.BROADCAST if _BROADCAST.search(near) else Kind.BOOK, title))
    return found
