"""Links of this very house that somebody pasted: they are marked, and filled when somebody reads.

Only a bare address becomes a citation, `/p/7Kq…/3` or with one of the house's hosts before it; a link with words of
its own stays one. What is stored is the address alone. Who wrote what stands there, and whether the reader may know of
it, is asked anew for each reader: `cited_in` says what a page cites, `fill` puts in what was found.
"""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from markdown_it.token import Token

from leeward.words.tokens import own_tokens

CITED_MAX = 20
"""Citations in one post; what comes after stays a plain link."""

_REF = r"[A-Za-z0-9]{11}"
_PATH = (
    rf"/p/(?P<post>{_REF})(?:/(?P<passage>[1-9][0-9]{{0,4}}))?"
    rf"|/t/(?P<topic>{_REF})(?:/(?P<number>[1-9][0-9]{{0,8}}))?"
    r"(?:#p(?P<at>[1-9][0-9]{0,8})(?:-(?P<part>[1-9][0-9]{0,4}))?)?"
)
_HOST = r"https?://(?P<host>[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::[0-9]{1,5})?"
_TYPED = re.compile(rf"(?<![\w/@.:#?=&%-])(?:{_HOST})?(?:{_PATH})(?![\w/#?=&%-]|\.\w)", re.IGNORECASE)
_MARKED = re.compile(r'<a class="cited(?P<apart> apart)?" href="(?P<href>/[pt]/[A-Za-z0-9/#-]+)">[^<]*</a>')
_ANY = re.compile(r"(?:https?://[^\s/]+)?/[pt]/[A-Za-z0-9]{11}(?![A-Za-z0-9])[^\s]*")


@dataclass(frozen=True)
class Cited:
    """What an address of this house points at: a post by its ref, or by its topic's ref and its number there.
    `passage` is 0 for the whole post."""

    post: str = ""
    topic: str = ""
    number: int = 0
    passage: int = 0

    @property
    def href(self) -> str:
        """The address, without a host."""
        if self.post:
            return f"/p/{self.post}" + (f"/{self.passage}" if self.passage else "")
        return f"/t/{self.topic}/{self.number}#p{self.number}" + (f"-{self.passage}" if self.passage else "")


def split_cited(text: str, hosts: Collection[str], left: int) -> list[str | list[Token]]:
    """The text cut at the addresses of this house typed in it, `left` at most. `hosts` as `is_host_of` takes them."""
    parts: list[str | list[Token]] = []
    position = 0
    for match in _TYPED.finditer(text) if "/p/" in text or "/t/" in text else ():
        if left and (match["host"] is None or is_host_of(match["host"], hosts)):
            parts += [text[position : match.start()], _token(match)]
            position, left = match.end(), left - 1
    return [*parts, text[position:]]


def cited_by(href: str, shown: str, hosts: Collection[str]) -> list[Token]:
    """The token of a link that shows nothing but its own address, or nothing."""
    match = _TYPED.fullmatch(href) if href == shown.strip() else None
    if match is None or (match["host"] is not None and not is_host_of(match["host"], hosts)):
        return []
    return _token(match)


def _token(match: re.Match[str]) -> list[Token]:
    return own_tokens("cited", match[0], cited=_meant(match))


def _meant(match: re.Match[str]) -> Cited:
    if match["post"]:
        return Cited(post=match["post"], passage=int(match["passage"] or 0))
    number = int(match["at"] or match["number"] or 1)  # a fragment says where in the page; none: its opening post
    return Cited(topic=match["topic"], number=number, passage=int(match["part"] or 0))


def is_host_of(host: str, hosts: Collection[str]) -> bool:
    """Whether a host is one of these: `example.org` itself, or any below `.example.org`."""
    host = host.lower().removesuffix(".")
    return any(host == one or (one.startswith(".") and (host == one[1:] or host.endswith(one))) for one in hosts)


def set_apart(children: list[Token]) -> None:
    """Says of each citation whether it has its line to itself: then it may be shown at length."""
    seen = [token for token in children if token.type != "text" or token.content.strip()]
    for index, token in enumerate(seen):
        if token.type == "cited":
            around = seen[index - 1 : index] + seen[index + 1 : index + 2]
            token.meta["apart"] = all(other.type in ("softbreak", "hardbreak") for other in around)


def cited_in(html: str) -> list[Cited]:
    """What a rendered post cites, in order. Nothing is looked for where nothing is marked."""
    return [_of(match) for match in _MARKED.finditer(html)] if 'class="cited' in html else []


def fill(html: str, shown: Callable[[Cited, bool], str | None]) -> str:
    """The HTML with each citation replaced by what `shown(cited, apart)` gives; None leaves the plain link."""

    def one(match: re.Match[str]) -> str:
        found = shown(_of(match), bool(match["apart"]))
        return match[0] if found is None else found

    return _MARKED.sub(one, html) if 'class="cited' in html else html


def _of(match: re.Match[str]) -> Cited:
    typed = _TYPED.fullmatch(match["href"])
    return _meant(typed) if typed else Cited()


def first_words(text: str, most: int) -> str:
    """The beginning of a passage on one line, cut between words; an address of a house in it is no word."""
    text = " ".join(_ANY.sub("…", text).split())
    if len(text) <= most:
        return text
    cut = text[: most - 1]
    return (cut.rpartition(" ")[0] if " " in cut[most // 2 :] else cut).rstrip(" ,;:–-") + " …"


def passage_of(plain: str, number: int) -> str:
    """Passage `number` of a post by its plain text, "" where there is none: passage k is its k-th paragraph."""
    paragraphs: Iterable[str] = plain.split("\n\n")
    return next((text for index, text in enumerate(paragraphs, 1) if index == number), "")
