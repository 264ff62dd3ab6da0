"""How often the care rules find words that mean danger to life, and only those:

    python -m tests.care.score [--show]

Over the texts in `texts`, one a line, the kind of danger before the bar ("-" for none). The tables were set on
`tuning`; `held_out` was written before them. All are invented, and one author wrote both and the tables.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from leeward.words.danger import kinds_in, look
from leeward.words.danger_phrases import TABLES

TEXTS = Path(__file__).parent / "texts"
HALVES = ("tuning", "held_out")


@dataclass
class Score:
    """`texts` in all; of those in danger how many were found, and how many were found that are not."""

    texts: int = 0
    danger: int = 0
    found: int = 0
    wrongly: int = 0

    @property
    def precision(self) -> float:
        return self.found / (self.found + self.wrongly) if self.found + self.wrongly else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.danger if self.danger else 1.0


def texts(half: str, language: str) -> Iterator[tuple[str, str]]:
    """(kind or "-", text)."""
    for line in (TEXTS / half / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        kind, _bar, text = line.partition(" | ")
        yield kind, text


def score(half: str, language: str) -> Score:
    """Found is found, whatever its kind: the desk reads it in any case. All tables look, as in a house."""
    total = Score()
    for kind, text in texts(half, language):
        is_found = bool(look(text))
        total.texts += 1
        total.danger += kind != "-"
        total.found += is_found and kind != "-"
        total.wrongly += is_found and kind == "-"
    return total


def table() -> list[str]:
    """As docs/care.md shows it."""
    rows = ["| language | half | texts | in danger | precision | recall |", "| --- | --- | --- | --- | --- | --- |"]
    for language in TABLES:
        for half in HALVES:
            one = score(half, language)
            name = half.replace("_", " ")
            rows.append(
                f"| {language} | {name} | {one.texts} | {one.danger} | {one.precision:.2f} | {one.recall:.2f} |"
            )
    return rows


def main() -> None:
    print("\n".join(table()))
    if "--show" in sys.argv:  # the tuning half alone: the other is not to be looked at
        for language in TABLES:
            for kind, text in texts("tuning", language):
                found = kinds_in(look(text))
                if found != [kind] and (found or kind != "-"):
                    print(language, kind, "->", *found, "|", text)


if __name__ == "__main__":
    main()
