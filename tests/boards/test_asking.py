"""What would help: asked when a topic opens, kept with the text, shown to whoever answers, changed by its author."""

import re

import pytest
from django.test import Client

from leeward.boards.models import Topic
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet, shown

ASKED = "What would help: somebody who has been there, ideas"
TEXT = {"title": "Keys", "body": "He counts my keys."}


def ticked(page: str) -> list[str]:
    """The boxes that stand ticked."""
    return re.findall(r'<input type="checkbox"[^>]* name="wanted" value="(\w+)" checked', page)


def boxes(page: str) -> list[str]:
    return re.findall(r'<input type="checkbox"[^>]* name="wanted" value="(\w+)"', page)


def test_what_would_help_is_asked_and_shown_to_whoever_reads_and_answers(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    sheet = Sheet(ash, f"/b/{cast.board.ref}/new")
    assert boxes(sheet.page) == ["listen", "been_there", "ideas", "facts"]
    assert ticked(sheet.page) == []
    address = sheet.send(**TEXT, wanted=["", "ideas", "been_there", "a pony"]).headers["Location"]
    rowan = cast.client(cast.rowan)
    assert shown(rowan.get(address)).count(ASKED) == 2  # at the head, and above the sheet for an answer
    assert ASKED in shown(rowan.get(address + "/reply"))


def test_it_need_not_be_said(cast: Cast) -> None:
    address = Sheet(cast.client(cast.ash), f"/b/{cast.board.ref}/new").send(**TEXT).headers["Location"]
    for page in (address, address + "/reply"):
        assert "What would help" not in re.sub(
            r"<nav.*?</nav>", "", shown(cast.client(cast.rowan).get(page)), flags=re.S
        )


@pytest.mark.parametrize("do", ["preview", "check", "soften_all"])
def test_it_stays_ticked_while_the_text_is_looked_at(cast: Cast, do: str) -> None:
    sheet = Sheet(cast.client(cast.ash), f"/b/{cast.board.ref}/new")
    page = shown(sheet.send("Call me on 030 1234567.", do, title="Keys", wanted=["", "facts", "listen"]))
    assert ticked(page) == ["listen", "facts"]


def test_it_stays_ticked_where_something_is_missing(cast: Cast) -> None:
    answer = Sheet(cast.client(cast.ash), f"/b/{cast.board.ref}/new").send("No title.", wanted=["", "ideas"])
    assert answer.status_code == 422
    assert ticked(shown(answer)) == ["ideas"]


def test_it_is_kept_with_the_draft_by_the_element_and_by_the_button(cast: Cast) -> None:
    ash, address = cast.client(cast.ash), f"/b/{cast.board.ref}/new"
    sheet = Sheet(ash, address)
    assert sheet.keep("He counts", title="Keys", wanted=" been_there  facts").status_code == 200
    assert ticked(Sheet(ash, address).page) == ["been_there", "facts"]
    assert sheet.splice(9, 0, " my keys").status_code == 200  # a page that says nothing of it changes nothing
    assert ticked(Sheet(ash, address).page) == ["been_there", "facts"]
    assert sheet.keep("He counts my keys", title="Keys", wanted="").status_code == 200
    assert ticked(Sheet(ash, address).page) == []
    Sheet(ash, address).send("He counts my keys", "keep", title="Keys", wanted=["", "ideas"])
    assert ticked(Sheet(ash, address).page) == ["ideas"]
    assert sheet.keep("x", wanted=["ideas"]).status_code == 400


def test_it_survives_the_end_of_a_session(cast: Cast) -> None:
    makers.member("heron", passphrase="seven quiet herons wading")
    heron = Client()
    sign_in = {"name": "heron", "passphrase": "seven quiet herons wading", "device": "mine"}
    heron.post("/sign-in", sign_in)
    sheet = Sheet(heron, f"/b/{cast.board.ref}/new")
    gone = Client()
    parked = gone.post(sheet.address, {**sheet.fields, **TEXT, "do": "post", "wanted": ["", "been_there", "ideas"]})
    assert parked.status_code == 401
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', shown(parked)))
    assert fields["wanted"] == "been_there ideas"
    done = gone.post("/drafts/go-on", {**fields, **TEXT, **sign_in, "then": "post"})
    assert ASKED in shown(gone.get(done.headers["Location"]))


def test_the_same_text_sent_again_with_other_boxes_is_still_one_topic(cast: Cast) -> None:
    sheet = Sheet(cast.client(cast.ash), f"/b/{cast.board.ref}/new")
    first = sheet.send(**TEXT, wanted=["", "ideas"]).headers["Location"]
    assert sheet.send(**TEXT, wanted=["", "facts"]).headers["Location"] == first
    assert Topic.objects.get().wanted == "ideas"


def test_its_author_changes_it_at_any_time_and_nobody_else_does(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board)
    address, ash = f"/t/{topic.ref}", cast.client(cast.ash)
    assert f'href="{address}/wanted"' in shown(ash.get(address))
    assert f'href="{address}/wanted"' not in shown(cast.client(cast.rowan).get(address))
    assert ash.post(address + "/wanted", {"wanted": ["", "ideas", "been_there"]}).headers["Location"] == address
    assert ASKED in shown(cast.client(cast.rowan).get(address))
    assert ticked(shown(ash.get(address + "/wanted"))) == ["been_there", "ideas"]
    for other in (cast.rowan, cast.wren):
        refused = cast.client(other).post(address + "/wanted", {"wanted": "facts"})
        assert (refused.status_code, "Only the person who began this topic" in shown(refused)) == (403, True)
    makers.decide(cast.wren, topic, "lock")
    assert ash.post(address + "/wanted", {"wanted": ""}).status_code == 302
    assert "What would help" not in shown(cast.client(cast.rowan).get(address))


def test_who_began_it_under_another_name_changes_it_too(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    sheet = Sheet(ash, f"/b/{cast.board.ref}/new")
    address = sheet.send(**TEXT, alias="quiet otter", wanted=["", "ideas"]).headers["Location"]
    assert ash.get(address + "/wanted").status_code == 200
    assert ash.post(address + "/wanted", {"wanted": ["", "ideas", "been_there"]}).status_code == 302
    assert ASKED in shown(cast.client(cast.rowan).get(address))


def test_erasing_an_opening_post_takes_along_what_it_asked(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    address = Sheet(ash, f"/b/{cast.board.ref}/new").send("Has anyone been there?", title="Keys", wanted="ideas").url
    topic = Topic.objects.get(ref=address.rsplit("/", 1)[1])
    post = topic.posts.get()
    assert post.ask == "Has anyone been there?"
    ash.post(f"/p/{post.ref}/take-down")
    ash.post(f"/p/{post.ref}/decide", {"do": "erase"})
    post.refresh_from_db()
    topic.refresh_from_db()
    assert (post.ask, topic.wanted) == ("", "")
