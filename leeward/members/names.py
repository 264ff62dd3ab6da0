"""Names: what one may look like, and when two look the same.

The decisions, each with its price. Case, spacing, punctuation and accents do not tell names apart: on a
phone at night they are one person (so `Zoë` and `Zoe` cannot both join). Letters of other alphabets count as
the Latin letters they look like. i, l and 1 are one, 0 is o, rn is m, vv is w (so `Ian` and `Lan` cannot
both join). Signs that carry the vowels of Indic and other scripts do tell names apart.
"""

import unicodedata
from functools import cache

KEY_MAX = 120  # the column's width; a 30-character name cannot need more
ALIKE = str.maketrans({"0": "o", "1": "i", "l": "i", "|": "i"})
ALIKE_PAIRS = (("rn", "m"), ("vv", "w"))

# Alphabets that one language writes together.
WRITTEN_TOGETHER = (
    {"HAN", "HIRAGANA", "KATAKANA"},
    {"HAN", "HANGUL"},
    {"HAN", "BOPOMOFO"},
)
OF_NO_ALPHABET = {"COMMON", "INHERITED"}

# Letters by category that draw nothing (Hangul and Khmer fillers).
INVISIBLE = set("\u115f\u1160\u17b4\u17b5\u3164\uffa0")
SIGNS = set(" -_.'")


def tidy(name: str) -> str:
    """The name as it is stored and shown: one form for each letter, single spaces, a plain apostrophe."""
    return " ".join(unicodedata.normalize("NFKC", name).replace("’", "'").split())


def name_key(name: str) -> str:
    """The look of a name. Two members may not share it; at most 120 characters; never empty for a name.

    `rowan`, `Rowan`, `rοwan` (a Greek o), `ro wan` and `Rówan` share one.
    """
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", name).casefold())
    kept = [letter for letter in folded if _tells_apart(letter)]
    look = "".join(_look(letter) for letter in kept).translate(ALIKE)
    for pair, single in ALIKE_PAIRS:
        look = look.replace(pair, single)
    return unicodedata.normalize("NFC", look)[:KEY_MAX] or folded[:KEY_MAX]


def _tells_apart(letter: str) -> bool:
    """Letters, digits, and the marks that are more than an accent, a point or a vocalisation."""
    if letter in INVISIBLE:
        return False
    kind = unicodedata.category(letter)[0]
    if kind == "M":
        place = unicodedata.combining(letter)
        return not (10 <= place <= 35 or place >= 200)
    return kind in "LN"


@cache
def _look(letter: str) -> str:
    """The ASCII letters or digit this one can be taken for, in small or in capital form; else itself."""
    if letter.isascii():
        return letter
    from confusable_homoglyphs import confusables  # its tables are 6 MB, which only new and odd names need

    for form in (letter, letter.upper()):
        for look in confusables.is_confusable(form, preferred_aliases=[], greedy=True) or []:
            for other in look["homoglyphs"]:
                plain = "".join(c for c in other["c"] if not unicodedata.combining(c))
                if plain.isascii() and plain.isalnum():
                    return str(plain).casefold()
    return letter


def alphabets(name: str) -> set[str]:
    """The scripts a name is written in: {"LATIN"}, {"HAN", "HIRAGANA"} ..."""
    from confusable_homoglyphs import categories

    return {categories.alias(letter) for letter in name} - OF_NO_ALPHABET


def is_one_alphabet(name: str) -> bool:
    """All of one script, or of scripts that one language writes together."""
    scripts = alphabets(name)
    return len(scripts) < 2 or any(scripts <= together for together in WRITTEN_TOGETHER)


def strange_signs(name: str) -> list[str]:
    """Characters that may not stand in a name: anything but letters, their marks, digits and space - _ . '"""
    return [
        letter
        for letter in name
        if letter in INVISIBLE or not (letter in SIGNS or unicodedata.category(letter)[0] in "LM" or letter.isdecimal())
    ]


def has_towers(name: str) -> bool:
    """Three marks on one letter: a name that climbs over its neighbours' lines."""
    run = 0
    for letter in unicodedata.normalize("NFD", name):
        run = run + 1 if unicodedata.category(letter) in {"Mn", "Me"} else 0
        if run > 2:
            return True
    return False
