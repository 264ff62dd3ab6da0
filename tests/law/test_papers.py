"""Papers fill themselves from what the house really does; what only the operator knows is asked once and kept."""

import json
from typing import Any

import pytest

from leeward.clocks.actions import choose
from leeward.law import actions as law
from leeward.law.models import Answer, Edition
from leeward.law.papers import all_papers
from leeward.law.registers import REQUESTS
from leeward.members.models import Role
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet
from tests.members.pages import words_of


def test_a_paper_says_what_the_house_does_today(cast: Cast) -> None:
    linden = cast.client(cast.linden)
    choose(by=cast.linden, days={"drafts": 45})
    shown = words_of(linden.get("/house/law/paper/records"))
    assert "Drafts, from the day you last wrote on them: 45 days" in shown
    assert "It is evidence, not legal advice" in shown
    assert "Article 30" in shown
    shown = words_of(linden.get("/house/law/paper/risks"))
    assert "Pictures no" in shown
    makers.house(pictures="on")
    assert "Pictures yes" in words_of(linden.get("/house/law/paper/risks"))


def test_an_answer_is_kept_while_it_is_written_and_stands_wherever_it_is_asked(cast: Cast) -> None:
    linden = cast.client(cast.linden)
    sheet = Sheet(linden, "/house/law/answer/controller")
    sheet.keep("The Harbour Trust")
    assert "The Harbour Trust" in linden.get("/house/law/answer/controller").content.decode()
    assert not Answer.objects.exists()
    answer = linden.post("/house/law/answer/controller", {"body": "The Harbour Trust\n\nQuay 1", "do": "post"})
    assert answer.headers["Location"] == "/house/law/paper/records#controller"
    for name in ("records", "impact"):
        assert "The Harbour Trust" in words_of(linden.get(f"/house/law/paper/{name}"))
    assert "The Harbour Trust" in words_of(cast.client(cast.ash).get("/contact"))
    assert b"Harbour" not in bytes(Answer.objects.get().sealed)
    too_long = linden.post("/house/law/answer/controller", {"body": "a" * 20_001, "do": "post"})
    assert too_long.status_code == 422
    assert "This is too long" in words_of(too_long)


def test_a_version_stays_as_it_was(cast: Cast) -> None:
    linden = cast.client(cast.linden)
    linden.post("/house/law/answer/controller", {"body": "The Harbour Trust", "do": "post"})
    assert linden.post("/house/law/paper/records").status_code == 302
    linden.post("/house/law/answer/controller", {"body": "The Lighthouse Trust", "do": "post"})
    linden.post("/house/law/paper/records")
    first, second = (words_of(linden.get(f"/house/law/paper/records/{number}")) for number in (1, 2))
    assert ("Harbour" in first, "Lighthouse" in first) == (True, False)
    assert ("Harbour" in second, "Lighthouse" in second) == (False, True)
    assert "Version 2" in words_of(linden.get("/house/law/paper/records"))
    assert linden.get("/house/law/paper/records/3").status_code == 404
    assert b"Harbour" not in bytes(Edition.objects.first().sealed)  # type: ignore[union-attr]


def test_every_paper_can_be_taken_away_as_text_and_as_json(cast: Cast) -> None:
    linden = cast.client(cast.linden)
    linden.post("/house/law/answer/controller", {"body": "The Harbour Trust", "do": "post"})
    for paper in all_papers():
        shown = words_of(linden.get(f"/house/law/paper/{paper.name}"))
        found = json.loads(linden.get(f"/house/law/paper/{paper.name}.json").content)
        text = linden.get(f"/house/law/paper/{paper.name}.txt").content.decode()
        assert "not legal advice" in found["note"]
        assert "not legal advice" in text
        for part in found["parts"]:
            assert part["title"] in shown
            assert f"## {part['title']}" in text
            for answer in part["answers"]:
                assert answer["asks"] in text
    linden.post("/house/law/paper/map")
    kept = linden.get("/house/law/paper/map/1.json")
    assert kept.headers["Content-Disposition"].startswith('attachment; filename="map-')
    assert json.loads(kept.content)["version"] == 1
    assert linden.get("/house/law/paper/map.exe").status_code == 404


def test_the_auditor_reads_and_does_not_write(cast: Cast) -> None:
    finch = cast.client(makers.member("finch", role=Role.AUDITOR))
    for address in ("/house/law", "/house/law/paper/records", "/house/law/register/requests"):
        page = finch.get(address)
        assert page.status_code == 200
        assert "<textarea" not in page.content.decode()
    assert 'href="/house/law"' in finch.get("/desk/looks").content.decode()
    assert "Answer this" not in words_of(finch.get("/house/law/paper/records"))
    for address in ("/house/law/paper/records", "/house/law/answer/controller", "/house/law/register/requests/new"):
        assert finch.post(address, {"body": "x", "do": "post"}).status_code == 403
    for person in (cast.ash, cast.wren):
        assert cast.client(person).get("/house/law").status_code == 403


@pytest.mark.parametrize("paper", ["records", "map", "impact", "risks", "ages", "year"])
def test_no_paper_holds_a_word_that_somebody_posted(cast: Cast, paper: str) -> None:
    topic = makers.topic(cast.rowan, cast.board, "Zaunkoenig at dawn", "It sang of zaunkoenig things.")
    makers.decide(cast.linden, topic, "hide", why="Zaunkoenig.")
    page = cast.client(cast.linden).get(f"/house/law/paper/{paper}")
    assert "zaunk" not in page.content.decode().lower()


def test_the_pack_asks_the_same_few_questions_of_the_database_however_much_there_is(
    cast: Cast, django_assert_max_num_queries: Any
) -> None:
    linden = cast.client(cast.linden)
    for number in range(30):
        law.enter(by=cast.linden, register=REQUESTS, entry=law.Entry("access", f"Somebody {number}", "All of it."))
    for address, most in (
        ("/house/law", 14),
        ("/house/law/register/requests", 6),
        ("/house/law/paper/records", 10),
        ("/house/law/paper/year", 50),
    ):
        with django_assert_max_num_queries(most):
            assert linden.get(address).status_code == 200
