"""Words with a capital: where they stand, and whether the capital says anything."""

import re
from collections.abc import Iterator

from leeward.shelter.identity.lists import words

LETTER = r"[^\W\d_]"
# A word as names are written: Anna, O'Connell, Jean-Moulin, without a possessive 's.
# Every repetition here and in the rules has an end: 100,000 signs that nearly match cost a second, not an hour.
WORD = re.compile(rf"(?:O['’])?{LETTER}+(?:-{LETTER}{{1,30}}){{0,3}}")
# It begins with a set of letters, not with a boundary: so the engine leaps from capital to capital, five times faster.
CAPITAL = r"[A-ZÀ-ÖØ-ÞĀŁŚŻŽŠČĆİ](?<![^\W\d_].)(?:['’](?=[A-Z]))?[^\W\d_]{0,30}(?:-[^\W\d_]{1,30}){0,3}"
# What may stand between the words of one name.
SEQUENCE = rf"{CAPITAL}(?: (?:(?:of|the|and|on|upon|de|la|del|le|du|des|am|an der|&) )*{CAPITAL})*"
START = re.compile(r"(?:^|[.!?:\n…(\[“\"„«*#>-]|\d[.)])[\s“\"'„«*(]*$")


def at_start(text: str, place: int) -> bool:
    """True where a sentence (or a line, or what somebody says) begins, so that any word has a capital."""
    return bool(START.search(text[max(0, place - 6) : place])) or place == 0


def capitalised(text: str) -> Iterator[re.Match[str]]:
    """Every word with a capital that is not all capitals (a short form)."""
    for match in WORD.finditer(text):
        word = match[0]
        if word[0].isupper() and not (word.isupper() and len(word) > 1):
            yield match


def is_everyday(word: str) -> bool:
    """A weekday, God, a language, a brand everybody has, a short form."""
    return word.lower() in words("everyday")


def written_small(text: str) -> bool:
    """A writer who hardly uses capitals: then a small letter says nothing against a name."""
    return sum(map(str.isupper, text)) * 60 < len(text)
