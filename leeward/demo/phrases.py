"""Templates of paragraphs, and decks that deal them so that none comes back soon."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from random import Random

_OF_THE_TOPIC = ["who", "Who", "my", "My", "he", "He", "his", "His", "him", "it", "It", "name", "other"]
_OF_THE_AUTHOR = [
    "mine",
    "Mine",
    "mhe",
    "Mhe",
    "mhis",
    "Mhis",
    "mhim",
    "kid",
    "Kid",
    "khe",
    "Khe",
    "khis",
    "khim",
]
FACTS = frozenset([*_OF_THE_TOPIC, *_OF_THE_AUTHOR])
"""Slots that come from the people in a topic; all other slots are dealt from `slots.toml`."""


@dataclass(frozen=True)
class Template:
    """A paragraph cut at its braces: a tuple holds alternatives, a string names a slot."""

    parts: tuple[tuple[str, ...] | str, ...]
    needs: frozenset[str]

    def render(self, facts: Mapping[str, str], slots: Mapping[str, Pool], rng: Random) -> str:
        """Fill in facts, else a value dealt by the slot's pool; raises KeyError for an unknown slot."""
        out = []
        for part in self.parts:
            if isinstance(part, str):
                known = facts.get(part)
                out.append(known if known is not None else slots[part].deal().render(facts, slots, rng))
            else:
                out.append(part[0] if len(part) == 1 else pick(part, rng))
        return "".join(out)


class Pool:
    """The values of a slot in shuffled order, dealt round and round."""

    def __init__(self, values: tuple[str, ...], rng: Random) -> None:
        self._values = [cut(value) for value in values]
        self._rng = rng
        self._at = 0
        rng.shuffle(self._values)

    def deal(self) -> Template:
        """The next value; the order changes when all were dealt."""
        if self._at == len(self._values):
            self._rng.shuffle(self._values)
            self._at = 0
        self._at += 1
        return self._values[self._at - 1]


def pick(options: tuple[str, ...], rng: Random) -> str:
    """One of the options; cheaper than `rng.choice`, which a million posts feel."""
    return options[int(rng.random() * len(options))]


def cut(text: str) -> Template:
    """Parse `plain {one|two} and {slot}`; braces do not nest. Raises ValueError for an open brace."""
    parts: list[tuple[str, ...] | str] = []
    for number, piece in enumerate(text.split("{")):
        if number == 0:
            inside, after = None, piece
        else:
            inside, closed, after = piece.partition("}")
            if not closed:
                raise ValueError(f"a brace stays open: {text[:60]!r}")
        if inside is not None:
            parts.append(tuple(inside.split("|")) if "|" in inside else inside)
        if after:
            parts.append((after,))
    names = {part for part in parts if isinstance(part, str)}
    return Template(tuple(parts), frozenset(names & FACTS))


class Deck:
    """Templates in shuffled order, dealt round and round."""

    def __init__(self, templates: Collection[Template], rng: Random) -> None:
        self._cards = list(templates)
        self._rng = rng
        self._at = 0
        rng.shuffle(self._cards)

    def __len__(self) -> int:
        return len(self._cards)

    def deal(self, known: Collection[str], used: set[int]) -> Template | None:
        """The next card that the known facts can fill and that is not in `used` (ids); None if all are."""
        for _ in range(len(self._cards)):
            if self._at == len(self._cards):
                self._reshuffle()
            card = self._cards[self._at]
            self._at += 1
            if id(card) not in used and all(need in known for need in card.needs):
                used.add(id(card))
                return card
        return None

    def _reshuffle(self) -> None:
        """Shuffle the two halves apart, so that a card just dealt is not dealt again at once."""
        middle = len(self._cards) // 2
        early, late = self._cards[:middle], self._cards[middle:]
        self._rng.shuffle(early)
        self._rng.shuffle(late)
        self._cards, self._at = early + late, 0
