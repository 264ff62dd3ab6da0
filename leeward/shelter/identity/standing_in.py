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
            yield match.start(), match.end(), instead.upper() if len(match[0]) > 1 and match[0].isupper() else instead


def stood_in(text: str, stand_ins: Sequence[StandIn]) -> str:
    """The text with every name of the list replaced; THOMAS by capitals, and with one where a sentence begins."""
    parts, after = [], 0
    for start, end, instead in standings(text, stand_ins):
        opens = at_start(text, start) and not text[start].islower()
        parts += [text[after:start], instead[0].upper() + instead[1:] if opens else instead]
        after = end
    return "".join([*parts, text[after:]])
