"""What the pages of the law pack show. A fixed number of queries each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from leeward.house.context import the_house
from leeward.law.models import Answer, Edition, Hold, Matter, Step
from leeward.law.papers import Filled, Paper, all_papers, fill
from leeward.law.registers import Register, all_registers, register_of
from leeward.members.models import Member
from leeward.moderation.decided import Decision, Does
from leeward.web.times import day

PAGE = 100


@dataclass(frozen=True)
class Line:
    """One entry in a list. `due` is empty where nothing is due (any more)."""

    matter: Matter
    register: Register
    kind: str
    who: str
    due: datetime | None
    due_words: str
    what: str  # has to be done by then
    is_over: bool
    hold: Hold | None = None


@dataclass(frozen=True)
class PaperLine:
    """A paper in the list of papers."""

    paper: Paper
    open_questions: int
    last: Edition | None
    again_at: datetime | None


def to_the_hour(moment: datetime) -> str:
    """A due moment is the one thing in this house that needs a clock: "22 November 2026, 14:30"."""
    return date_format(timezone.localtime(moment), "j F Y, H:i")


def line_of(matter: Matter, hold: Hold | None = None) -> Line:
    register = register_of(matter.register)
    assert register
    deadline = register.deadline_of(matter)
    runs = deadline and not matter.met_at and not matter.settled_at and not _decided(matter)
    due = register.due(matter) if runs else None
    return Line(
        matter,
        register,
        register.label_of(matter.kind),
        matter.said["who"],
        due,
        (to_the_hour(due) if deadline and deadline.hours else day(due)) if due else "",
        str(deadline.what) if deadline and runs else "",
        bool(due and due < timezone.now()),
        hold,
    )


def _decided(matter: Matter) -> bool:
    """A legal notice is decided at the desk."""
    return bool(matter.report and matter.report.case.settled_at)


def waiting(viewer: Member) -> list[Line]:
    """All whose clock runs, the soonest first. One query."""
    rows = Matter.objects.visible_to(viewer).waiting().select_related("report__case")
    found = [line_of(row) for row in rows.order_by("pk")[:500]]
    return sorted((line for line in found if line.due), key=lambda line: line.due or timezone.now())


def entries(viewer: Member, register: Register, before: int | None = None) -> tuple[list[Line], int | None]:
    """(a page of a register, the latest first; where the next begins). One query."""
    rows = Matter.objects.visible_to(viewer).filter(register=register.name)
    rows = rows.select_related("report__case", "hold_on").order_by("-pk")
    found = list((rows.filter(pk__lt=before) if before else rows)[: PAGE + 1])
    more = found[PAGE - 1].pk if len(found) > PAGE else None
    return [line_of(row, getattr(row, "hold_on", None)) for row in found[:PAGE]], more


def whole(viewer: Member, register: Register) -> list[Matter]:
    """Every entry of a register, the oldest first. One query."""
    return list(Matter.objects.visible_to(viewer).filter(register=register.name).order_by("pk"))


def open_counts(viewer: Member) -> list[tuple[Register, int]]:
    """Each register with how many entries are not closed. A query each."""
    rows = Matter.objects.visible_to(viewer).filter(settled_at=None)
    undecided = Q(report=None) | Q(report__case__settled_at=None)
    return [(one, rows.filter(undecided, register=one.name).count()) for one in all_registers()]


def steps_of(matter: Matter) -> list[Step]:
    return list(matter.steps.select_related("by").order_by("pk"))


def hold_of(matter: Matter) -> Hold | None:
    return Hold.objects.filter(matter=matter).select_related("agreed_by").first()


def face_held(hold: Hold) -> Member | None:
    """Whom a hold names. One query, and none where it names a post or a topic."""
    return Member.objects.filter(ref=hold.about).first() if hold.subject == "member" else None


def decision_on(matter: Matter) -> Decision | None:
    """What was decided at the desk about a legal notice, the latest."""
    if matter.report is None:
        return None
    return Decision.objects.filter(case=matter.report.case_id).exclude(kind=Does.UNDO).order_by("-pk").first()


def filled(paper: Paper) -> Filled:
    return fill(paper, Answer.all_words())


def papers(viewer: Member) -> list[PaperLine]:
    """Every paper, what is left open in it, and its last version."""
    answers = {name for name, words in Answer.all_words().items() if words}
    last: dict[str, Edition] = {}
    for edition in Edition.objects.visible_to(viewer).defer("sealed").order_by("pk"):
        last[edition.paper] = edition
    return [_paper_line(paper, answers, last.get(paper.name)) for paper in all_papers()]


def _paper_line(paper: Paper, answers: set[str], last: Edition | None) -> PaperLine:
    asked = {question.name for section in paper.sections for question in section.questions}
    again = paper.renew.due(last.at) if paper.renew and last else None
    return PaperLine(paper, len(asked - answers), last, again)


def editions(viewer: Member, paper: Paper) -> list[Edition]:
    rows = Edition.objects.visible_to(viewer).filter(paper=paper.name).defer("sealed").select_related("by")
    return list(rows.order_by("-number")[:PAGE])


def public_answers() -> dict[str, str]:
    """What the page “Contact” shows."""
    answers = Answer.all_words()
    return {name: answers.get(name, "") for name in ("controller", "contact", "languages")}


def stamp(edition: Edition | None) -> dict[str, Any]:
    """What stands at the head of every file and print: which house, which version, which day."""
    house = the_house().name
    if edition is None:
        return {"house": house, "version": "-", "day": f"{timezone.localdate():%Y-%m-%d}"}
    return {"house": house, "version": edition.number, "day": f"{timezone.localtime(edition.at):%Y-%m-%d}"}
