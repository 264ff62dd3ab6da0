"""The page of drafts: where each was meant for, what it said before, and where it can go."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from leeward.boards.models import Board, Topic
from leeward.drafts import expiry
from leeward.drafts.models import Draft, Version
from tests import makers
from tests.cast import Cast
from tests.clocks.running import run
from tests.drafts.sheet import Sheet, shown

DAYS, POSTED = 90, 30  # as the page of how long things are kept says


@pytest.fixture
def topic(cast: Cast) -> Topic:
    return makers.topic(cast.rowan, cast.board, title="A heavy night")


@pytest.fixture
def sheet(cast: Cast, topic: Topic) -> Sheet:
    return Sheet(cast.client(cast.ash), f"/t/{topic.ref}/reply")


def age(hours: float) -> None:
    """Every version of every draft becomes so much older."""
    for version in Version.objects.all():
        passed = timedelta(hours=hours)
        Version.objects.filter(pk=version.pk).update(
            begun_at=version.begun_at - passed, kept_at=version.kept_at - passed
        )


def test_each_draft_says_where_it_was_meant_for(cast: Cast, sheet: Sheet) -> None:
    sheet.keep("First words of something long. " * 20)
    page = shown(sheet.client.get("/drafts"))
    assert "First words of something long." in page
    assert "A reply in “A heavy night”" in page
    assert "90 days" in page
    assert sheet.address in page
    assert "First words" not in shown(cast.client(cast.rowan).get("/drafts"))


def test_a_draft_is_thrown_away_in_one_step(cast: Cast, sheet: Sheet) -> None:
    sheet.keep("Not for anybody")
    sheet.client.post(f"/drafts/{Draft.objects.get().ref}/discard")
    assert not Version.objects.exists()
    assert Sheet(sheet.client, sheet.address).body == ""


@pytest.mark.parametrize("fate", ["locked", "taken_down", "hidden", "closed"])
def test_words_whose_place_is_gone_go_elsewhere(cast: Cast, topic: Topic, sheet: Sheet, fate: str) -> None:
    elsewhere = makers.board("Another board")
    sheet.keep("Half an answer")
    if fate == "closed":
        Board.objects.filter(pk=cast.board.pk).update(readers="approved", writers="approved")
    else:
        Topic.objects.update(**{f"{fate}_at": timezone.now()})
    refused = sheet.send("Half an answer, and the rest")
    assert refused.status_code in {403, 404}
    assert "Half an answer, and the rest" in shown(refused)
    draft = Draft.objects.get()
    page = shown(sheet.client.get(f"/drafts/{draft.ref}"))
    assert "Half an answer, and the rest" in page
    assert "Your text is kept." in page
    moved = sheet.client.post(f"/drafts/{draft.ref}/move", {"place": f"topic:{elsewhere.ref}"})
    opened = Sheet(sheet.client, moved.headers["Location"])
    assert opened.body == "Half an answer, and the rest"
    assert opened.address.startswith(f"/b/{elsewhere.ref}/new")
    assert opened.send(opened.body, title="As a topic").status_code == 302
    forbidden = makers.board("Moderators only", writers="approved")
    refused = sheet.client.post(f"/drafts/{draft.ref}/move", {"place": f"topic:{forbidden.ref}"})
    assert refused.status_code == 403


def test_a_paragraph_taken_out_an_hour_ago_is_taken_back(sheet: Sheet) -> None:
    long = "It was night, and nobody came. " * 10
    sheet.keep(f"Before.\n\n{long}\n\nAfter.")
    sheet.keep("Before.\n\nAfter.")
    age(1.0)
    sheet.keep("Before.\n\nAfter. More.")
    draft = Draft.objects.get()
    first = draft.versions.order_by("revision")[0]
    page = shown(sheet.client.get(f"/drafts/{draft.ref}?version={first.revision}"))
    assert f"<mark>{long}</mark>" in page
    sheet.client.post(f"/drafts/{draft.ref}/take", {"version": first.revision})
    assert Sheet(sheet.client, sheet.address).body == f"Before.\n\n{long}\n\nAfter."
    assert "Before.\n\nAfter. More." in [version.words.body for version in draft.versions.all()]


def test_versions_are_begun_each_minute_and_thinned_as_they_age(sheet: Sheet) -> None:
    for minute in range(30):
        sheet.keep(f"Words of minute {minute}")
        age(1 / 60)
    assert Version.objects.count() == 30
    assert expiry.tidy() == 0
    age(2)
    expiry.tidy()
    assert Version.objects.count() <= 4
    age(48)
    expiry.tidy()
    assert 1 <= Version.objects.count() <= 2
    assert Sheet(sheet.client, sheet.address).body == "Words of minute 29"


def test_a_draft_goes_when_the_page_says_and_not_before(cast: Cast, sheet: Sheet, topic: Topic) -> None:
    sheet.keep("Long ago")
    age(24 * (DAYS - 1))
    run("drafts")
    assert Draft.objects.count() == 1
    age(48)
    run("drafts")
    assert not Draft.objects.exists()
    again = Sheet(sheet.client, sheet.address)
    again.send("Posted")
    assert Draft.objects.count() == 1
    Draft.objects.update(posted_at=timezone.now() - timedelta(days=POSTED - 1))
    run("posted-drafts")
    assert Draft.objects.count() == 1
    Draft.objects.update(posted_at=timezone.now() - timedelta(days=POSTED + 1))
    run("posted-drafts")
    assert not Draft.objects.exists()


def test_no_word_of_a_draft_stands_in_the_database(sheet: Sheet, topic: Topic) -> None:
    sheet.keep("The lighthouse keeper counts.", title="Ashore")
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.startswith("drafts"):
                cursor.execute(f'SELECT * FROM "{table}"')
                for row in cursor.fetchall():
                    assert not any(b"lighthouse" in _bytes(value) or b"Ashore" in _bytes(value) for value in row)
    assert Sheet(sheet.client, sheet.address).body == "The lighthouse keeper counts."


def _bytes(value: object) -> bytes:
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
