"""Words that may mean danger to life: the writer's own, danger from another now, danger to a child.

Found by rules on this machine (`danger_phrases`, a table for each language), never by a model. The rules see words and
not what they mean, so whatever they find is a reason to look first, and no verdict. Most texts lack a word of every
phrase, and are read no further. Time is linear: from each word on, at most `REACH` words are looked at, whatever the
text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from leeward.words.danger_phrases import KINDS, TABLES
from leeward.words.danger_tree import (
    Node,
    Openings,
    Vocabulary,
    Word,
    fold,
    forms_of,
    nexts,
    openings_of,
    own,
    parts_of,
    ready,
)

REACH = 60  # words from the first of a phrase to its last, at most
BEFORE = 3  # words before a phrase in which a "not" takes it back

_MARKED = r"(?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670])"  # a letter, or an accent or vowel over one
_WORD = re.compile(rf"[^\W_]{_MARKED}*(?:['’ʼ][^\W_]{_MARKED}*)*")
_SENTENCE_ENDS = re.compile(r"[.!?؟…\n]")
_QUOTED = re.compile(r"“[^”\n]{0,200}”|„[^“”\n]{0,200}[“”]|«[^»\n]{0,200}»|\"[^\"\n]{0,200}\"")


@dataclass(frozen=True)
class Found:
    """One phrase in a text: which kind of danger, in which language's table, and where it stands (characters)."""

    kind: str
    language: str
    begin: int
    end: int


_Begun = tuple[int, list[Node]]  # the place of a word, and where phrases go on after it


def look(text: str, languages: Collection[str] = tuple(TABLES), extra: Sequence[str] = ()) -> list[Found]:
    """Every phrase found, in the order of the text. `extra` are phrases of a house's own, in the tables' form."""
    parts = {word: [forms_of(part) for part in parts_of(fold(word))] for word in set(_WORD.findall(text))}
    said = Vocabulary(form for each in parts.values() for forms in each for form in forms)
    tables = tuple(one for one in languages if one in TABLES and said.reaches(ready(one)[0]))
    root = own(tuple(extra))
    if not tables and not said.reaches(root):
        return []
    words = list(_words(text, parts))
    found: list[Found] = []
    for language, begun in _begun(words, openings_of(tables), said).items():
        found += _look(words, language, begun, said)
    if extra:
        found += _walk(words, "own", _begun_in(words, root, said), frozenset())
    return sorted(found, key=lambda one: (one.begin, one.end))


def kinds_in(found: Collection[Found]) -> list[str]:
    """Which kinds, in the order of `KINDS`."""
    return [kind for kind in KINDS if any(one.kind == kind for one in found)]


def _words(text: str, parts: Mapping[str, list[tuple[str, ...]]]) -> Iterator[Word]:
    """Words with what they are compared by, the number of their sentence, and whether they stand in quotation marks."""
    ends = [match.start() for match in _SENTENCE_ENDS.finditer(text)]
    quotes = [match.span() for match in _QUOTED.finditer(text)]
    sentence = quote = 0
    for match in _WORD.finditer(text):
        while sentence < len(ends) and ends[sentence] < match.start():
            sentence += 1
        while quote < len(quotes) and quotes[quote][1] <= match.start():
            quote += 1
        quoted = quote < len(quotes) and quotes[quote][0] <= match.start()
        for forms in parts[match[0]]:
            yield Word(forms, match.start(), match.end(), sentence, quoted)


# ── looking ──────────────────────────────────────────────────────────────────


def _begun(words: Sequence[Word], openings: Openings, said: Vocabulary) -> dict[str, list[_Begun]]:
    """{table: the places at which one of its phrases may begin}, in the order of the text."""
    found: dict[str, list[_Begun]] = {name: [] for name in openings.roots}
    known: dict[tuple[str, ...], list[tuple[str, list[Node]]]] = {}  # the same words come again and again
    for place, word in enumerate(words):
        if word.forms not in known:
            known[word.forms] = openings.after(word, said)
        for name, nodes in known[word.forms]:
            found[name].append((place, nodes))
    return found


def _begun_in(words: Sequence[Word], root: Node, said: Vocabulary) -> list[_Begun]:
    return _begun(words, Openings({"": root}), said)[""]


def _look(words: Sequence[Word], language: str, begun: Sequence[_Begun], said: Vocabulary) -> list[Found]:
    _phrases, unless, nots = ready(language)
    found = _walk(words, language, begun, nots)
    if not found:
        return []
    taken_back: dict[str, set[int]] = {}
    sentence_at = {word.begin: word.sentence for word in words}
    for one in _walk(words, language, _begun_in(words, unless, said), frozenset()):
        taken_back.setdefault(one.kind, set()).add(sentence_at[one.begin])
    return [one for one in found if not _is_taken_back(one, sentence_at[one.begin], taken_back)]


def _is_taken_back(one: Found, sentence: int, by: dict[str, set[int]]) -> bool:
    """Long ago, or told as a story, in the same sentence; what was asked counts for oneself alone."""
    if sentence in by.get("past", ()) or sentence in by.get("otherwise", ()):
        return True
    return one.kind == "self" and sentence in by.get("asked", ())


def _walk(words: Sequence[Word], language: str, begun: Sequence[_Begun], nots: frozenset[str]) -> list[Found]:
    found: list[Found] = []
    for place, nodes in begun:
        ends: dict[str, int] = {}
        for kind, end in _from(words, place, nodes, nots):
            ends[kind] = max(end, ends.get(kind, 0))
        for kind, end in ends.items():
            is_own = kind == "self" and any(one.quoted for one in words[place : end + 1])
            if not is_own and not _is_negated(words, place, nots):
                found.append(Found(kind, language, words[place].begin, words[end].end))
    return found


def _from(words: Sequence[Word], first: int, begun: list[Node], nots: frozenset[str]) -> Iterator[tuple[str, int]]:
    """(kind, place of its last word) of every phrase that begins here. Each (node, place) is visited once."""
    sentence, seen = words[first].sentence, set()
    waiting: list[tuple[Node, int, bool]] = [(node, first + 1, False) for node in begun]
    while waiting:
        node, place, is_far = waiting.pop()
        if (id(node), place) in seen or place - first > REACH:
            continue
        seen.add((id(node), place))
        for kind in node.kinds:
            yield kind, place - 1
        here = words[place] if place < len(words) else None
        is_here = here is not None and (is_far or here.sentence == sentence)
        if node.skips:
            waiting += [(after, place, is_far) for after in node.skips]
        if node.unless_next:
            refused = here.forms[0] if here is not None and is_here else ""
            waiting += [(after, place, is_far) for bad, after in node.unless_next if refused not in bad]
        if here is not None and is_here and (node.edges or node.starts):
            waiting += [(after, place + 1, is_far) for after in nexts(node, here)]
        if node.gap or node.far:
            waiting += _gaps(words, node, place, sentence, is_far, nots)


def _gaps(
    words: Sequence[Word], node: Node, place: int, sentence: int, is_far: bool, nots: frozenset[str]
) -> Iterator[tuple[Node, int, bool]]:
    """Words stepped over: never a "not", and over the end of a sentence only by "..."."""
    for gap, over_ends in ((node.gap, is_far), (node.far, True)):
        if gap is None:
            continue
        most, after = gap
        for at in range(place, min(place + most, len(words) - 1) + 1):
            yield after, at, over_ends
            if at >= len(words) or words[at].forms[0] in nots or (not over_ends and words[at].sentence != sentence):
                break


def _is_negated(words: Sequence[Word], place: int, nots: frozenset[str]) -> bool:
    sentence = words[place].sentence
    before = words[max(0, place - BEFORE) : place]
    return any(word.sentence == sentence and word.forms[0] in nots for word in before)
