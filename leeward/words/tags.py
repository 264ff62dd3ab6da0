"""The grammar of one BBCode tag: where it ends, what it is called, what it carries.

A tag is `[name]`, `[/name]`, `[name=value]` or `[name key=value key="two words"]`, in any case. A tag never
holds a line break; a value in double quotes may hold square brackets, any other may not. Entities in values are
read, because boards of old wrote names with them and because `quote_source` writes brackets so.
Every search is bounded to a window of characters, so that reading all tags of a text costs linear time.
"""

import re
from html import unescape
from typing import NamedTuple

from leeward.words.clean import clean_text

WINDOW = 2200
"""Characters a tag may have: the longest address that browsers agree on, and some."""

CONTAINERS = {
    "quote": "quote",
    "spoiler": "fold",
    "fold": "fold",
    "hide": "fold",
    "list": "list",
    "ul": "list",
    "ol": "list",
    "center": "centre",
    "centre": "centre",
}
"""Tags that hold blocks, and what they are to us."""

ITEMS = frozenset({"*", "li"})
LITERAL = frozenset({"code", "pre", "nobbc", "noparse", "tt"})
"""Between these and their ends nothing is markup."""

FORMATS = {
    "b": "strong",
    "strong": "strong",
    "i": "em",
    "em": "em",
    "u": "u",
    "s": "s",
    "strike": "s",
    "del": "s",
    "sub": "sub",
    "sup": "sup",
}
DROPPED = frozenset(
    {
        "size",
        "color",
        "colour",
        "font",
        "left",
        "right",
        "justify",
        "align",
        "indent",
        "glow",
        "shadow",
        "member",
    }
)
"""Dress of old boards: a matched pair vanishes and its text stays."""

ASK = "ask"
"""Between this and its end stands what the author asks; the pair vanishes and its text stays."""

INLINE = frozenset(FORMATS) | DROPPED | {"url", ASK}
WHOLE = frozenset({"url", "img", "image", "email"})
"""These may hold an address between themselves and their ends."""

STRUCTURE = frozenset(CONTAINERS) | ITEMS | {"hr"}
CUTTING = STRUCTURE | LITERAL

_HEAD = re.compile(r"\[(/?)([a-z]{1,9}|\*)(?=[\]=\s])", re.IGNORECASE)
_REST = re.compile(r'((?:[^\[\]"\n]|"[^"\n]*")*)\]')
_PLAIN_REST = re.compile(r"([^\[\]\n]*)\]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_PAIR = re.compile(r"([a-z_]{1,16})=(?:\"([^\"]*)\"|(\S*))", re.IGNORECASE)


class Tag(NamedTuple):
    """A tag as it stands in the source: `value` is what follows the name, without the first `=`."""

    name: str
    closing: bool
    value: str
    start: int
    end: int


def tag_at(source: str, start: int, names: frozenset[str]) -> Tag | None:
    """The tag that begins at `start`, if there is one and it is called by one of `names`."""
    head = _HEAD.match(source, start)
    if head is None or head[2].lower() not in names:
        return None
    name, end = head[2].lower(), head.end()
    rest = _PLAIN_REST.match(source, end, end + WINDOW)
    if rest is None or rest[1].count('"') % 2:
        rest = _quoted_rest(source, end)
    if rest is None or (head[1] and rest[1].strip()):
        return None
    return Tag(name, bool(head[1]), rest[1].removeprefix("=").strip(), start, rest.end())


def _quoted_rest(source: str, start: int) -> re.Match[str] | None:
    """The rest of a tag with brackets inside double quotes; looked for within 300 characters only."""
    stop = source.find("\n", start, start + 300)
    window_end = min(len(source), start + 300) if stop < 0 else stop
    if source.find('"', start, window_end) < 0:
        return None
    return _REST.match(source, start, window_end)


def pairs_in(value: str) -> dict[str, str]:
    """The `key=value` pairs of a tag, keys in lower case, entities read; the first of a key counts."""
    pairs: dict[str, str] = {}
    for match in _PAIR.finditer(value):
        pairs.setdefault(match[1].lower(), tidy(match[2] if match[2] is not None else match[3]))
    return pairs


def tidy(value: str) -> str:
    """One line without surrounding quotes, entities read; what would turn the words after it around is gone."""
    value = value.strip()
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    return " ".join(clean_text(_TURNS.sub("", unescape(value))).split())
