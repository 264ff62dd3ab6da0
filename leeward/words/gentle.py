"""Three quiet questions to whoever writes a reply: has it said what you heard, does it ask anything, whom is it about?

Found by rules, on this machine, in the writer's own words: quotes of others count for none but the first. Never asked
of a few words, which are whole as they are. The rules see words, not meaning, so each is a question and no verdict.
"""

import re
from dataclasses import dataclass

from leeward.words.counting import count_words
from leeward.words.gentle_phrases import ABOUT_ME, ABOUT_YOU, HEARD, TELLING

FEWEST = 25
"""Words from which on anything is asked: "I have no words, but I am with you" needs no advice."""

MINE = 5
"""Words about oneself, at least, and `SHARE` times as many as about the other, before it is asked whom it is about."""
SHARE = 2

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_ASKS = re.compile("[?？؟፧՞;\u037e]|か[。．]")
_GREEK = re.compile("[\u0370-\u03ff]")


@dataclass(frozen=True)
class Gentle:
    """What might be asked: each true where its question would be in place."""

    heard: bool = False  # it says nothing of what the other one told
    asks: bool = False  # it asks nothing
    about: bool = False  # it speaks of its writer far more than of the other


def look(plain: str, *, quotes: bool) -> Gentle:
    """`plain`: a reply's own words without quotes; `quotes`: whether it quotes somebody.

    What was heard, and whom it is about, is looked for in the languages of `gentle_phrases` alone.
    """
    if count_words(plain) < FEWEST:
        return Gentle()
    folded = plain.casefold().replace("’", "'")
    said = _WORD.findall(folded)
    language = language_of(said)
    if not language:
        return Gentle(asks=not _is_asking(plain))
    heard = quotes or re.search(HEARD[language], folded) is not None
    mine, yours = (sum(word in words for word in said) for words in (ABOUT_ME[language], ABOUT_YOU[language]))
    return Gentle(heard=not heard, asks=not _is_asking(plain), about=mine >= MINE and mine > SHARE * yours)


def language_of(said: list[str]) -> str:
    """The language whose small words stand there most often; "" where that is no tenth of the text."""
    counts = {language: sum(word in words for word in said) for language, words in TELLING.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] * 10 >= len(said) else ""


def _is_asking(plain: str) -> bool:
    """Its script's mark of a question. A semicolon is one in Greek alone."""
    found = _ASKS.findall(plain)
    return bool(_GREEK.search(plain)) if found and set(found) <= {";"} else bool(found)
