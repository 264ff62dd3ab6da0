"""Lists of words: first names and towns from packages, and short ones of our own in the folder `words`.

First names: `gender-guesser` (GPLv3), whose data file (Jörg Michael's nam_dict, GNU FDL) is read as text; none of its
code runs. Towns: the area-code tables of `phonenumbers` (Apache 2.0), read as text as well: importing them would cost
120 MB. Both are read once in a process, at the first look: 0.3 s, 1 MB.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from importlib.util import find_spec
from pathlib import Path

from leeward.web.strings import Strings

COUNTRIES = slice(30, 75)  # columns of nam_dict: Great Britain to Israel. Further east the names are English words.
INDIA = 76
CHINA = "'861"  # prefixes of Chinese mobiles: half of the tables, and no town in them that people here would write
TOWN = re.compile(r"'(?:en|de|fr|es)': ?(?:u\()?[\"']([^\"'\\]+(?:\\u[0-9a-f]{4}[^\"'\\]*)*)")
ROOM = 43_690  # names, or towns: their tables are half a megabyte each
ESCAPE = re.compile(r"\\u([0-9a-f]{4})")


@cache
def words(name: str) -> frozenset[str]:
    """Our own list `words/<name>.txt`, small letters; lines that begin with # are remarks."""
    text = files("leeward.shelter.identity").joinpath("words", f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.lower().split())


@cache
def lines(name: str) -> tuple[str, ...]:
    """Our own list with more than one word a line."""
    text = files("leeward.shelter.identity").joinpath("words", f"{name}.txt").read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


def _package(name: str) -> Path:
    """Where a package stands, without running any of it."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(name)
    return Path(spec.origin).parent


@cache
def first_names() -> Strings:
    """Small letters. Without what is an ordinary word in one of our languages: see `words/not_names.txt`."""
    return Strings.of((name for name in _names() if name not in words("not_names")), ROOM)


def _names() -> Iterator[str]:
    yield from words("more_names")
    with (_package("gender_guesser") / "data" / "nam_dict.txt").open(encoding="utf-8") as table:
        for line in table:
            name = line[3:29].strip()
            if line[0] != "#" and len(name) > 2 and "+" not in name and (line[COUNTRIES] + line[INDIA]).strip(" +-"):
                yield name.lower()


@cache
def towns() -> Strings:
    """Small letters: places with an area code of their own in Europe, the Americas, Africa and Australia."""
    not_towns = set(lines("not_towns"))
    return Strings.of((town for town in _towns() if town not in not_towns), ROOM)


def _towns() -> Iterator[str]:
    yield from lines("more_towns")
    for table in sorted((_package("phonenumbers") / "geodata").glob("data*.py")):
        yield from _towns_in(table)


def _towns_in(table: Traversable | Path) -> Iterator[str]:
    text = table.read_text(encoding="utf-8")
    if text.count(CHINA) > text.count("\n") // 2:
        return
    for name in {match[1] for match in TOWN.finditer(text)}:
        plain = ESCAPE.sub(lambda one: chr(int(one[1], 16)), name).partition(",")[0].partition(" - ")[0].lower()
        if len(plain) > 3 and not re.search(r"[\d/()]", plain):
            yield plain
            yield from (plain.partition(word)[0] for word in (" am ", " im ", " an der ", " upon ") if word in plain)
