"""Cuts a source into pieces: text for the Markdown parser, and the BBCode that holds blocks around it.

One pass from left to right, never recursive. Only tags that have their partner count; any other stays in the
text as it was typed. An opening tag whose container is closed over its head counts as unmatched too, so crossed
tags do no harm. Nothing inside code is looked at.
"""

import re
from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from leeward.words.code import Backticks
from leeward.words.tags import CONTAINERS, CUTTING, ITEMS, LITERAL, Tag, tag_at

DEEPEST = 8
"""Containers within containers that are kept apart; what lies deeper is set flat, with all its words."""

_INTEREST = re.compile(r"\\.|`+|\[(?=[/*a-zA-Z])", re.DOTALL)

_LINE_REST = re.compile(r"[ \t]*(?:\n|\Z)")


class Piece(NamedTuple):
    """`kind` is "text", "open", "close", "item", "code", "rule" or "flat" (a quote too deep to nest).

    `name` is what the container is to us ("quote", "fold", "list", "centre"); `value` the text, or the tag's value.
    """

    kind: str
    name: str
    value: str


def cut(source: str) -> list[Piece]:
    """The pieces of `source` in order; their texts, with the tags between them, are the source again."""
    fences: deque[int] = deque()
    found = list(_tags(source, fences))
    matched = _matched([item for item in found if isinstance(item, Tag)])
    pieces: list[Piece] = []
    stack: list[str] = []
    position = 0
    for item in found:
        made = _piece(item, stack, matched)
        if made is None:
            continue
        start, end = (item.start, item.end) if isinstance(item, Tag) else (item[0], item[1])
        pieces.append(Piece("text", "", _harmless(source, position, start, fences)))
        position = end
        pieces += _kept(made, stack)
    pieces.append(Piece("text", "", _harmless(source, position, len(source), fences)))
    return [piece for piece in pieces if piece.kind != "text" or piece.value.strip()]


def containers(source: str) -> list[Tag]:
    """The tags of containers that have their partner, in order, however deep: each opens or closes one."""
    tags = [item for item in _tags(source, deque()) if isinstance(item, Tag)]
    matched = _matched(tags)
    return [tag for tag in tags if tag.start in matched]


Literal = tuple[int, int, str]


def _tags(source: str, open_fences: deque[int]) -> Iterator[Tag | Literal]:
    """Every structural tag outside code, and each block of literal text as (start, end, content).

    Fences that nothing closes are noted in `open_fences`, so that the parser can be kept from them.
    """
    backticks = Backticks(source)
    lowered_has: dict[str, bool] = {}
    position = 0
    while (found := _INTEREST.search(source, position)) is not None:
        position = found.end()
        if found[0][0] == "`":
            position = _past_code(backticks, found, open_fences)
        elif found[0] == "[" and (tag := tag_at(source, found.start(), CUTTING)) is not None:
            position = tag.end
            if tag.name not in LITERAL:
                yield tag
            elif not tag.closing and (end := _literal_end(source, tag, lowered_has)) is not None:
                position = end[1]
                if _is_block(source, tag, end):
                    yield tag.start, end[1], source[tag.end : end[0]]


def _past_code(backticks: Backticks, run: re.Match[str], open_fences: deque[int]) -> int:
    """The offset to read on from after a run of backticks: past the code it opens, if it opens any."""
    if backticks.is_fence(run.start(), run.end()):
        end = backticks.fence_end(run.start(), run.end())
        if end is None:
            open_fences.append(run.start())
    else:
        end = backticks.span_end(run.start(), run.end())
    return run.end() if end is None else end


def _literal_end(source: str, tag: Tag, seen_none: dict[str, bool]) -> tuple[int, int] | None:
    """Where the end tag of a literal begins and ends. A failed search is remembered: it would fail again."""
    if seen_none.get(tag.name):
        return None
    match = re.compile(rf"\[/{tag.name}\]", re.IGNORECASE).search(source, tag.end)
    if match is None:
        seen_none[tag.name] = True
        return None
    return match.start(), match.end()


def _is_block(source: str, tag: Tag, end: tuple[int, int]) -> bool:
    """Code is a block of its own if it has several lines or stands alone on its line."""
    if tag.name not in ("code", "pre"):
        return False
    if "\n" in source[tag.end : end[0]]:
        return True
    before = tag.start
    while before and source[before - 1] in " \t":
        before -= 1
    return (before == 0 or source[before - 1] == "\n") and _LINE_REST.match(source, end[1]) is not None


def _matched(tags: list[Tag]) -> set[int]:
    """The start offsets of the container tags that have their partner, each nearest to its own kind."""
    matched: set[int] = set()
    stack: list[Tag] = []
    waiting: dict[str, int] = {}
    for tag in tags:
        if tag.name not in CONTAINERS:
            continue
        if not tag.closing:
            stack.append(tag)
            waiting[tag.name] = waiting.get(tag.name, 0) + 1
        elif waiting.get(tag.name):
            while (opener := stack.pop()).name != tag.name:
                waiting[opener.name] -= 1
            waiting[tag.name] -= 1
            matched |= {opener.start, tag.start}
    return matched


def _piece(item: Tag | Literal, stack: list[str], matched: set[int]) -> Piece | None:
    """What a tag is at this place, or None if it is only text. `stack` holds the open containers."""
    if not isinstance(item, Tag):
        return Piece("code", "", item[2])
    if item.name == "hr":
        return None if item.closing else Piece("rule", "", "")
    if item.name in ITEMS:
        if not stack or stack[-1] != "list":
            return None
        return Piece("item", "close" if item.closing else "open", "")
    if item.start not in matched:
        return None
    value = "1" if item.name == "ol" and not item.closing else item.value
    return Piece("close" if item.closing else "open", CONTAINERS[item.name], value)


def _kept(piece: Piece, stack: list[str]) -> list[Piece]:
    """The piece, unless it lies too deep; keeps `stack` true to where we are."""
    if piece.kind == "open":
        stack.append(piece.name)
        if len(stack) == DEEPEST + 1:
            return [Piece("flat", "", "")] if piece.name == "quote" else []
        return [piece] if len(stack) <= DEEPEST else []
    if piece.kind == "close":
        stack.pop()
        return [piece] if len(stack) < DEEPEST else []
    if piece.kind == "item" and len(stack) > DEEPEST:
        return []
    return [piece]


def _harmless(source: str, start: int, end: int, open_fences: deque[int]) -> str:
    """`source[start:end]` with the backticks of fences that nothing closes escaped."""
    if not open_fences:
        return source[start:end]
    parts: list[str] = []
    while open_fences and open_fences[0] < end:
        fence = open_fences.popleft()
        stop = fence
        while stop < end and source[stop] == "`":
            stop += 1
        parts += [source[start:fence], "\\`" * (stop - fence)]
        start = stop
    return "".join([*parts, source[start:end]])
