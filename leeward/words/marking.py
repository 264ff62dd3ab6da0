"""Numbers what a reader can point at, and says what each list item and heading is.

Every paragraph, heading, list item, code block, table and described picture outside a quotation gets the next number;
a list item shares its number with its first paragraph. The author's own numbers are kept as they typed them, except
where every item carries the same one: then they meant the list to count. Headings begin where the page says and never
skip a level.
"""

import re
from dataclasses import dataclass, field

from markdown_it.token import Token

from leeward.words.tokens import plain_of

_QUOTES = frozenset({"quote", "blockquote"})
_BLANK_LINES = re.compile(r"\n\s*\n")


@dataclass
class Mark:
    """A block to point at: its number, the author's own number if any, its words, where its tokens begin."""

    number: int
    label: str
    kind: str
    text: str
    index: int
    level: int = 0


@dataclass
class _Place:
    top: int
    quotes: int = 0
    lists: list[Token] = field(default_factory=list)
    headings: list[int] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)


def mark(tokens: list[Token], top: int) -> list[Mark]:
    """Gives blocks their numbers (`meta["n"]`) and headings their tags from h`top` on; the blocks in order."""
    _number_lists(tokens)
    place = _Place(top)
    for index, token in enumerate(tokens):
        kind = token.type.rpartition("_")[0] or token.type
        if kind in _QUOTES:
            place.quotes += token.nesting
        elif token.type in ("list_open", "ordered_list_open", "bullet_list_open"):
            place.lists.append(token)
        elif token.type in ("list_close", "ordered_list_close", "bullet_list_close"):
            place.lists.pop()
        elif place.quotes:
            _in_quote(token)
        elif token.nesting >= 0 and kind in _POINTABLE:
            _mark_one(tokens, index, place)
    return place.marks


_POINTABLE = frozenset({"paragraph", "heading", "list_item", "fence", "table", "figure"})


def _in_quote(token: Token) -> None:
    """A heading that was quoted is no heading of this post."""
    if token.type in ("heading_open", "heading_close"):
        token.meta["quoted"] = True


def _mark_one(tokens: list[Token], index: int, place: _Place) -> None:
    token = tokens[index]
    before = tokens[index - 1] if index else None
    if token.type == "list_item_open":
        if index + 1 == len(tokens) or tokens[index + 1].type != "paragraph_open":
            return
    elif token.type == "paragraph_open" and before is not None and before.type == "list_item_open":
        return
    level = _level_given(token, place)
    text = _BLANK_LINES.sub("\n", _words_of(tokens, index))
    if not text:
        return
    token.meta["n"] = len(place.marks) + 1
    kind = token.type.removesuffix("_open")
    place.marks.append(Mark(token.meta["n"], _label(token, place), kind, text, index, level))


def _level_given(token: Token, place: _Place) -> int:
    """Gives a heading the tag of its level and returns the level; 0 for anything else."""
    if token.type != "heading_open":
        return 0
    level = _heading_level(int(token.tag[1]), place.headings)
    token.tag = f"h{place.top - 1 + level}"
    return level


def _label(token: Token, place: _Place) -> str:
    """The author's number of a point; lists inside lists count for themselves and are not points."""
    if token.type == "list_item_open" and len(place.lists) == 1 and "number" in token.meta:
        return str(token.meta["number"])
    return str(token.meta.get("point", ""))


def _heading_level(typed: int, open_levels: list[int]) -> int:
    """1 for the first, one more for each deeper heading, however many signs were typed; 3 at most (h5)."""
    while open_levels and open_levels[-1] >= typed:
        open_levels.pop()
    open_levels.append(typed)
    return min(len(open_levels), 3)


def _words_of(tokens: list[Token], index: int) -> str:
    """The plain words of the block that begins at `index`."""
    token = tokens[index]
    if token.type == "fence":
        return "\n".join(line for line in token.content.splitlines() if line.strip())
    if token.type == "figure":
        return token.content
    if token.type == "list_item_open":
        return plain_of(tokens[index + 2].children)
    if token.type == "table_open":
        return _table_words(tokens, index)
    return plain_of(tokens[index + 1].children)


def _table_words(tokens: list[Token], index: int) -> str:
    """A table's cells, a row on a line."""
    rows: list[list[str]] = []
    while tokens[index].type != "table_close":
        if tokens[index].type == "tr_open":
            rows.append([])
        elif tokens[index].type == "inline":
            rows[-1].append(" ".join(plain_of(tokens[index].children).split()))
        index += 1
    return "\n".join(" ".join(cell for cell in row if cell) for row in rows)


def _number_lists(tokens: list[Token]) -> None:
    """Writes into each ordered list's items what number they show, and where a browser has to be told."""
    stack: list[tuple[Token, list[Token]]] = []
    for token in tokens:
        if token.type in ("ordered_list_open", "bullet_list_open", "list_open"):
            stack.append((token, []))
        elif token.type == "list_item_open" and stack:
            stack[-1][1].append(token)
        elif token.type in ("ordered_list_close", "bullet_list_close", "list_close") and stack:
            _number_items(*stack.pop())


def _number_items(opener: Token, items: list[Token]) -> None:
    if opener.type == "bullet_list_open" or (opener.type == "list_open" and not opener.meta["ordered"]):
        return
    typed = [int(item.info) if item.info else place for place, item in enumerate(items, 1)]
    if len(set(typed)) == 1:
        typed = [typed[0] + step for step in range(len(typed))]
    due = opener.meta["start"] = typed[0] if typed else 1
    for item, number in zip(items, typed, strict=True):
        item.meta["number"] = number
        if number != due:
            item.meta["value"] = number
        due = number + 1
