"""A rare combination: nothing in it is a name, and together only a few people fit."""

import re
from functools import cache

from django.utils.translation import gettext as _

from leeward.shelter.identity.finding import Reading
from leeward.shelter.identity.rare_words import RARE
from leeward.shelter.identity.wordings import wording

ENOUGH = 3
KINDS = ("own", "children", "many", "small", "rarely")
SOME = {"en": "some", "de": "mehreren", "fr": "plusieurs", "es": "varios", "pl": "kilkorga"}


@cache
def _patterns(tongue: str) -> dict[str, re.Pattern[str]]:
    """One pattern of each of KINDS, whole words; made once."""
    words = RARE[tongue]
    own = rf"{words.own}(?P<what>{'|'.join(words.work.values())})"
    told = {**{kind: getattr(words, kind) for kind in KINDS}, "own": own, "children": f"(?P<what>{words.children})"}
    return {kind: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for kind, pattern in told.items()}


def find_rare(reading: Reading) -> None:
    """Marks the work and the number of children where at least three of these meet: a place, a small one, a work that
    few have, three children or more, something that was talked about."""
    if reading.tongue not in RARE:
        return
    found = {kind: list(pattern.finditer(reading.plain)) for kind, pattern in _patterns(reading.tongue).items()}
    children = found["children"] + found["many"]
    met = [reading.of("place"), found["small"], found["own"], children, found["rarely"]]
    if sum(map(bool, met)) < ENOUGH or not (found["own"] or children):
        return
    for match in found["own"]:
        _add(reading, match, "what", _softer_work(reading.tongue, match["what"]))
    for match in found["many"]:
        _add(reading, match, "many", (SOME[reading.tongue],))
    for match in found["children"]:
        _add(reading, match, "what", wording(reading.tongue, "children"))


def _add(reading: Reading, match: re.Match[str], group: str, softer: tuple[str, ...]) -> None:
    if not reading.is_taken(*match.span(group)):
        reading.add(*match.span(group), "rare", _("Together with the rest of the text few people fit this."), softer)


def _softer_work(tongue: str, work: str) -> tuple[str, ...]:
    for softer, pattern in RARE[tongue].work.items():
        if re.fullmatch(pattern, work, re.IGNORECASE):
            return (softer,)
    return wording(tongue, "work")
