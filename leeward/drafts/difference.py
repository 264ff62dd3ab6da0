"""Two texts side by side: which lines differ, and within them which words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from leeward.drafts.words import Words

WORD = re.compile(r"\s+|\w+|[^\w\s]")
LINES_MAX = 2_000  # difflib grows with the square: beyond this only whole texts are shown
WORDS_MAX = 1_500  # of one changed line; beyond this the line counts as changed whole
ALIKE = 0.6  # of 1: a line that was changed here and there, not another line
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
    """Line beside line; where one side has more of them, those that are much alike, and the others alone."""
    if len(olds) == len(news):
        return [Row(*_words(old, new), True) for old, new in zip(olds, news, strict=True)]
    rows: list[Row] = []
    at = 0
    for old in olds:
        like = next((n for n in range(at, len(news)) if _is_like(old, news[n])), None)
        if like is None:
            rows.append(Row(_whole(old), None, True))
            continue
        rows += [Row(None, _whole(new), True) for new in news[at:like]]
        rows.append(Row(*_words(old, news[like]), True))
        at = like + 1
    return rows + [Row(None, _whole(new), True) for new in news[at:]]


def _is_like(old: str, new: str) -> bool:
    """By the letters they have in common, of their first few hundred: cheap, and enough to tell a pair."""
    return SequenceMatcher(None, old[:400], new[:400], autojunk=False).quick_ratio() > ALIKE


def _whole(line: str) -> list[Part]:
    return [(line, True)]


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
