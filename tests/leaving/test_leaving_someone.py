"""Shutting another person out of an account, all at once; and one's own words as a file."""

import json
from typing import Any

import pytest
from django.test import Client

from leeward.members import asking_back, codes
from leeward.members.models import AskedBack, CodeApp, Member
from leeward.notices import actions as notices
from leeward.notices.models import MailAddress
from tests import makers
from tests.cast import PASSPHRASE, Cast
from tests.members.pages import codes_of, words_of

NEW = "eight loud herons wading"
ALL: dict[str, Any] = {
    "present": PASSPHRASE,
    "name": "silver birch",
    "passphrase_choice": "own",
    "passphrase": NEW,
    "passphrase_again": NEW,
    "drop_mail": "yes",
    "drop_keys": "yes",
}


@pytest.fixture
def hazel(cast: Cast) -> Member:
    return makers.member("hazel", passphrase=PASSPHRASE)


def test_one_button_does_all_of_it(cast: Cast, hazel: Member) -> None:
    here, watcher = cast.client(hazel), cast.client(hazel)
    paper = codes.renew(hazel)
    notices.give(by=hazel, address="hazel@example.org")
    CodeApp.objects.create(member=hazel, secret=b"")
    asking_back.ask(name="hazel", words="It is me.")
    asking_back.approve(by=cast.wren, asked=AskedBack.objects.get(), reason="They knew.")
    done = here.post("/me/leaving-someone", ALL)
    assert len(codes_of(done)) == 8
    hazel.refresh_from_db()
    assert hazel.name == "silver birch"
    assert hazel.check_password(NEW)
    assert watcher.get("/me").status_code == 302
    assert here.get("/me").status_code == 200
    assert not MailAddress.objects.exists()
    assert not CodeApp.objects.exists()
    assert AskedBack.objects.get().cancelled_at
    assert hazel.asked_back_at is None
    assert not codes.use(hazel, paper[0])
    assert codes.use(hazel, codes_of(done)[0])


def test_nothing_happens_where_something_is_wrong(cast: Cast, hazel: Member) -> None:
    here, elsewhere = cast.client(hazel), cast.client(hazel)
    for wrong in ({"present": "wrong and wrong"}, {"name": "rowan"}, {"passphrase_again": "other"}, {"name": "admin"}):
        page = here.post("/me/leaving-someone", {**ALL, **wrong})
        assert page.status_code == 422
    hazel.refresh_from_db()
    assert (hazel.name, hazel.check_password(PASSPHRASE)) == ("hazel", True)
    assert elsewhere.get("/me").status_code == 200


def test_the_name_may_stay_and_help_is_one_step_away(cast: Cast, hazel: Member) -> None:
    here = cast.client(hazel)
    page = here.get("/me/leaving-someone")
    assert 'href="/help-lines"' in page.content.decode()
    assert 'href="/me/words"' in page.content.decode()
    here.post("/me/leaving-someone", {**ALL, "name": "", "drop_mail": ""})
    hazel.refresh_from_db()
    assert (hazel.name, hazel.check_password(NEW)) == ("hazel", True)


def file_of(client: Client, form: str) -> str:
    answer = client.post("/me/words", {"form": form})
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="notes.')
    return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def test_ones_own_words_and_nobody_elses(cast: Cast, hazel: Member) -> None:
    topic = makers.topic(hazel, cast.board, "The heron", 'He said "come home".')
    makers.reply(cast.rowan, topic, "I am with you.")
    makers.reply(hazel, topic, "Thank you. Zoë & I read it.")
    here = cast.client(hazel)
    assert "passphrase once more" in words_of(here.post("/me/words", {"form": "json"}))
    here.post("/me/words", {"proving": "look", "present": PASSPHRASE})
    found = json.loads(file_of(here, "json"))
    assert [post["text"] for post in found["posts"]] == ['He said "come home".', "Thank you. Zoë & I read it."]
    assert found["posts"][0]["topic"] == "The heron"
    plain = file_of(here, "text")
    assert "Zoë & I read it." in plain
    assert "I am with you" not in plain
    empty = cast.client(cast.ash)
    assert "passphrase once more" in words_of(empty.get("/me/words"))


def test_nothing_posted_is_a_whole_file_too(hazel: Member) -> None:
    from leeward.leaving.words import as_json, as_text

    assert json.loads("".join(as_json(hazel))) == {"name": "hazel", "posts": [], "recaps": []}
    assert "".join(as_text(hazel)) == ""
