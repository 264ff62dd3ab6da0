"""A member's own stand-ins: "Thomas = T". Whole words only; a capital at the beginning and a possessive stay."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from leeward.shelter.identity.capitals import at_start

MOST = 200  # on one list
LONGEST = 80  # characters of a name


@dataclass(frozen=True)
class StandIn:
    """Instead of `name`, `instead` is written."""

    name: str
    instead: str


def read_list(typed: str) -> tuple[tuple[StandIn, ...], str]:
    """(The list, the first line that cannot be read or ""): one "name = stand-in" a line; a name given twice counts
    as it was given last."""
    found: dict[str, StandIn] = {}
    for line in filter(str.strip, typed.splitlines()):
        name, sign, instead = (" ".join(part.split()) for part in line.partition("="))
        if not (name and sign and instead) or len(name) > LONGEST or len(instead) > LONGEST:
            return (), line.strip()[:LONGEST]
        found[name.casefold()] = StandIn(name, instead)
    if len(found) > MOST:
        return (), list(found.values())[MOST].name
    return tuple(found.values()), ""


def written_list(stand_ins: Sequence[StandIn]) -> str:
    """As `read_list` reads it."""
    return "\n".join(f"{one.name} = {one.instead}" for one in stand_ins)


def standings(text: str, stand_ins: Sequence[StandIn]) -> Iterator[tuple[int, int, str]]:
    """(start, end, what to write there) for each name of the list in the text; of two the longer."""
    if not stand_ins:
        return
    by_name = {one.name.casefold(): one.instead for one in stand_ins}
    names = sorted(by_name, key=len, reverse=True)
    either = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    for match in re.finditer(rf"(?<!\w)(?:{either})(?!\w)", text, re.IGNORECASE):
        instead = by_name.get(" ".join(match[0].casefold().split()))
        if instead is not None and match[0] != instead:
            yield match.start(), match.end(), _in_the_case_of(match[0], instead, first=at_start(text, match.start()))


def _in_the_case_of(found: str, instead: str, *, first: bool) -> str:
    """As the list has it ("my ex"), but in capitals for THOMAS, and with one where a sentence begins with it."""
    if len(found) > 1 and found.isupper():
        return instead.upper()
    return instead[0].upper() + instead[1:] if first and not found[0].islower() else instead


def stood_in(text: str, stand_ins: Sequence[StandIn]) -> str:
    """The text with every name of the list replaced."""
    parts, after = [], 0
    for start, end, instead in standings(text, stand_ins):
        parts += [text[after:start], instead]
        after = end
    return "".join([*parts, text[after:]])
