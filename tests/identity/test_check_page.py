"""The check through the front door: from each composer, without JavaScript, and never in the way of posting."""

import re
from html import unescape

import pytest
from django.test import Client

from leeward.boards.models import Post, Topic
from leeward.drafts.models import Draft, Version
from leeward.shelter.identity import StandIn
from leeward.shelter.identity.models import StandInList
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet, body_of, shown

BODY = "Martin rang. I told Martin that I am 43 & <b>tired</b>."


def page_of(client: Client, address: str, body: str, do: str = "check", **more: str) -> str:
    answer = Sheet(client, address).send(body, do, **more)
    assert answer.status_code == 200
    return str(answer.content.decode())


def key(page: str, words: str) -> str:
    """Of the row for these words."""
    row = next(row for row in page.split("<fieldset")[1:] if f"<bdi>{words}</bdi>" in row)
    found = re.search(r'name="soften-([0-9a-f]+)"', row)
    assert found
    return found[1]


def test_each_composer_offers_the_check_and_shows_what_it_found(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board)
    client = cast.client(cast.ash)
    for address in (f"/b/{cast.board.ref}/new", f"/t/{topic.ref}/reply", f"/p/{topic.posts.get().ref}/edit"):
        assert 'value="check"' in client.get(address).content.decode()
        page = page_of(client, address, BODY)
        assert "<mark>Martin<a" in page
        assert "<mark>43<a" in page
        assert "&amp; &lt;b&gt;tired&lt;/b&gt;" in page
        assert "in my forties" in page
        assert "2 times" in page
        assert body_of(page) == BODY
    assert Post.objects.count() == 1


def test_chosen_wordings_go_into_the_text_and_into_the_draft(cast: Cast) -> None:
    sheet = Sheet(cast.client(cast.ash), f"/b/{cast.board.ref}/new")
    first = sheet.send(BODY, "check", title="About Martin").content.decode()
    assert "<mark>Martin<a" in first.partition('class="seen-through"')[2].partition("</p>")[0]
    chosen = {f"soften-{key(first, 'Martin')}": "own", f"own-{key(first, 'Martin')}": "my ex"}
    page = sheet.send(BODY, "soften", title="About Martin", **chosen).content.decode()
    assert body_of(page) == "My ex rang. I told my ex that I am 43 & <b>tired</b>."
    assert 'value="About my ex"' in page
    assert "43" in page.partition('class="seen-through"')[2]
    draft = Draft.objects.get()
    told = [version.words.body for version in Version.objects.filter(draft=draft).order_by("revision")]
    assert told == [BODY, "My ex rang. I told my ex that I am 43 & <b>tired</b>."]


def test_what_was_softened_can_be_posted_from_the_same_page(cast: Cast) -> None:
    sheet = Sheet(cast.client(cast.ash), f"/b/{cast.board.ref}/new")
    page = sheet.send(BODY, "soften_all", title="A title").content.decode()
    again = Sheet.__new__(Sheet)
    again.client, again.address = sheet.client, sheet.address
    from tests.drafts.sheet import fields_of

    again.fields = fields_of(page)
    assert again.send(body_of(page), "post", title="A title").status_code == 302
    assert Post.objects.get().source == "M. rang. I told M. that I am in my forties & <b>tired</b>."
    assert Draft.objects.filter(posted_at=None).count() == 0


def test_a_number_or_key_that_no_page_has_changes_nothing(cast: Cast) -> None:
    client, address = cast.client(cast.ash), f"/b/{cast.board.ref}/new"
    row = key(page_of(client, address, BODY), "Martin")
    for choice in ("0", "99", "x", "own", "leave", "²"):
        assert body_of(page_of(client, address, BODY, "soften", **{f"soften-{row}": choice})) == BODY
    assert body_of(page_of(client, address, BODY, "soften", **{"soften-zz": "1"})) == BODY


def test_it_never_blocks(cast: Cast) -> None:
    answer = Sheet(cast.client(cast.ash), f"/b/{cast.board.ref}/new").send(BODY, "post", title="About Martin")
    assert answer.status_code == 302
    assert Topic.objects.get().title == "About Martin"


def test_the_preview_says_how_many_and_leads_to_the_list(cast: Cast) -> None:
    client, address = cast.client(cast.ash), f"/b/{cast.board.ref}/new"
    page = page_of(client, address, BODY, "preview")
    assert "2 things could identify someone." in page
    assert "could identify someone" not in page_of(client, address, "I am so tired of it all.", "preview")
    assert "Nothing was found" in page_of(client, address, "I am so tired of it all.")


def test_who_writes_in_the_topic_is_known_there_and_others_are_not(cast: Cast) -> None:
    topic = makers.topic(makers.member("Karen"), cast.board)
    makers.member("Doreen")
    page = page_of(cast.client(cast.ash), f"/t/{topic.ref}/reply", "I thank Karen, I asked @Doreen, I fear Doreen.")
    assert "<mark>Karen" not in page
    assert page.count("<mark>Doreen") == 1


@pytest.fixture
def with_list(cast: Cast) -> Cast:
    StandInList.keep((StandIn("Thomas", "T"), StandIn("Barnwick", "the town")), by=cast.ash)
    return cast


def test_stand_ins_are_offered_and_used_in_one_step(with_list: Cast) -> None:
    cast, body = with_list, "Thomas's mother lives in Barnwick."
    client, address = cast.client(cast.ash), f"/b/{cast.board.ref}/new"
    assert "Use my stand-ins, in 2 places" in page_of(client, address, body)
    assert body_of(page_of(client, address, body, "stand_in")) == "T's mother lives in the town."
    other = page_of(cast.client(cast.rowan), address, body)
    assert "stand-ins, in" not in other
    assert "the town" not in other


def test_the_list_rests_sealed_and_opens_for_its_owner_alone(with_list: Cast) -> None:
    row = StandInList.objects.get()
    assert b"Thomas" not in bytes(row.sealed)
    assert StandInList.of(with_list.ash) == (StandIn("Thomas", "T"), StandIn("Barnwick", "the town"))
    assert StandInList.of(with_list.rowan) == ()


def test_its_page_holds_no_name_until_its_owner_asks(with_list: Cast) -> None:
    client = with_list.client(with_list.ash)
    closed = client.get("/me/stand-ins")
    assert "2 names are on your list" in shown(closed)
    assert "Thomas" not in shown(closed)
    assert "Thomas = T" in unescape(shown(client.post("/me/stand-ins", {"do": "show"})))
    assert "Thomas" not in shown(with_list.client(with_list.rowan).post("/me/stand-ins", {"do": "show"}))


def test_a_name_is_added_and_the_list_is_changed(with_list: Cast) -> None:
    client = with_list.client(with_list.ash)
    assert client.post("/me/stand-ins", {"do": "add", "real": "Ada", "stand_in": "A"}).status_code == 302
    assert StandInList.of(with_list.ash)[-1] == StandIn("Ada", "A")
    wrong = client.post("/me/stand-ins", {"do": "keep", "stand_ins": "Thomas = T\nAda"})
    assert wrong.status_code == 422
    assert "This one is not: Ada" in shown(wrong)
    assert "Thomas = T\nAda" in shown(wrong)
    assert client.post("/me/stand-ins", {"do": "nothing"}).status_code == 422
    assert len(StandInList.of(with_list.ash)) == 3
    client.post("/me/stand-ins", {"do": "keep", "stand_ins": ""})
    assert not StandInList.objects.exists()


def test_words_of_a_text_or_a_list_are_never_logged(with_list: Cast, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    client = with_list.client(with_list.ash)
    page_of(client, f"/b/{with_list.board.ref}/new", "Thomas and Martin, 07700 900142", "soften_all")
    client.post("/me/stand-ins", {"do": "keep", "stand_ins": "Thomas"})
    assert not [record for record in caplog.records if re.search("Thomas|Martin|900142", record.getMessage())]
