"""When the server itself is in trouble, the answer holds the words."""

import json
from pathlib import Path

import pytest
from django.db import OperationalError, connection
from django.test import Client

from leeward.boards.models import Topic
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet, body_of, fields_of, shown

WORDS = 'A text with <b> & "quotes"\n\nand lines.'


@pytest.fixture
def topic(cast: Cast) -> Topic:
    return makers.topic(cast.rowan, cast.board)


def broken(*_any: object, **_more: object) -> None:
    raise OperationalError("database or disk is full")


@pytest.mark.parametrize(
    "where",
    [
        "leeward.members.sessions.SessionStore.member",
        "leeward.drafts.keeping._begin",
        "leeward.boards.actions._add_post",
    ],
)
def test_a_database_in_trouble_gives_the_text_back_to_be_sent_again(
    cast: Cast, topic: Topic, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    sheet = Sheet(cast.client(cast.ash), f"/t/{topic.ref}/reply")
    sheet.client.raise_request_exception = False
    monkeypatch.setattr(where, broken)
    answer = sheet.send(WORDS)
    assert answer.status_code == 503
    page = answer.content.decode()
    assert body_of(page) == WORDS
    assert "Not kept yet" in page
    monkeypatch.undo()
    again = sheet.client.post(sheet.address, {**fields_of(page), "body": body_of(page)})
    assert again.status_code == 302
    assert topic.posts.get(number=2).source == WORDS


def test_the_page_that_holds_the_words_asks_the_database_nothing(
    cast: Cast, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = Sheet(cast.client(cast.ash), f"/t/{topic.ref}/reply")
    sheet.client.raise_request_exception = False
    monkeypatch.setattr("leeward.web.limits.Limit.reached", broken)
    monkeypatch.setattr("leeward.house.context.the_house", broken)
    assert body_of(sheet.send(WORDS).content.decode()) == WORDS


def test_autosave_says_503_and_the_page_goes_on_trying(
    cast: Cast, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = Sheet(cast.client(cast.ash), f"/t/{topic.ref}/reply")
    sheet.client.raise_request_exception = False
    monkeypatch.setattr("leeward.drafts.keeping._begin", broken)
    assert sheet.keep(WORDS).status_code == 503
    monkeypatch.undo()
    assert sheet.keep(WORDS).status_code == 200


def test_a_passphrase_is_never_given_back(cast: Cast, topic: Topic, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Sheet(cast.client(cast.ash), f"/t/{topic.ref}/reply")
    client = Client(raise_request_exception=False)
    monkeypatch.setattr("leeward.drafts.keeping._begin", broken)
    sent = {**sheet.fields, "body": WORDS, "name": "ash", "passphrase": "a secret of mine"}
    answer = client.post("/drafts/go-on", sent)
    assert answer.status_code == 503
    assert body_of(answer.content.decode()) == WORDS
    assert "a secret of mine" not in shown(answer)


def test_a_database_file_that_was_removed_keeps_nothing_and_says_so(
    cast: Cast, topic: Topic, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    sheet = Sheet(cast.client(cast.ash), f"/t/{topic.ref}/reply")
    monkeypatch.setattr(connection, "vendor", "sqlite")
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "gone.sqlite3"))
    answer = sheet.send(WORDS)
    assert answer.status_code == 503
    assert body_of(answer.content.decode()) == WORDS
    asked = json.dumps({"park": sheet.fields["park"], "body": WORDS})
    assert sheet.client.post("/drafts/keep", asked, content_type="application/json").status_code == 503
