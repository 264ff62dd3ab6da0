"""How well stories on one subject find one another, and passages are found by a sentence:

    python -m tests.alike.score [--show]

Over the texts in `stories`: in each half six subjects, four stories each, in English, German, French, Spanish and
Polish, written so that those on one subject share few words. The numbers in `leeward/alike` were set on `tuning`;
`held_out` has other subjects and was written before. All are invented. A file's lines with "?" before them are
sentences that somebody might ask with.
"""

import math
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from leeward.alike.meaning import closeness, closeness_by_signs, packed, read, signs
from leeward.search.folding import words_of

STORIES = Path(__file__).parent / "stories"
FIRST = 5  # places that are looked at
ROUNDS = 200  # of drawing by chance


@dataclass(frozen=True)
class Text:
    """A story, or a sentence that asks for some."""

    subject: str
    language: str
    plain: str


@dataclass(frozen=True)
class Score:
    """Means over all who ask: nDCG and precision of the first five, and 1 / the place of the first right one."""

    ndcg: float
    precision: float
    mrr: float

    def __str__(self) -> str:
        return f"nDCG@5 {self.ndcg:.2f}  P@5 {self.precision:.2f}  MRR {self.mrr:.2f}"


def texts(half: str) -> tuple[list[Text], list[Text]]:
    """(stories, asking sentences) of one half."""
    stories, asking = [], []
    for path in sorted((STORIES / half).glob("*.txt")):
        source = path.read_text(encoding="utf-8")
        for language, line in re.findall(r"^\? (\w+): (.+)$", source, re.MULTILINE):
            asking.append(Text(path.stem, language, line))
        for part in re.split("^=== ", re.sub(r"^\? .*$", "", source, flags=re.MULTILINE), flags=re.MULTILINE)[1:]:
            language, _line, plain = part.partition("\n")
            stories.append(Text(path.stem, language, plain.strip()))
    return stories, asking


def score(rows: Sequence[Sequence[float]], asking: Sequence[str], asked: Sequence[str]) -> Score:
    """`rows[i][j]`: how like `asked[j]` is to `asking[i]`, both by subject; minus infinity is left out."""
    found = []
    for row, subject in zip(rows, asking, strict=True):
        order = sorted((place for place in range(len(row)) if row[place] > -math.inf), key=lambda place: -row[place])
        right = [asked[place] == subject for place in order]
        gain = sum(hit / math.log2(place + 2) for place, hit in enumerate(right[:FIRST]))
        most = sum(1 / math.log2(place + 2) for place in range(min(FIRST, sum(right))))
        first = next((1 / (place + 1) for place, hit in enumerate(right) if hit), 0.0)
        found.append((gain / most, sum(right[:FIRST]) / FIRST, first))
    return Score(*(sum(column) / len(found) for column in zip(*found, strict=True)))


def by_chance(asking: Sequence[Text], asked: Sequence[Text]) -> list[list[float]]:
    drawn = random.Random(7)
    return [[drawn.random() for _one in asked] for _row in asking]


def by_words(asking: Sequence[Text], asked: Sequence[Text]) -> list[list[float]]:
    """Plain full text: Okapi BM25 over stems, any of the words."""
    held = [Counter(word.stem for word in words_of(text.plain)) for text in asked]
    known = Counter(stem for words in held for stem in words)
    usual = sum(sum(words.values()) for words in held) / len(held)

    def weight(stem: str, words: Counter[str]) -> float:
        rare = math.log(1 + (len(held) - known[stem] + 0.5) / (known[stem] + 0.5))
        return rare * words[stem] * 2.2 / (words[stem] + 1.2 * (0.25 + 0.75 * sum(words.values()) / usual))

    sought = [{word.stem for word in words_of(text.plain)} for text in asking]
    return [[sum(weight(stem, words) for stem in stems if stem in words) for words in held] for stems in sought]


def by_meaning(asking: Sequence[Text], asked: Sequence[Text]) -> list[list[float]]:
    """As the page of stories does it."""
    stored = [whole for text in asked if (whole := read(text.plain).whole)]
    vectors, leans = [packed(one.vector) for one in stored], [packed(one.leans) for one in stored]
    sought = [whole for text in asking if (whole := read(text.plain).whole)]
    return [closeness(one, vectors, leans).tolist() for one in sought]


def by_signs(asking: Sequence[Text], asked: Sequence[Text]) -> list[list[float]]:
    """As passages are compared."""
    stored = [signs(whole.vector) for text in asked if (whole := read(text.plain).whole)]
    return [closeness_by_signs(whole, stored).tolist() for text in asking if (whole := read(text.plain).whole)]


Way = Callable[[Sequence[Text], Sequence[Text]], list[list[float]]]
WAYS: dict[str, Way] = {"chance": by_chance, "full text": by_words, "meaning": by_meaning, "meaning, signs": by_signs}


def stories_score(half: str, way: str) -> Score:
    """Each story asks for the others."""
    stories, _asking = texts(half)
    rows = WAYS[way](stories, stories)
    for place, row in enumerate(rows):
        row[place] = -math.inf
    subjects = [text.subject for text in stories]
    return score(rows, subjects, subjects)


def passages_score(half: str, way: str) -> Score:
    """Each sentence asks for passages of some fifty words."""
    stories, asking = texts(half)
    passages = [Text(text.subject, text.language, piece) for text in stories for piece in _pieces(text.plain)]
    subjects = [text.subject for text in asking]
    return score(WAYS[way](asking, passages), subjects, [text.subject for text in passages])


def _pieces(plain: str) -> list[str]:
    sentences = re.split(r"(?<=[.!?])\s+", " ".join(plain.split()))
    middle = len(sentences) // 2
    return [" ".join(sentences[:middle]), " ".join(sentences[middle:])]


def main() -> None:
    for half in ("tuning", "held_out"):
        for way in WAYS:
            print(f"{half:8} {way:15} stories  {stories_score(half, way)}   passages  {passages_score(half, way)}")
    if "--show" in sys.argv:
        stories, _asking = texts("tuning")
        for text, row in zip(stories, by_meaning(stories, stories), strict=True):
            best = sorted(range(len(row)), key=lambda place: -row[place])[1:5]
            near = [f"{stories[one].subject} {row[one]:.2f}" for one in best]
            print(text.subject, text.language, "->", *near)


if __name__ == "__main__":
    main()
