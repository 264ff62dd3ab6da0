"""Reading a text once, with every rule, in the order in which they need one another."""

import re
from collections.abc import Collection, Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.shelter.identity.ages import find_ages
from leeward.shelter.identity.days import find_days
from leeward.shelter.identity.finding import Find, Reading, settled
from leeward.shelter.identity.houses import find_houses
from leeward.shelter.identity.numbers import find_numbers
from leeward.shelter.identity.people import find_people
from leeward.shelter.identity.places import find_places
from leeward.shelter.identity.rare import find_rare
from leeward.shelter.identity.standing_in import StandIn, standings
from leeward.shelter.identity.tongues import tongue_of
from leeward.words.pictures import MARK

# What others wrote: it stands on the board already, and a quotation is exact.
QUOTE_TAG = re.compile(r"\[(/?)quote[^\]\n]{0,300}\]", re.IGNORECASE)
LINE_OF_QUOTE = re.compile(r"^>.*$", re.MULTILINE)


def look(
    text: str,
    *,
    stand_ins: Sequence[StandIn] = (),
    known_names: Collection[str] = (),
    today: date | None = None,
) -> tuple[Find, ...]:
    """What could identify someone, in order of place, none over another.

    `known_names` are names of members that readers of this text know anyway: as a word, and as @mention, they are not
    marked. Never raises, whatever the text; 2,000 words take some 50 ms; `read_lists` takes 0.3 s off the first.
    """
    reading = Reading(text, _without(text, known_names), tongue_of(text))
    for start, end, instead in standings(text, stand_ins):
        reading.add(start, end, "stand-in", _("You keep a stand-in for it."), (instead,))
    find_numbers(reading)
    find_days(reading, today or timezone.localdate())
    find_ages(reading)
    find_houses(reading)
    find_places(reading)
    find_people(reading)
    find_rare(reading)
    return settled(reading.finds)


def contacts(text: str) -> tuple[str, ...]:
    """The kinds of contact details given away: "email", "link", "phone", each once. Cheaper than `look`."""
    reading = Reading(text, _without(text, ()), tongue_of(text))
    find_numbers(reading)
    return tuple(sorted({find.kind for find in reading.of("email", "link", "phone")}))


def read_lists() -> None:
    """Read the lists that a look leans on, so that the first to ask does not wait for them. Changes nothing."""
    for text in (
        "The number is 07700 900142, and she is in Leeds",
        "Die Nummer ist 030 23125 874, und sie ist in Kassel",
    ):
        look(text)


def _without(text: str, known_names: Collection[str]) -> str:
    """As long as the text; quotations and known names are blank in it."""
    plain = _blank(MARK, _blank(LINE_OF_QUOTE, _without_quotes(text)))
    names = sorted((name for name in known_names if name.strip()), key=len, reverse=True)
    if names:
        either = "|".join(re.escape(name) for name in names)
        plain = _blank(re.compile(rf"(?<!\w)@?(?:{either})(?!\w)", re.IGNORECASE), plain)
    return plain


def _without_quotes(text: str) -> str:
    """Blank from each [quote] to its own [/quote]; one that is not closed is no quotation. Linear in the text."""
    parts, after, opened = [], 0, []
    for tag in QUOTE_TAG.finditer(text):
        if not tag[1]:
            opened.append(tag.start())
        elif opened:
            start = opened.pop()
            if not opened:
                parts += [text[after:start], _blanked(text[start : tag.end()])]
                after = tag.end()
    return "".join([*parts, text[after:]])


def _blank(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda match: _blanked(match[0]), text)


def _blanked(text: str) -> str:
    return re.sub(r"[^\n]", "\0", text)
