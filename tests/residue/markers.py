"""What must not be found: collected while walking, searched for in every writing that a browser might use."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import quote, quote_plus

from tests.residue.profile import readings

STATIC = Path(__file__).resolve().parents[2] / "leeward" / "static"
SHORTEST = 5  # characters; a shorter name stands within too many other words


@cache
def _files_for_everybody() -> str:
    """Our style sheets and scripts, small letters throughout."""
    files = [*STATIC.glob("css/*.css"), *STATIC.glob("js/*.js")]
    return "\n".join(file.read_text().lower() for file in files)


def writings(words: str) -> set[bytes]:
    """The words in every form in which they may rest, small letters throughout."""
    plain = words.lower()
    forms = {plain, quote(plain).lower(), quote_plus(plain).lower(), json.dumps(plain)[1:-1].lower()}
    return {form.encode() for form in forms} | {plain.encode("utf-16-le")}


@dataclass
class Markers:
    """Words by kind: title, post, draft, message, search, name, address, picture (what it shows, its file's name)."""

    words: dict[str, str] = field(default_factory=dict)  # the words -> their kind
    pieces: list[bytes] = field(default_factory=list)  # of pictures: bytes that stand in no other file

    def add(self, kind: str, found: Iterable[str]) -> None:
        """Less what stands in the files that every visitor gets: "slate" is in each "translate" of a style sheet."""
        for words in found:
            if len(words := " ".join(words.split())) >= SHORTEST and words.lower() not in _files_for_everybody():
                self.words.setdefault(words, kind)

    def without(self, others: Iterable[str]) -> "Markers":
        """Those that do not stand in every browser's profile anyhow."""
        left_out = set(others)
        return Markers({words: kind for words, kind in self.words.items() if words not in left_out}, self.pieces)

    def found_in(self, profile: Path) -> list[tuple[str, str, str]]:
        """(kind, words, where) of each marker in each place."""
        needles = [(kind, words, writings(words)) for words, kind in self.words.items()]
        hits: set[tuple[str, str, str]] = set()
        for where, data in readings(profile):
            small = data.lower()
            hits.update((kind, words, where) for kind, words, forms in needles if any(form in small for form in forms))
            hits.update(("picture", piece.hex(), where) for piece in self.pieces if piece in data)
        return sorted(hits)
