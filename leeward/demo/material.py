"""Reads what was written by hand under `material/`; the forms are described in `material/README.md`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from leeward.demo.phrases import Template, cut


@dataclass(frozen=True)
class Person:
    """A member as the generator needs them: how they type, and whom their own story is about."""

    name: str
    role: str
    joined_days: int
    mine: str
    he: str
    kid: str
    kid_he: str
    habits: tuple[str, ...]
    about: str


@dataclass(frozen=True)
class Seed:
    """The core of a topic: `who` is typed as the author says it ("my husband"), `it` as others do."""

    title: str
    board: str
    theme: str
    who: str
    he: str
    it: str
    text: str
    author: str = ""


@dataclass(frozen=True)
class WrittenPost:
    """A post written by hand; `step` is the time since the one before ("4h", "3d 21:15")."""

    author: str
    step: str
    is_update: bool
    text: str


@dataclass(frozen=True)
class WrittenTopic:
    """A topic written by hand, with how many composed answers may grow on it."""

    seed: Seed
    ago: str
    posts: tuple[WrittenPost, ...]
    marks: frozenset[str]
    grow: int
    cast: dict[str, str] = field(default_factory=dict)
    alias: dict[str, str] = field(default_factory=dict)  # another name in this topic -> whose it is
    goes_on: str = ""  # the title of the topic with whose story it goes on
    recap: str = ""


def _texts(folder: str) -> Iterator[tuple[str, str]]:
    """(stem, text) of each file in a folder of the material, by name, so that the order never varies."""
    place: Traversable = files("leeward.demo") / "material" / folder
    for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith(".txt"):
            yield entry.name.removesuffix(".txt"), entry.read_text(encoding="utf-8")


@cache
def toml(name: str) -> dict[str, Any]:
    """A TOML file of the material."""
    return tomllib.loads((files("leeward.demo") / "material" / name).read_text(encoding="utf-8"))


@cache
def people() -> tuple[Person, ...]:
    """All members, in the order of `people.txt`."""
    text = (files("leeward.demo") / "material" / "people.txt").read_text(encoding="utf-8")
    return tuple(_person(line) for line in text.splitlines() if line and not line.startswith("#"))


def _person(line: str) -> Person:
    name, role, days, mine, kid, habits, about = (cell.strip() for cell in line.split("|"))
    phrase, _, he = mine.rpartition(" ")
    child, _, kid_he = kid.rpartition(" ")
    return Person(name, role, int(days), phrase, he, child, kid_he, tuple(habits.split()), about)


@cache
def bank() -> dict[tuple[str, str], tuple[Template, ...]]:
    """(theme, function) -> templates. A file is a theme; `## function` opens a part; blank lines separate."""
    found: dict[tuple[str, str], tuple[Template, ...]] = {}
    for theme, text in _texts("bank"):
        for part in text.split("\n## ")[1:]:
            function, _, body = part.partition("\n")
            blocks = [block.strip() for block in body.split("\n\n") if block.strip()]
            cards = tuple(cut(block) for block in blocks for _ in range(_share(block)))
            found[theme, function.strip()] = found.get((theme, function.strip()), ()) + cards
    return found


def _share(block: str) -> int:
    """How often a card lies in its deck: those made of slots alone come out new each time, so more often."""
    own_words = "".join(piece.rpartition("}")[2] for piece in block.split("{"))
    return 1 if any(letter.isalpha() for letter in own_words) else 3


@cache
def slots() -> dict[str, tuple[str, ...]]:
    """Values for the slots that no fact fills; `{Friend}` is `{friend}` at the start of a sentence."""
    dealt = toml("slots.toml") | toml("sentences.toml")
    dealt["weather_s"] = [f"{text}." for text in dealt["weather"]]
    found = {name: tuple(values) for name, values in dealt.items()}
    opening = {
        name.capitalize(): tuple(value[0].upper() + value[1:] for value in values) for name, values in found.items()
    }
    return found | opening


@cache
def seeds() -> tuple[Seed, ...]:
    """Cores for composed topics: `## title | theme | who | he | it | author`, the file's name being the board."""
    found = []
    for board, text in _texts("seeds"):
        for part in ("\n" + text).split("\n## ")[1:]:
            head, _, body = part.partition("\n")
            cells = [cell.strip() for cell in head.split("|")] + ["", "", "", "", ""]
            title, theme, who, he, it, author, *_ = cells
            found.append(Seed(title, board.partition("-")[0], theme, who, he, it, body.strip(), author))
    return tuple(found)


@cache
def written() -> tuple[WrittenTopic, ...]:
    """Topics written by hand: `=== title`, header lines, then `--- author +4h` before each post."""
    return tuple(_written(part) for _, text in _texts("written") for part in ("\n" + text).split("\n=== ")[1:])


def _written(part: str) -> WrittenTopic:
    top, *blocks = part.split("\n--- ")
    title, *lines = top.strip().splitlines()
    head = dict(_pair(line) for line in lines if line.strip())
    seed = Seed(
        title.strip(),
        head["board"],
        head.get("theme", "partner"),
        head.get("who", ""),
        head.get("he", ""),
        head.get("it", ""),
        "",
    )
    return WrittenTopic(
        seed,
        head["ago"],
        tuple(_post(block) for block in blocks),
        frozenset(head.get("marks", "").split()),
        int(head.get("grow", "0")),
        dict(_pair(entry, "=") for entry in head.get("cast", "").split(";") if entry),
        dict(_pair(entry, "=") for entry in head.get("alias", "").split(";") if entry),
        head.get("goes on", ""),
        head.get("recap", ""),
    )


def _pair(line: str, mark: str = ":") -> tuple[str, str]:
    name, _, value = line.partition(mark)
    return name.strip(), value.strip()


def _post(block: str) -> WrittenPost:
    head, _, text = block.partition("\n")
    author, *rest = head.split()
    is_update = "update" in rest
    step = " ".join(word.lstrip("+") for word in rest if word != "update")
    return WrittenPost(author, step, is_update, text.strip())
