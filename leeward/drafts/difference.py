"""Two texts side by side: which lines differ, and within them which words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from leeward.drafts.words import Words

WORD = re.compile(r"\s+|\w+|[^\w\s]")
LINES_MAX = 2_000  # difflib grows with the square: beyond this only whole texts are shown
WORDS_MAX = 1_500  # of one changed line; beyond this the line counts as changed whole
Part = tuple[str, bool]  # some text, and whether it differs


@dataclass(frozen=True)
class Row:
    """A line on the left and on the right, as [(text, differs)]. None: no such line on that side."""

    left: list[Part] | None
    right: list[Part] | None
    differs: bool


def side_by_side(left: Words, right: Words) -> list[Row]:
    """Both texts, line against line; lines that are the same stand once on each side."""
    olds, news = _lines(left), _lines(right)
    if max(len(olds), len(news)) > LINES_MAX:
        return [Row([("\n".join(olds), True)], [("\n".join(news), True)], True)]
    rows: list[Row] = []
    for what, a, b, c, d in SequenceMatcher(None, olds, news, autojunk=False).get_opcodes():
        if what == "equal":
            rows += [Row([(line, False)], [(line, False)], False) for line in olds[a:b]]
        else:
            rows += _changed(olds[a:b], news[c:d])
    return rows


def _lines(words: Words) -> list[str]:
    """Title first, then the text, then the note."""
    return [*filter(None, [words.title]), *words.body.split("\n"), *filter(None, [words.note])]


def _changed(olds: list[str], news: list[str]) -> list[Row]:
    rows = []
    for at in range(max(len(olds), len(news))):
        old = olds[at] if at < len(olds) else None
        new = news[at] if at < len(news) else None
        if old is None or new is None:
            rows.append(Row(_whole(old), _whole(new), True))
        else:
            rows.append(Row(*_words(old, new), True))
    return rows


def _whole(line: str | None) -> list[Part] | None:
    return None if line is None else [(line, True)]


def _words(old: str, new: str) -> tuple[list[Part], list[Part]]:
    lefts, rights = WORD.findall(old), WORD.findall(new)
    if max(len(lefts), len(rights)) > WORDS_MAX:
        return [(old, True)], [(new, True)]
    left: list[Part] = []
    right: list[Part] = []
    for what, a, b, c, d in SequenceMatcher(None, lefts, rights, autojunk=False).get_opcodes():
        if b > a:
            left.append(("".join(lefts[a:b]), what != "equal"))
        if d > c:
            right.append(("".join(rights[c:d]), what != "equal"))
    return left, right
