"""Keeping a passage for oneself: one press, a private note, folders, a list that follows what may be seen."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from leeward.boards import taking_down
from leeward.boards.models import Post
from leeward.bookmarks import actions, rules
from leeward.bookmarks.models import Bookmark, Folder
from leeward.drafts.models import Draft
from leeward.members.sight import block
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet
from tests.leaving.traces import tables_that_hold

pytestmark = pytest.mark.django_db
SAID = "The kettle had gone cold.\n\nThat was the morning I knew."


@pytest.fixture
def said(cast: Cast) -> Post:
    return makers.topic(cast.rowan, cast.board, title="The cold kettle", body=SAID).posts.get()


def keep(client: Client, post: Post, passage: int = 0) -> str:
    """Press the button; the address of the bookmark's page."""
    return client.post(f"/p/{post.ref}/bookmark", {"passage": passage}).headers["Location"]


def listed(client: Client, **asked: Any) -> str:
    return client.get("/me/bookmarks", asked).content.decode().split("<main")[1].split("</main>")[0]


def test_a_press_keeps_a_passage_and_nobody_else_can_reach_it(cast: Cast, said: Post) -> None:
    ash, rowan = cast.client(cast.ash), cast.client(cast.rowan)
    assert f"/p/{said.ref}/bookmark" in ash.get(f"/t/{said.topic.ref}").content.decode()
    assert f"/p/{said.ref}/bookmark" in ash.get(f"/p/{said.ref}/passages").content.decode()
    address = keep(ash, said, 2)
    assert keep(ash, said, 2) == address
    assert Bookmark.objects.count() == 1
    shown = listed(ash)
    assert "the morning I knew" in shown
    assert "kettle had gone" not in shown
    assert f'href="/p/{said.ref}/2"' in shown
    assert "the morning I knew" not in listed(rowan)
    for page in (address, f"{address}/drop"):
        assert rowan.post(page, {"body": "Mine now"}).status_code == 404
    assert rowan.get(address).status_code == 404
    assert ash.post(f"{address}/drop").headers["Location"] == "/me/bookmarks"
    assert "the morning I knew" not in listed(ash)


def test_what_cannot_be_seen_cannot_be_kept(cast: Cast, said: Post) -> None:
    ash = cast.client(cast.ash)
    taking_down.take_down(by=cast.rowan, post=said)
    assert ash.post(f"/p/{said.ref}/bookmark").status_code == 404
    taking_down.put_back(by=cast.rowan, post=said)
    assert ash.post(f"/p/{said.ref}/bookmark").status_code == 302


def test_a_note_is_a_draft_while_it_is_written_and_rests_sealed(cast: Cast, said: Post) -> None:
    ash = cast.client(cast.ash)
    address = keep(ash, said)
    sheet = Sheet(ash, address)
    sheet.keep("Half a heron thought")
    assert "Half a heron thought" in ash.get(address).content.decode()
    assert "A note on a bookmark of yours" in ash.get("/drafts").content.decode()
    Sheet(ash, address).send("A whole heron thought")
    assert "A whole heron thought" in listed(ash)
    assert Draft.objects.filter(posted_at=None).count() == 0
    Sheet(ash, address).send("Another heron thought")
    assert "Another heron thought" in listed(ash)
    assert tables_that_hold("heron") == set()


def test_a_note_too_long_is_refused_and_not_lost(cast: Cast, said: Post) -> None:
    ash = cast.client(cast.ash)
    address = keep(ash, said)
    long = "heron " * (rules.NOTE_MAX // 5)
    refused = ash.post(address, {"body": long})
    assert refused.status_code == 422
    assert long.strip() in refused.content.decode()
    assert ash.post(address, {"body": "heron"}).status_code == 302


def test_folders_are_made_renamed_filled_and_deleted(cast: Cast, said: Post) -> None:
    ash, rowan = cast.client(cast.ash), cast.client(cast.rowan)
    address = keep(ash, said)
    ash.post(address, {"body": "", "new_folder": "On kettles"})
    folder = Folder.objects.get()
    assert folder.name == "On kettles"
    assert tables_that_hold("On kettles") == set()
    assert "On kettles" in listed(ash)
    assert "kettle had gone" in listed(ash, **{"in": folder.ref})
    assert rowan.get("/me/bookmarks", {"in": folder.ref}).status_code == 404
    assert rowan.post(f"/me/bookmarks/folder/{folder.ref}", {"name": "Mine"}).status_code == 404
    theirs = keep(rowan, said)
    assert rowan.post(theirs, {"body": "", "folder": folder.ref}).status_code == 404
    page = f"/me/bookmarks/folder/{folder.ref}"
    assert ash.post(page, {"name": ""}).status_code == 422
    ash.post(page, {"name": "On cups"})
    assert "On cups" in listed(ash)
    other = ash.post("/me/bookmarks/folder", {"name": "Empty"}).headers["Location"].partition("in=")[2]
    ash.post(address, {"body": "", "folder": other})
    assert "kettle had gone" in listed(ash, **{"in": other})
    ash.post(f"/me/bookmarks/folder/{other}", {"do": "delete"})
    assert "kettle had gone" in listed(ash)
    assert Folder.objects.count() == 1


def test_the_list_follows_what_may_be_seen_and_the_note_stays(cast: Cast, said: Post) -> None:
    ash = cast.client(cast.ash)
    keep(ash, said)
    actions.write_note(by=cast.ash, bookmark=Bookmark.objects.get(), note="Why it struck me")
    gone = "not there to read any more"
    taking_down.take_down(by=cast.rowan, post=said)
    for shown in (listed(ash), ash.get(f"/me/bookmarks/{Bookmark.objects.get().ref}").content.decode()):
        assert gone in shown
        assert "Why it struck me" in shown
        assert not [word for word in ("kettle", "rowan", said.ref) if word in shown]
    taking_down.put_back(by=cast.rowan, post=said)
    assert "kettle had gone" in listed(ash)
    block(by=cast.rowan, other=cast.ash)
    assert gone in listed(ash)
    assert "kettle" not in listed(ash)


def test_a_search_looks_through_notes_and_kept_words_and_stands_in_no_address(cast: Cast, said: Post) -> None:
    ash = cast.client(cast.ash)
    keep(ash, said, 2)
    actions.write_note(by=cast.ash, bookmark=Bookmark.objects.get(), note="For the Café letter")

    def found(q: str) -> bool:
        return "the morning I knew" in ash.post("/me/bookmarks", {"q": q}).content.decode()

    assert found("CAFÉ letter")
    assert found("morning cold")  # the passage, and the title of its topic
    assert not found("gone")  # of another passage
    assert not found("café missing")
    assert 'action="/me/bookmarks"' in listed(ash)
    taking_down.take_down(by=cast.rowan, post=said)
    assert not found("morning")
    assert "Nothing found" in ash.post("/me/bookmarks", {"q": "morning"}).content.decode()
    assert "For the Café letter" in ash.post("/me/bookmarks", {"q": "café"}).content.decode()


def test_a_list_costs_the_same_however_long(cast: Cast, said: Post, django_assert_num_queries: Any) -> None:
    ash = cast.client(cast.ash)
    for number in range(60):
        kept = actions.bookmark(by=cast.ash, post=makers.reply(cast.rowan, said.topic, f"Answer {number}"))
        if number % 3:
            folder = actions.make_folder(by=cast.ash, name=f"Folder {number % 3}")
            actions.move(by=cast.ash, bookmark=kept, folder=folder)
    ash.get("/me/bookmarks")
    for asked in ({}, {"page": "2"}):
        with django_assert_num_queries(4):
            shown = listed(ash, **asked)
        assert shown.count('class="bookmark"') == (20 if asked else 40)


def test_there_is_an_end_to_it_and_a_sentence_says_so(cast: Cast, said: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "BOOKMARKS_MAX", 1)
    ash = cast.client(cast.ash)
    assert ash.post(f"/p/{said.ref}/bookmark").status_code == 302
    refused = ash.post(f"/p/{said.ref}/bookmark", {"passage": 1})
    assert refused.status_code == 403
    assert "Drop one to keep another" in refused.content.decode()


def test_bookmarks_travel_with_one_s_words_if_asked(cast: Cast, said: Post) -> None:
    member = makers.member("sedge", passphrase="seven quiet herons wading")
    client = cast.client(member)
    client.post("/me/words", {"proving": "look", "present": "seven quiet herons wading"})
    keep(client, said, 2)
    kept = Bookmark.objects.get()
    actions.write_note(by=member, bookmark=kept, note="A note of sedge")
    asked = {"form": "json", "bookmarks": "yes"}
    file = json.loads(client.post("/me/words", asked).getvalue())
    assert [one["note"] for one in file["bookmarks"]] == ["A note of sedge"]
    assert file["bookmarks"][0]["address"] == f"/p/{said.ref}/2"
    assert "the morning I knew" not in json.dumps(file)
    assert "bookmarks" not in json.loads(client.post("/me/words", {"form": "json"}).getvalue())
    assert b"A note of sedge" in client.post("/me/words", {"form": "text", "bookmarks": "yes"}).getvalue()


def test_a_struck_phrase_goes_from_notes_and_folders_too(cast: Cast, said: Post) -> None:
    rowan = cast.client(cast.rowan)
    kept = actions.bookmark(by=cast.rowan, post=said)
    actions.write_note(by=cast.rowan, bookmark=kept, note="Where Grimvolk stood")
    actions.make_folder(by=cast.rowan, name="On Grimvolk")
    shown = rowan.post(f"/p/{said.ref}/strike", {"phrase": "Grimvolk", "do": "look"}).content.decode()
    assert "2 notes and folders of your bookmarks" in shown
    rowan.post(f"/p/{said.ref}/strike", {"phrase": "Grimvolk", "do": "strike"})
    assert Bookmark.objects.get().note == "Where […] stood"
    assert Folder.objects.get().name == "On […]"


def test_nothing_of_a_bookmark_names_who_is_kept_apart_from_their_other_name(cast: Cast) -> None:
    hers = makers.topic(cast.rowan, cast.board, title="Another name", body=SAID, alias="Quiet Heron").posts.get()
    ash = cast.client(cast.ash)
    keep(ash, hers)
    assert "Quiet Heron" in listed(ash)
    assert "rowan" not in listed(ash)
    mine = cast.client(cast.rowan)
    keep(mine, hers)
    with connection.cursor() as cursor:
        cursor.execute("SELECT member_id FROM bookmarks_bookmark ORDER BY id")
        assert [row[0] for row in cursor.fetchall()] == [cast.ash.pk, cast.rowan.pk]
