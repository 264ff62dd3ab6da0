"""docs/law.md names every rule that papers and clocks rest on, and how far we read it."""

from leeward.clocks.deadlines import Deadline
from leeward.law.papers import all_papers
from leeward.law.registers import all_registers
from leeward.law.sources import READ_ON, SOURCES
from tests.rules.tree import files, rows, text

PAGE = next(path for path in files() if str(path) == "docs/law.md")


def deadlines() -> list[Deadline]:
    found = [deadline for one in all_registers() for _kind, deadline in one.deadlines]
    return found + [paper.renew for paper in all_papers() if paper.renew]


def test_every_rule_stands_in_the_document_with_its_day_and_how_far_it_was_read() -> None:
    told = text(PAGE)
    lines = [f"| {one.cites} | {one.applies} | {'read' if one.checked else 'unverified'} |" for one in SOURCES.values()]
    assert not (found := [line for line in lines if line not in told]), rows(found)
    assert f"Looked up on {READ_ON}" in told


def test_every_paper_register_and_deadline_rests_on_a_rule_that_is_named() -> None:
    wanted = {name for paper in all_papers() for name in paper.law}
    wanted |= {name for register in all_registers() for name in register.law}
    assert wanted | {one.law for one in deadlines()} <= set(SOURCES)
    assert set(SOURCES) - wanted <= {"dsa", "dsa-contact", "dsa-reasons"}
