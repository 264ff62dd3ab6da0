"""The tables of `danger_phrases` made ready: a tree of words for each language; lines share what they begin with.

`danger` walks a text along them.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import NamedTuple

from leeward.words.danger_phrases import KINDS, TABLES, UNLESS, alternatives

NEAR, FAR = 4, 12  # words that ".." and "..." may step over

_ELIDED = re.compile(r"(?:[jlmtsdnc]|qu|jusqu|lorsqu|puisqu)$")
_CLITICS = ("و", "ف")  # Arabic "and", "so", written as one with what follows
_LIKE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ى": "ي", "ة": "ه", "ـ": "", "’": "'", "ʼ": "'"})


def fold(text: str) -> str:
    """Case, accents and the marks of Arabic vowels away: people in distress type without them."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign)).translate(_LIKE)


def parts_of(word: str) -> list[str]:
    """A folded word as the tables have it: "j'ai" is two, "don't" is "dont"."""
    if "'" not in word:
        return [word]
    pieces = word.split("'")
    heads = next((place for place, piece in enumerate(pieces) if not _ELIDED.match(piece)), len(pieces) - 1)
    return [*pieces[:heads], "".join(pieces[heads:])]


def forms_of(word: str) -> tuple[str, ...]:
    return (word, word[1:]) if len(word) > 3 and word.startswith(_CLITICS) else (word,)


class Word(NamedTuple):
    forms: tuple[str, ...]
    begin: int
    end: int
    sentence: int
    quoted: bool


@dataclass
class Node:
    """Where a phrase has got to. What several lines begin with, they share."""

    edges: dict[str, list[Node]] = field(default_factory=dict)
    starts: dict[int, dict[str, list[Node]]] = field(default_factory=dict)  # length -> beginning of a word
    gap: tuple[int, Node] | None = None
    far: tuple[int, Node] | None = None
    skips: list[Node] = field(default_factory=list)
    unless_next: list[tuple[frozenset[str], Node]] = field(default_factory=list)
    free: list[Node] = field(default_factory=list)  # the nodes of these four: where it goes on without a certain word
    kinds: set[str] = field(default_factory=set)
    by_slot: dict[str, Node] = field(default_factory=dict)


@cache
def ready(language: str) -> tuple[Node, Node, frozenset[str]]:
    table = TABLES[language]
    nots = frozenset(fold(word) for word in table["not"][0].split("/"))
    sets = table.get("sets", ())
    phrases = tree([(kind, table[kind]) for kind in KINDS], sets)
    return phrases, tree([(kind, table[kind]) for kind in UNLESS], sets), nots


@lru_cache(maxsize=4)
def own(phrases: tuple[str, ...]) -> Node:
    """A house's own."""
    return tree([("self", phrases)])


def tree(lines: Collection[tuple[str, tuple[str, ...]]], sets: tuple[str, ...] = ()) -> Node:
    root = Node()
    for kind, phrases in lines:
        for phrase in phrases:
            at = root
            for slot in phrase.split():
                at = _step(at, slot, sets)
            at.kinds.add(kind)
    return root


def _step(at: Node, slot: str, sets: tuple[str, ...]) -> Node:
    """The node after one slot: "a/b", "beginn*", "(maybe)", "!not-next", ".." or "..."."""
    if slot in at.by_slot:
        return at.by_slot[slot]
    after = at.by_slot[slot] = Node()
    if slot == "..":
        at.gap = (NEAR, after)
    elif slot == "...":
        at.far = (FAR, after)
    elif slot[0] == "!":
        at.unless_next.append((frozenset(fold(word) for word in alternatives(slot[1:], sets)), after))
    else:
        if slot[0] == "(":
            at.skips.append(after)
        for word in alternatives(slot.strip("()"), sets):
            _edge(at, fold(word), after)
    if slot[0] in ".!(":
        at.free.append(after)
    return after


def _edge(at: Node, word: str, after: Node) -> None:
    if word.endswith("*"):
        at.starts.setdefault(len(word) - 1, {}).setdefault(word[:-1], []).append(after)
    else:
        at.edges.setdefault(word, []).append(after)


@cache
def openings_of(languages: tuple[str, ...]) -> Openings:
    """What may begin a phrase in any of these languages: most words begin none, and are looked up once for all."""
    return Openings({language: ready(language)[0] for language in languages})


class Openings:
    """Roots of several tables, by the words that lead on from them."""

    def __init__(self, roots: dict[str, Node]) -> None:
        self.roots = roots
        self.words = {word for root in roots.values() for word in root.edges}
        self.starts: dict[int, set[str]] = {}
        for root in roots.values():
            for length, beginnings in root.starts.items():
                self.starts.setdefault(length, set()).update(beginnings)

    def after(self, word: Word, said: Vocabulary) -> list[tuple[str, list[Node]]]:
        """[(table, where its phrases go on after this word)] of those in which one begins with it that may stand."""
        if not any(self._opens(form) for form in word.forms):
            return []
        each = [(name, [node for node in nexts(root, word) if said.reaches(node)]) for name, root in self.roots.items()]
        return [(name, nodes) for name, nodes in each if nodes]

    def _opens(self, form: str) -> bool:
        return form in self.words or any(form[:length] in known for length, known in self.starts.items())


class Vocabulary:
    """The different words of one text: in whatever order they come, most texts lack a word of every phrase."""

    def __init__(self, forms: Iterable[str]) -> None:
        self.forms = set(forms)
        self.begun: dict[int, set[str]] = {}  # length -> what they begin with
        self.known: dict[int, bool] = {}

    def reaches(self, node: Node) -> bool:
        """Of some phrase that leads on from here, every word is there."""
        known = self.known.get(id(node))
        if known is None:
            known = self.known[id(node)] = bool(node.kinds) or any(self.reaches(after) for after in self._after(node))
        return known

    def _after(self, node: Node) -> list[Node]:
        found = list(node.free)
        for word in node.edges.keys() & self.forms:
            found += node.edges[word]
        for length, beginnings in node.starts.items():
            for beginning in beginnings.keys() & self._beginnings(length):
                found += beginnings[beginning]
        return found

    def _beginnings(self, length: int) -> set[str]:
        if length not in self.begun:
            self.begun[length] = {form[:length] for form in self.forms}
        return self.begun[length]


def nexts(node: Node, word: Word) -> list[Node]:
    if len(word.forms) == 1 and not node.starts:
        return node.edges.get(word.forms[0], [])
    found: list[Node] = []
    for form in word.forms:
        found += node.edges.get(form, ())
        for length, beginnings in node.starts.items():
            found += beginnings.get(form[:length], ())
    return found
