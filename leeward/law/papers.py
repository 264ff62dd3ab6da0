"""Papers that fill themselves: sections with facts from the house, what the operator says, and versions kept of both.

    register(Paper("records", _("Records of processing"), ..., sections=(Section(...), ...)))

A paper is declared once; its page, its versions, its yearly reminder, printing and both files follow from that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from leeward.clocks.deadlines import Deadline

Words = str | Promise


@dataclass(frozen=True)
class Question:
    """What only the operator knows. Asked in two papers, it is answered once."""

    name: str
    asks: Words
    hint: Words = ""


@dataclass(frozen=True)
class Rows:
    """A fact with parts: a heading, and (what, says) below it."""

    title: str
    rows: tuple[tuple[str, str], ...]


Said = str | Rows


@dataclass(frozen=True)
class Section:
    """`facts()` looks at the house now; a fixed number of queries."""

    title: Words
    facts: Callable[[], Iterable[Said]] = tuple
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True)
class Paper:
    """One document. `law`: keys of `sources`. `renew`: how long a version is good for; None: nobody is reminded."""

    name: str
    title: Words
    lead: Words
    law: tuple[str, ...]
    sections: tuple[Section, ...]
    renew: Deadline | None = None


@dataclass
class Filled:
    """A paper as it stands at a moment, in plain words only: what is shown, kept, printed and taken away as a file."""

    name: str
    title: str
    lead: str
    law: list[str]
    parts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def plain(self) -> dict[str, Any]:
        return {"name": self.name, "title": self.title, "lead": self.lead, "law": self.law, "parts": self.parts}


YEARLY = Deadline(_("Look it through again, and keep a new version"), "osa-illegal", months=12)

_PAPERS: dict[str, Paper] = {}
_QUESTIONS: dict[str, Question] = {}


def register(paper: Paper) -> None:
    """Two papers may ask the same question; two questions may not share a name."""
    if _PAPERS.setdefault(paper.name, paper) is not paper:
        raise ValueError(f"two papers are called {paper.name!r}")
    for section in paper.sections:
        for question in section.questions:
            if _QUESTIONS.setdefault(question.name, question) is not question:
                raise ValueError(f"two questions are called {question.name!r}")


def all_papers() -> list[Paper]:
    return list(_PAPERS.values())


def paper_of(name: str) -> Paper | None:
    return _PAPERS.get(name)


def question_of(name: str) -> Question | None:
    return _QUESTIONS.get(name)


def papers_asking(question: str) -> list[Paper]:
    return [
        one for one in all_papers() if any(question == asked.name for part in one.sections for asked in part.questions)
    ]


def fill(paper: Paper, answers: Mapping[str, str]) -> Filled:
    """The paper with what is true of the house now, and the operator's answers by question."""
    filled = Filled(paper.name, str(paper.title), str(paper.lead), list(paper.law))
    for section in paper.sections:
        filled.parts.append(
            {
                "title": str(section.title),
                "said": [plain(said) for said in section.facts()],
                "answers": [
                    {
                        "name": question.name,
                        "asks": str(question.asks),
                        "hint": str(question.hint),
                        "words": answers.get(question.name, ""),
                    }
                    for question in section.questions
                ],
            }
        )
    return filled


def plain(said: Said) -> dict[str, Any]:
    if isinstance(said, Rows):
        return {"title": said.title, "rows": [list(row) for row in said.rows]}
    return {"text": str(said)}


def left_open(filled: Filled) -> int:
    """How many questions nobody has answered."""
    return sum(not answer["words"] for part in filled.parts for answer in part["answers"])
