"""From what was asked to what each engine understands: every word quoted, no word ever an operator."""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from leeward.search.questions import Term

NEAR = 10  # words between two that count as said together


@dataclass(frozen=True)
class Question:
    """What to look for. Ids are those of rows that exist; moments are the first and the last that count."""

    terms: tuple[Term, ...]
    author_id: int | None = None
    board_id: int | None = None
    since: datetime | None = None
    until: datetime | None = None

    def expression(self) -> tuple[str, str]:
        """(words, facts) for `Entry.words__matches`; on SQLite both are one."""
        words, facts = self._both()
        return (words, facts) if connection.vendor == "postgresql" else (_in_text(words) + _also(facts), "")

    def either(self) -> tuple[str, str]:
        """As `expression`, for entries that hold any of the terms."""
        if connection.vendor == "postgresql":
            return " | ".join(map(_for_postgres, self.terms)), ""
        return _in_text(self.any_word()), ""

    def _both(self) -> tuple[str, str]:
        if connection.vendor == "postgresql":
            return " & ".join(map(_for_postgres, self.terms)), " & ".join(map(str.upper, self._facts(" | ")))
        return " AND ".join(map(_for_sqlite, self.terms)), " AND ".join(self._facts(" OR "))

    def any_word(self) -> str:
        """SQLite: entries that hold any of the words."""
        return " OR ".join(map(_for_sqlite, self.terms))

    def closeness(self) -> list[str]:
        """What the ranking asks beside the match. SQLite: all in the title; all within ten words of one another.

        The facts stand in these too, so that they walk no further than the match did.
        """
        words, facts = self._both()
        if connection.vendor == "postgresql":
            return [words]
        together = f"NEAR({' '.join(map(_for_sqlite, self.terms))}, {NEAR})" if self.terms[1:] else words
        return [f"{{title}} : ({words}){_also(facts)}", _in_text(together) + _also(facts)]

    def _facts(self, either: str) -> list[str]:
        """What the index knows beside words: it narrows early, the rows themselves decide."""
        facts = [f"b{self.board_id}"] if self.board_id else []
        facts += [f"a{self.author_id}"] if self.author_id else []
        if self.since or self.until:
            facts.append(f"({either.join(f'y{year:04}' for year in self._years())})")
        return facts

    def _years(self) -> range:
        """Years of UTC, as in the index; both ends are bounded by the form."""
        assert self.since
        assert self.until
        return range(self.since.year, self.until.year + 1)


def _in_text(words: str) -> str:
    """SQLite: in whichever of a post's columns of words."""
    return f"{{title body}} : ({words})"


def _also(facts: str) -> str:
    return f" AND facts : ({facts})" if facts else ""


def _for_sqlite(term: Term) -> str:
    return f'"{" ".join(term.words)}"' + ("*" if term.begins else "")


def _for_postgres(term: Term) -> str:
    """Words hold letters, digits and combining signs only, so that a quote cannot be closed from inside."""
    words = [f"'{word}'" for word in term.words]
    return "(" + " <-> ".join(words) + (":*" if term.begins else "") + ")"
