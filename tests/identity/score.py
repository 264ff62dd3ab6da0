"""How much of what identifies people is marked, and how much of what is marked does:

    python -m tests.identity.score [--show]

Over the texts in `corpus/tuning`, which the rules were made with, and `corpus/held_out`, which they were not. In the
texts {kind|words} is what should be marked. A find counts where it touches such words and has their kind.
"""

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leeward.settings")

from leeward.shelter.identity import KINDS, look

CORPUS = Path(__file__).parent / "corpus"
MARKED = re.compile(r"\{([a-z]+)\|([^}]*)\}")
TODAY = date(2024, 2, 1)
MEMBERS = ("rowan",)

Gold = tuple[int, int, str]


def texts(half: str) -> Iterator[tuple[str, list[Gold]]]:
    """(Text, what should be marked) of each text of one half."""
    for path in sorted((CORPUS / half).glob("*.txt")):
        for source in path.read_text(encoding="utf-8").split("\n---\n"):
            yield read(source.strip())


def read(source: str) -> tuple[str, list[Gold]]:
    plain, gold, after = "", [], 0
    for match in MARKED.finditer(source):
        plain += source[after : match.start()]
        gold.append((len(plain), len(plain) + len(match[2]), match[1]))
        plain, after = plain + match[2], match.end()
    return plain + source[after:], gold


@dataclass
class Score:
    """Counts by kind: of words that should be marked, how many were; of finds, how many were right."""

    wanted: Counter[str] = field(default_factory=Counter)
    met: Counter[str] = field(default_factory=Counter)
    warned: Counter[str] = field(default_factory=Counter)  # marked, as whatever kind
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def recall(self, kind: str = "") -> float:
        return _ratio(self.met, self.wanted, kind)

    def precision(self, kind: str = "") -> float:
        return _ratio(self.right, self.found, kind)


def _ratio(part: Counter[str], whole: Counter[str], kind: str) -> float:
    above, below = (part[kind], whole[kind]) if kind else (part.total(), whole.total())
    return above / below if below else 1.0


def score(half: str) -> Score:
    found = Score()
    for text, gold in texts(half):
        _count(found, text, gold)
    return found


def _count(score: Score, text: str, gold: list[Gold]) -> None:
    finds = look(text, known_names=MEMBERS, today=TODAY)
    for start, end, kind in gold:
        touching = [find for find in finds if find.start < end and start < find.end]
        score.wanted[kind] += 1
        score.warned[kind] += bool(touching)
        score.met[kind] += (met := any(find.kind == kind for find in touching))
        if not met:
            score.misses.append(
                f"  missed {kind}: {text[start:end]!r} (as {[f.kind for f in touching]}) {_around(text, start)}"
            )
    for find in finds:
        right = any(find.start < end and start < find.end and find.kind == kind for start, end, kind in gold)
        score.found[find.kind] += 1
        score.right[find.kind] += right
        if not right:
            score.misses.append(f"  wrong {find.kind}: {find.text!r} {_around(text, find.start)}")


def _around(text: str, place: int) -> str:
    return "... " + text[max(0, place - 25) : place + 35].replace("\n", " ")


def table(half: str) -> str:
    """As docs/before-you-publish.md has it."""
    found, rows = score(half), []
    for kind in [*(kind for kind in KINDS if found.wanted[kind] or found.found[kind]), ""]:
        wanted, marked = (
            (found.wanted[kind], found.found[kind]) if kind else (found.wanted.total(), found.found.total())
        )
        warned = _ratio(found.warned, found.wanted, kind)
        numbers = f"{found.precision(kind):.2f} | {found.recall(kind):.2f} | {warned:.2f}"
        rows.append(f"| {kind or 'all'} | {wanted} | {marked} | {numbers} |")
    return "\n".join(rows)


if __name__ == "__main__":
    import django

    django.setup()
    for half in ("tuning", "held_out"):
        print(
            f"\n{half}: {sum(1 for _ in texts(half))} texts\n| kind | there | marked | precision | recall "
            f"| marked as any kind |"
        )
        print(table(half))
        if "--show" in sys.argv and half in sys.argv:
            print("\n".join(score(half).misses))
