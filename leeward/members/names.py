"""Names: what one may look like, and when two look the same."""

import unicodedata

from confusable_homoglyphs import confusables


def name_key(name: str) -> str:
    """The look of a name: case, accents of width, spacing and confusable letters folded away.

    Two members may not share a key. `rowan`, `Rowan`, `rοwan` (Greek o) and `ro wan` share one.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    letters = [_plain_letter(letter) for letter in folded if letter.isalnum()]
    return "".join(letters)[:120] or folded[:120]


def _plain_letter(letter: str) -> str:
    """The Latin letter this one can be taken for, or itself. 0 and 1 read as o and l."""
    if letter in "01":
        return {"0": "o", "1": "l"}[letter]
    if letter.isascii():
        return letter
    for look in confusables.is_confusable(letter, preferred_aliases=[], greedy=True) or []:
        for other in look["homoglyphs"]:
            if len(other["c"]) == 1 and other["c"].isascii() and other["c"].isalnum():
                return str(other["c"]).casefold()
    return letter
