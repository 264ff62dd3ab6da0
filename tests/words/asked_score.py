"""How many of the asks of a long post are found, and how many of those found are asks:

    python -m tests.words.asked_score [--show]

Over the texts in `asked/tuning`, on which the points were set, and `asked/held_out`, written before and not looked at
while setting them. All are invented. In the texts {ask|words} is what somebody who answers should see at the top.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from leeward.words import clean_text
from leeward.words.asks import ASKS_FROM, asks_of
from leeward.words.marking import mark
from leeward.words.reading import read

TEXTS = Path(__file__).parent / "asked"
MARKED = re.compile(r"\{ask\|([^}]*)\}")


def texts(half: str) -> Iterator[tuple[str, str, list[str]]]:
    """(language, text, what it asks) of each text of one half."""
    for path in sorted((TEXTS / half).glob("*.txt")):
        for source in path.read_text(encoding="utf-8").split("\n---\n"):
            yield path.stem, MARKED.sub(r"\1", source.strip()), MARKED.findall(source)


@dataclass
class Score:
    """`asked`: how many there are; `met`: how many of them are shown; `right` of `shown` are asks."""

    asked: int = 0
    met: int = 0
    shown: int = 0
    right: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.shown if self.shown else 1.0

    @property
    def recall(self) -> float:
        return self.met / self.asked if self.asked else 1.0


def same(shown: str, asked: str) -> bool:
    """A long sentence is shown in part."""
    here, there = (re.sub(r"\W+", " ", text).strip() for text in (shown, asked))
    return bool(here) and (here in there or there in here)


def score(half: str, language: str = "") -> Score:
    """Whatever the texts' length: Arabic says in 150 words what takes English 250."""
    total = Score()
    for spoken, source, asked in texts(half):
        if language and spoken != language:
            continue
        tokens = read(clean_text(source))
        shown = [ask.text for ask in asks_of(tokens, mark(tokens, 3), "p1", ASKS_FROM).shown]
        total.asked += len(asked)
        total.shown += len(shown)
        hits = [one for one in shown if any(same(one, ask) for ask in asked)]
        missed = [ask for ask in asked if not any(same(one, ask) for one in shown)]
        total.right, total.met = total.right + len(hits), total.met + len(asked) - len(missed)
        total.wrong += [f"  {spoken}: not asked: {one}" for one in shown if one not in hits]
        total.wrong += [f"  {spoken}: missed: {ask}" for ask in missed]
    return total


def main() -> None:
    for half in ("tuning", "held_out"):
        for language in [*sorted({spoken for spoken, _, _ in texts(half)}), ""]:
            found = score(half, language)
            print(
                f"{half:8} {language or 'all':3} asks {found.asked:3} shown {found.shown:3} "
                f"precision {found.precision:.2f} recall {found.recall:.2f}"
            )
        if "--show" in sys.argv and (half == "tuning" or "--all" in sys.argv):
            print("\n".join(score(half).wrong))


if __name__ == "__main__":
    main()
