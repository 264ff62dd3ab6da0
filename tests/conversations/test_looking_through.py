"""Searching one's own, being told, taking along, being forgotten; and what the pages ask of the database."""

import json
import re
import time
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from leeward.conversations import actions
from leeward.conversations.models import Conversation, Message, Participant
from leeward.search import messages as search
from leeward.web.models import Tally
from tests import makers
from tests.cast import Cast
from tests.conversations.talk import ask, read, say, two


def found(client: Client, words: str, **more: str) -> str:
    answer = client.post("/c/search", {"q": words, **more})
    assert answer.status_code == 200
    return str(answer.content.decode().partition("<main")[2])


def test_a_word_is_found_in_whatever_form_and_leads_to_its_passage(cast: Cast) -> None:
    ash, mine, rowan, theirs = two(cast, cast.ash, cast.rowan)
    ref = say(rowan, theirs, "First this.\n\nThe herons were leaving at dusk.")
    page = found(ash, "heron leave")
    assert f'href="/c/message/{ref}/2"' in page
    assert "<mark>herons</mark>" in page
    assert "No message in your conversations" in found(cast.client(cast.wren), "heron leave")
    assert "No message in your conversations" in found(ash, "heron kestrel")
    assert ash.post("/c/search", {"q": ""}).status_code == 422
    assert ash.get(f"/c/message/{ref}/2").headers["Location"] == f"/c/{mine}/1#m{ref}-2"


def test_a_search_looks_so_far_and_goes_on_from_there(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "LOOKED_AT", 3)
    ash, _mine, rowan, theirs = two(cast, cast.ash, cast.rowan, "A heron at the beginning.")
    for number in range(4):
        say(rowan, theirs, f"Nothing of it, {number}.")
    page = found(ash, "heron")
    assert "Looked through 3 messages" in page
    assert "A heron" not in page.replace("<mark>", "").replace("</mark>", "")
    before = re.search(r'name="before" value="(\w{11})"', page)
    assert before
    assert "<mark>heron</mark> at the beginning" in found(ash, "heron", before=before[1])


def test_each_is_told_once_without_a_word_of_it_and_reading_settles_it(cast: Cast) -> None:
    ash, rowan = cast.client(cast.ash), cast.client(cast.rowan)
    mine = ask(ash, cast.rowan, "About the heron.", "The pier")
    page = read(rowan, "/notices")
    assert "The pier" in page
    assert "1 message" in page
    assert "heron" not in page
    assert "(1)" in read(rowan, "/rules")
    theirs = re.findall(r"/c/(\w{11})", read(rowan, "/c"))[0]
    read(rowan, f"/c/{theirs}")
    assert "(1)" not in read(rowan, "/rules")
    rowan.post(f"/c/{theirs}/answer", {"do": "accept"})
    say(rowan, theirs, "Yes.")
    said = say(rowan, theirs, "And more.")
    assert "2 messages" in read(ash, "/notices")
    rowan.post(f"/c/message/{said}/take-back")
    assert "(1)" in read(ash, "/rules")
    assert ash.get(f"/c/message/{said}").status_code == 302
    read(ash, f"/c/{mine}")
    assert 'class="count"' not in read(ash, "/rules")
    assert "message" not in read(cast.client(cast.wren), "/notices").partition('<ul class="lines topics')[2]


def test_ones_own_words_can_be_taken_along_and_nobody_elses(cast: Cast) -> None:
    ash, _mine, rowan, theirs = two(cast, cast.ash, cast.rowan, "My own words.")
    say(rowan, theirs, "Rowan's words.")

    def taken(client: Client, **form: str) -> str:
        session = client.session
        session["proved"] = time.time()
        session.save()
        answer: Any = client.post("/me/words", form)
        return b"".join(answer.streaming_content).decode()

    assert "My own words." not in taken(ash, form="text")
    text = taken(ash, form="text", messages="yes")
    assert "My own words." in text
    assert "Rowan's words." not in text
    assert "A question" in text, "the subject was ash's"
    held = json.loads(taken(rowan, form="json", messages="yes"))
    assert [one["text"] for one in held["messages"]] == ["Rowan's words."]
    assert held["messages"][0]["subject"] == ""


def test_who_is_forgotten_leaves_no_word_behind_and_the_others_keep_theirs(cast: Cast) -> None:
    ash, mine, rowan, theirs = two(cast, cast.ash, cast.rowan, "My own words, about a heron.")
    ref = Message.objects.get().ref
    quoting = say(rowan, theirs, f'[quote name="ash" post="{ref}"]\nabout a heron\n[/quote]\n\nRowan\'s words.')
    alone = ask(cast.client(cast.ash), cast.wren, "Only asked.")
    assert alone
    actions.erase_all(by=cast.ash)
    assert ash.get(f"/c/{mine}").status_code == 404
    page = read(rowan, f"/c/{theirs}")
    assert "heron" not in page
    assert "Rowan's words." in page
    assert "heron" not in Message.objects.get(ref=quoting).text.source
    assert Conversation.objects.filter(emptied_at__isnull=False).count() == 1
    cast.ash.delete()
    page = read(rowan, f"/c/{theirs}")
    assert "a former member" in page
    assert "Nobody else is in this conversation any more." in page
    actions.erase_all(by=cast.rowan)
    assert not Message.objects.exists()


def cost(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_pages_ask_the_same_of_the_database_whatever_there_is(cast: Cast) -> None:
    ash, mine, _rowan, _theirs = two(cast, cast.ash, cast.rowan)
    bare = {address: cost(ash, address) for address in ("/c", f"/c/{mine}", "/")}
    place = Participant.objects.select_related("conversation", "face").get(face=cast.rowan)
    for number in range(12):
        Tally.objects.all().delete()
        makers.message(place, "More of it, with a #heading\n\n@ash.")
        other = makers.member(f"n{number}", approved=True)
        makers.conversation(other, cast.ash)
        makers.request(makers.member(f"r{number}", approved=True), cast.ash)
    full = {address: cost(ash, address) for address in ("/c", f"/c/{mine}", "/")}
    # requests there are now, and their names with them
    assert full == {"/c": bare["/c"] + 1, f"/c/{mine}": bare[f"/c/{mine}"], "/": bare["/"]}
    assert full[f"/c/{mine}"] <= 9
    assert full["/c"] <= 6
    assert full["/"] <= 8
