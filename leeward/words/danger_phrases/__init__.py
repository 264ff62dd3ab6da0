"""The care rules' tables, one file a language; `danger` reads them, docs/care.md shows them.

Each has `self` (the writer's own life), `another` (danger from somebody now) and `child`: one phrase a line, word after
word. "a/b" is either word, "beginn*" every word that begins so, "(word)" may be left out, ".." steps over up to four
words of the same sentence, "..." over up to twelve, also past its end; "!word" means that this word does not follow.
A word in capitals is one of `sets`. Accents and case do not count; "don't" is written "dont", "j'ai" is "j ai".

What takes a phrase back: `not` shortly before it; in the same sentence `past` (long ago) or `otherwise` (a film, a
song, a hunter); `asked` (a doctor's question), for one's own life only. Words in quotation marks never count for one's
own life.
"""

from __future__ import annotations

from leeward.words.danger_phrases import ar, de, en, es, fr, pl

Table = dict[str, tuple[str, ...]]

KINDS = ("self", "another", "child")
UNLESS = ("past", "otherwise", "asked")
TABLES: dict[str, Table] = {"en": en.TABLE, "de": de.TABLE, "es": es.TABLE, "fr": fr.TABLE, "ar": ar.TABLE,
                            "pl": pl.TABLE}  # fmt: skip


def alternatives(slot: str, sets: tuple[str, ...]) -> list[str]:
    """The words of one slot, a set's name put in full."""
    named = dict(line.split(" ", 1) for line in sets)
    return [word for part in slot.split("/") for word in named.get(part, part).split("/")]
