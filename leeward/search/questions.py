"""What a person typed, read as words and phrases. No sign in it is an operator that could go wrong."""

import re
from dataclasses import dataclass
from functools import cached_property

from leeward.search.folding import beginning_of, words_of
from leeward.words import clean_text

_PART = re.compile(r'["“”„«»]([^"“”„«»]+)["“”„«»]|[^\s"“”„«»]+')
BEGINNING_MIN = 3  # letters before a star: two begin a hundredth of all words, and each is walked


@dataclass(frozen=True)
class Term:
    """Words that must stand next to each other, in this order. `begins`: the last may go on."""

    words: tuple[str, ...]  # folded
    stems: tuple[str, ...]
    begins: bool = False

    @cached_property
    def beginnings(self) -> frozenset[str]:
        """What any word of it begins with in English (`folding.beginning_of`)."""
        return frozenset(map(beginning_of, self.stems))


def read_question(text: str) -> tuple[Term, ...]:
    """The terms that must all be found: each word, and each "phrase in quotes"; a star after a word lets it go on.

    "don't" is the phrase don + t, a run of Chinese the phrase of its letters. Nothing findable gives an empty tuple.
    """
    terms: dict[Term, None] = {}
    for part in _PART.finditer(clean_text(text)):
        words = list(words_of(part[1] or part[0]))
        if words:
            begins = part[0].endswith("*") and len(words[-1].folded) >= BEGINNING_MIN
            folded = tuple(word.folded for word in words)
            terms[Term(folded, tuple(word.stem for word in words), begins)] = None
    return tuple(terms)
