"""How often each of the three gentle questions is asked where it should be, and only there:

    python -m tests.words.gentle_score

Over the replies in `gentle/tuning`, on which the tables were set, and `gentle/held_out`, written before and not looked
at while setting them. All are invented. The first line of each names the questions that somebody who answers well would
want to be asked; - for none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from leeward.words.gentle import look

TEXTS = Path(__file__).parent / "gentle"
PROMPTS = ("heard", "asks", "about")


def texts(half: str) -> Iterator[tuple[str, str, set[str]]]:
    """(language, reply, the questions in place)."""
    for path in sorted((TEXTS / half).glob("*.txt")):
        for part in path.read_text(encoding="utf-8").split("\n---\n"):
            wanted, _line, reply = part.strip().partition("\n")
            yield path.stem, reply, set(wanted.split()) - {"-"}


@dataclass
class Score:
    """`wanted`: where it should be asked; `asked`: where it is; `right`: both."""

    wanted: int = 0
    asked: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        return self.right / self.asked if self.asked else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.wanted if self.wanted else 1.0


def score(half: str, prompt: str) -> Score:
    total = Score()
    for _language, reply, wanted in texts(half):
        asked = getattr(look(reply, quotes=False), prompt)
        total.wanted += prompt in wanted
        total.asked += asked
        total.right += asked and prompt in wanted
    return total


def main() -> None:
    for half in ("tuning", "held_out"):
        for prompt in PROMPTS:
            found = score(half, prompt)
            print(
                f"{half:8} {prompt:5} wanted {found.wanted:3} asked {found.asked:3} "
                f"precision {found.precision:.2f} recall {found.recall:.2f}"
            )


if __name__ == "__main__":
    main()
