"""From finds to a list that a person can go through, and from their choices to a new text."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from leeward.shelter.identity.capitals import at_start
from leeward.shelter.identity.finding import KINDS, Find

LEAVE, OWN = "leave", "own"


@dataclass(frozen=True)
class Group:
    """The same words of the same kind, wherever they stand: one row of the list, one choice."""

    number: int
    key: str  # the same for the same words, and says nothing about them
    kind: str
    text: str
    why: str
    softer: tuple[str, ...]
    times: int

    @property
    def label(self) -> str:
        return str(KINDS[self.kind])


@dataclass(frozen=True)
class Piece:
    """A stretch of the text, with the number of its row where something was found."""

    text: str
    number: int | None


def key_of(find: Find) -> str:
    """Short, without a word of the text: it stands in names of fields."""
    return hashlib.blake2s(
        f"{find.kind}\0{find.text.casefold()}".encode("utf-8", "surrogatepass"), digest_size=5
    ).hexdigest()


def grouped(*found: Sequence[Find]) -> tuple[Group, ...]:
    """Rows in the order in which their words first come; the finds of a title may stand before those of a body."""
    rows: dict[str, list[Find]] = {}
    for find in (one for finds in found for one in finds):
        rows.setdefault(key_of(find), []).append(find)
    return tuple(
        Group(number, key, finds[0].kind, finds[0].text, finds[0].why, _wordings(finds), len(finds))
        for number, (key, finds) in enumerate(rows.items(), start=1)
    )


def _wordings(finds: Sequence[Find]) -> tuple[str, ...]:
    """What every one of them may become, the best of the first first; "" only where it fits them all."""
    ordered = sorted(finds, key=lambda find: "" in find.softer)  # what stands alone needs the better wording
    all_of_them = dict.fromkeys(word for find in ordered for word in find.softer)
    return tuple(word for word in all_of_them if word or all("" in find.softer for find in finds))


def pieces(text: str, finds: Sequence[Find], groups: Sequence[Group]) -> list[Piece]:
    """The whole text, cut where something was found."""
    numbers, cut, after = {group.key: group.number for group in groups}, [], 0
    for find in finds:
        cut += [Piece(text[after : find.start], None), Piece(find.text, numbers[key_of(find)])]
        after = find.end
    return [piece for piece in [*cut, Piece(text[after:], None)] if piece.text]


def reworded(text: str, finds: Sequence[Find], chosen: Mapping[str, str]) -> str:
    """The text with the wordings chosen, by `Group.key`. What nobody chose for stays."""
    parts, after = [], 0
    for find in finds:
        wording = chosen.get(key_of(find))
        if wording is None:
            continue
        start, put = _fitted(text, find, wording)
        parts += [text[after:start], put]
        after = find.end
    return "".join([*parts, text[after:]])


def _fitted(text: str, find: Find, wording: str) -> tuple[int, str]:
    """(Where it goes, what is put): with a capital where a sentence begins. "My husband Martin" does not become "my
    husband my husband"; nothing at all takes the gap before it along."""
    before = text[: find.start].rstrip(" ")
    if "" in find.softer and before.casefold().endswith(wording.casefold()):
        wording = ""
    if not wording:
        follows = text[find.end : find.end + 1]
        return (find.start if follows and (follows.isalnum() or not before) else len(before)), ""
    if wording.endswith(".") and text[find.end : find.end + 1] in {".", "'", "’"}:
        wording = wording[:-1]
    return find.start, wording[0].upper() + wording[1:] if at_start(text, find.start) else wording
