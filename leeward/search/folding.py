"""When two spellings count as one, and where one word ends and the next begins.

Both databases fold the same way (`index`), and so does this file, which reads questions and marks what was found:
case and the accents of Latin letters do not count; Arabic and Hebrew vowel signs do not count, nor which alef, yeh
or heh was typed; scripts that put no spaces between words (Chinese, Japanese, Thai, Khmer, and Korean with its
particles) are taken letter by letter, so that any part of a line can be found.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from leeward.search.stemming import stem

Ranges = tuple[tuple[int, int], ...]

# Vowel signs of Hebrew and Arabic, and the Arabic stretch: people leave them out or type them as they please.
OPTIONAL_SIGNS: Ranges = ((0x05B0, 0x05BC), (0x05BF, 0x05BF), (0x05C1, 0x05C2))
OPTIONAL_SIGNS += ((0x0640, 0x0640), (0x064B, 0x0655), (0x0670, 0x0670))

# Letters written one for the other: Arabic's and Persian's, Greek with and without accents, Russian yo.
SAME_LETTERS = dict(zip("أإآٱىیئؤةکάέήίόύώϊϋΐΰςΆΈΉΊΌΎΏΪΫёЁ", "اااايييوهكαεηιουωιυιυσΑΕΗΙΟΥΩΙΥеЕ", strict=True))

# Scripts without spaces between words: Thai and Lao, Myanmar, Khmer, kana, Han, Hangul, rare Han.
SPACELESS: Ranges = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3005, 0x3007), (0x3040, 0x30FF))
SPACELESS += ((0x3100, 0x312F), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3))
SPACELESS += ((0xF900, 0xFAFF), (0x20000, 0x3FFFF))


class Word(NamedTuple):
    """One word of a text: where it stands, and what it counts as."""

    start: int
    end: int
    folded: str
    stem: str


def letters_of(ranges: Ranges) -> str:
    """The ranges as the inside of a character class."""
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


def _signs_in(first: int, last: int) -> Ranges:
    """The combining signs among these characters."""
    ranges: list[tuple[int, int]] = []
    for code in range(first, last + 1):
        if unicodedata.category(chr(code)) in {"Mn", "Mc"}:
            if ranges and ranges[-1][1] == code - 1:
                ranges[-1] = (ranges[-1][0], code)
            else:
                ranges.append((code, code))
    return tuple(ranges)


# The signs of Thai, Lao, Myanmar, Khmer and kana: they stay with their letter.
SPACELESS_SIGNS = _signs_in(0x0E00, 0x0EFF) + _signs_in(0x1000, 0x17FF) + _signs_in(0x3040, 0x30FF)


Beginnings = frozenset[str]

_ACCENTED = re.compile("([A-Za-z])[\u0300-\u036f]+")
_OPTIONAL = re.compile(f"[{letters_of(OPTIONAL_SIGNS)}]")
_BEYOND_ENGLISH = re.compile("[^\x00-\x7f\u2010-\u2030]")  # curly quotes, dashes and ellipses are English
_ENGLISH_WORDS = re.compile("[A-Za-z0-9]+")
_SAME = str.maketrans(SAME_LETTERS)
_ALONE = letters_of(SPACELESS)


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    """Finds words: one letter of a spaceless script with its signs, or a run of any others.

    Made when first asked (20 ms). `\\w` leaves combining signs out, and Hindi is full of them.
    """
    signs, with_letter = letters_of(_signs_in(0x0300, 0x11FFF)), letters_of(SPACELESS_SIGNS)
    return re.compile(rf"[{_ALONE}][{with_letter}]*|(?:(?![{_ALONE}_])[\w{signs}])+")


def fold(word: str) -> str:
    """What a word counts as, before its ending is taken off."""
    if word.isascii():
        return word.lower()
    parts = _ACCENTED.sub(r"\1", unicodedata.normalize("NFD", word.translate(_SAME)))
    return unicodedata.normalize("NFC", _OPTIONAL.sub("", parts)).lower()


@lru_cache(maxsize=20_000)
def _forms(word: str) -> tuple[str, str]:
    folded = fold(word)
    return folded, stem(folded)


def words_of(text: str) -> Iterator[Word]:
    """The text's words in order. Half a microsecond each in English, twice that elsewhere, where forms are known."""
    for found in _pattern_for(text).finditer(text):
        folded, stemmed = _forms(found[0])
        if folded:
            yield Word(found.start(), found.end(), folded, stemmed)


def forms_in(text: str, beginnings: Beginnings) -> set[tuple[str, str]]:
    """(folded, stem) of its words, in no order; in English of those at least that begin so."""
    return {_forms(text[start:end]) for start, end in _found_in(text, beginnings)}


def spans_of(text: str, counts: Callable[[str, str], bool], beginnings: Beginnings) -> list[tuple[int, int]]:
    """Where those words stand of which `counts(folded, stem)` is true; in English those are asked that begin so."""
    return [(start, end) for start, end in _found_in(text, beginnings) if counts(*_forms(text[start:end]))]


def beginning_of(stem: str) -> str:
    """What every English word with this stem begins with: an ending changes at most two letters that are left."""
    return stem[:-2] or stem[:1]


def _found_in(text: str, beginnings: Beginnings) -> Iterator[tuple[int, int]]:
    """Where words stand, in order. Of a page in English a tenth is looked at, in a tenth of the time."""
    if _BEYOND_ENGLISH.search(text):
        yield from (found.span() for found in _words().finditer(text))
        return
    for found in _beginning_with(beginnings).finditer(text.lower()):
        start, end = found.span()
        if start == 0 or not text[start - 1].isalnum():
            yield start, end


@lru_cache(maxsize=256)
def _beginning_with(beginnings: Beginnings) -> re.Pattern[str]:
    """Found within words too: asking here for where a word begins would be asked of every letter."""
    return re.compile(f"(?:{'|'.join(map(re.escape, sorted(beginnings, key=len)))})[a-z0-9]*")


def _pattern_for(text: str) -> re.Pattern[str]:
    return _words() if _BEYOND_ENGLISH.search(text) else _ENGLISH_WORDS
