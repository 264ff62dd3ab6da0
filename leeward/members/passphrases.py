"""Passphrases: offering a strong one, and refusing a weak one with a sentence."""

import math
import secrets
from functools import cache
from pathlib import Path

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from leeward.members.names import name_key

OFFERED_WORDS = 5  # with 1,600 words to draw from: 53 bits, beyond guessing even from a stolen database
SHORTEST = 10  # characters; shorter ones are guessed in days where the digests are stolen
LONGEST = 200  # characters; a longer one is a paste by mistake
FEWEST_DIFFERENT = 5  # characters; "aaaaaaaaaa" and "1212121212" are long and still guessed first
GUESSES_A_SECOND = 1_000  # by somebody who has stolen the database: Argon2 allows a computer some hundreds
LOOK_WITHIN = 3  # a name of one or two letters stands within many good passphrases


@cache
def words() -> tuple[str, ...]:
    """The list that offers are drawn from: short, common, kind to the eye."""
    return tuple((Path(__file__).parent / "words.txt").read_text().split())


def offer() -> str:
    """A fresh passphrase of five words, drawn with the system's randomness."""
    return " ".join(secrets.choice(words()) for _word in range(OFFERED_WORDS))


def is_ours(passphrase: str) -> bool:
    """Could this have been offered? Then it may be shown again: its reader has perhaps written it down."""
    drawn = passphrase.split(" ")
    return len(drawn) == OFFERED_WORDS and set(drawn) <= set(words())


def strength_of_an_offer() -> str:
    """How strong, in plain words: half of all guesses, at a thousand a second, rounded down to two figures."""
    years = len(words()) ** OFFERED_WORDS / 2 / GUESSES_A_SECOND / (365 * 24 * 3600)
    digits = 10 ** (int(math.log10(years)) - 1)
    return _("Five words, drawn by chance. Somebody trying a thousand a second would need about %(years)s years.") % {
        "years": f"{int(years // digits * digits):,}"
    }


def why_not_this_passphrase(passphrase: str, name: str = "") -> str | None:
    """The sentence that says why this passphrase would not protect the one who chose it."""
    if len(passphrase) < SHORTEST:
        return _("This passphrase is too short. Take at least %(number)d characters; a few words are best.") % {
            "number": SHORTEST
        }
    if len(passphrase) > LONGEST:
        return _("This passphrase is too long. Take at most %(number)d characters.") % {"number": LONGEST}
    if len(set(passphrase.casefold())) < FEWEST_DIFFERENT or _is_common(passphrase):
        return _("This passphrase is one of the first that anybody would try. Take a few words of your own.")
    key = name_key(name) if name else ""
    if len(key) >= LOOK_WITHIN and key in name_key(passphrase):
        return _("Your name is part of this passphrase. Take one that does not hold your name.")
    return None


@cache
def _common() -> CommonPasswordValidator:
    return CommonPasswordValidator()  # the 20,000 most used, as Django ships them


def _is_common(passphrase: str) -> bool:
    """Is it among the most used, also when it is only lengthened with spaces or digits or said twice?"""
    plain = "".join(passphrase.casefold().split())
    half = plain[: len(plain) // 2]
    for candidate in {plain, plain.strip("0123456789!.?"), half if plain == half * 2 else plain}:
        try:
            _common().validate(candidate)
        except ValidationError:
            return True
    return False
