"""The most telling words of a text: rare on this board, and said more than once. By these it is looked for too."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from django.db import connection

from leeward.search.asking import Question
from leeward.search.folding import words_of
from leeward.search.questions import Term

READ_MAX = 20_000  # characters: the words of a longer text are the same ones again
ASKED = 48  # words of which it is asked how rare they are: the longest and most used
TELLING = 10  # of these are looked for
SAMPLE = 1_000  # entries, the newest: in how many of them a word stands says how rare it is
COMMON = SAMPLE // 20  # a word in more of them than this tells nothing
LETTERS_MIN = 4


def telling_words(plain: str) -> tuple[Term, ...]:
    """The rarest first; none where nothing is. One query, which reads some thousand entries of the index at most."""
    counts: Counter[tuple[str, str]] = Counter()
    for word in words_of(plain[:READ_MAX]):
        if len(word.folded) >= LETTERS_MIN and not word.folded.isdecimal():
            counts[word.folded, word.stem] += 1
    by_stem = {stem: (folded, times) for (folded, stem), times in reversed(counts.most_common())}
    likely = sorted(by_stem, key=lambda stem: (-by_stem[stem][1], -len(by_stem[stem][0]), stem))
    terms = [Term((by_stem[stem][0],), (stem,)) for stem in _longest(likely)]
    if not terms:
        return ()
    held = _held(terms)
    worth = {
        term: (1 + math.log(by_stem[term.stems[0]][1])) * math.log(SAMPLE / (1 + held[place]))
        for place, term in enumerate(terms)
        if held[place] <= COMMON
    }
    return tuple(sorted(worth, key=lambda term: -worth[term])[:TELLING])


def _longest(likely: Sequence[str]) -> list[str]:
    """Half by how often they are said, half by their length: rare words are long."""
    often = list(likely[: ASKED // 2])
    rest = sorted(likely[ASKED // 2 :], key=len, reverse=True)
    return often + rest[: ASKED - len(often)]


def _held(terms: Sequence[Term]) -> list[int]:
    """In how many of the newest entries each stands."""
    expressions = [Question((term,)).either()[0] for term in terms]
    newest = "(SELECT max(rowid) FROM search_words) - %s"
    asked: list[str | int] = []
    if connection.vendor == "postgresql":
        columns = ", ".join(["count(*) FILTER (WHERE search_words @@ to_tsquery('search_english', %s))"] * len(terms))
        sql = f"SELECT {columns} FROM search_words WHERE rowid > {newest}"  # noqa: S608 (constants)
        asked += [*expressions, SAMPLE]
    else:
        one = f"(SELECT count(*) FROM search_words WHERE search_words MATCH %s AND rowid > {newest})"  # noqa: S608
        sql = "SELECT " + ", ".join([one] * len(terms))
        for expression in expressions:
            asked += [expression, SAMPLE]
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return list(cursor.fetchone() or [0] * len(terms))
