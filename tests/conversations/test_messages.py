"""Writing, quoting, changing, taking back, leaving."""

import json
import re
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from leeward.conversations.models import Conversation, Message, Participant, Version
from leeward.house.models import ShortForm
from tests.cast import Cast
from tests.conversations.talk import ask, plain, read, requests_of, say, two
from tests.drafts.sheet import Sheet


def test_a_message_is_rendered_like_a_post_and_shows_who_wrote_it(cast: Cast) -> None:
    ash, mine, rowan, theirs = two(cast, cast.ash, cast.rowan)
    ref = say(rowan, theirs, "A **strong** word for @ash, always.\n\n<script>alert(1)</script>")
    page = ash.get(f"/c/{mine}").content.decode()
    assert "<strong>strong</strong>" in page
    assert re.search(rf'<a[^>]*href="/m/{cast.ash.ref}"[^>]*>@ash</a>', page)
    assert "<script>alert" not in page
    assert f'id="m{ref}-1"' in page


def test_a_passage_is_quoted_and_leads_to_where_it_stands(cast: Cast) -> None:
    ash, mine, rowan, theirs = two(cast, cast.ash, cast.rowan)
    ref = say(ash, mine, "First paragraph.\n\nSecond paragraph.")
    assert "Second paragraph." in read(rowan, f"/c/message/{ref}/passages")
    sheet = Sheet(rowan, f"/c/{theirs}/write?quote={ref}.2")
    assert "Second paragraph." in sheet.body
    assert "First" not in sheet.body
    sheet.send(sheet.body + "\n\nYes.")
    page = read(ash, f"/c/{mine}")
    assert f'<a href="/c/message/{ref}/2">ash</a>' in page
    where = ash.get(f"/c/message/{ref}/2").headers["Location"]
    assert where == f"/c/{mine}/1#m{ref}-2"
    assert rowan.get(f"/c/message/{ref}").headers["Location"] == f"/c/{theirs}/1#m{ref}"
    assert cast.client(cast.wren).get(f"/c/message/{ref}/2").status_code == 404


def test_another_conversations_words_cannot_be_quoted_out_of_it(cast: Cast) -> None:
    ash, mine, _rowan, _theirs = two(cast, cast.ash, cast.rowan)
    wren = cast.client(cast.wren)
    ref = say(ash, mine, "Between the two of us.")
    other = ask(wren, cast.rowan)
    cast.client(cast.rowan).post(f"/c/{requests_of(cast.client(cast.rowan))[0]}/answer", {"do": "accept"})
    assert "Between" not in Sheet(wren, f"/c/{other}/write?quote={ref}").body
    assert wren.get(f"/c/message/{ref}/passages").status_code == 404


def test_a_message_can_be_changed_for_a_day_and_its_author_sees_what_it_said(cast: Cast) -> None:
    ash, mine, rowan, theirs = two(cast, cast.ash, cast.rowan)
    ref = say(ash, mine, "I am at Elm Street.")
    assert rowan.get(f"/c/message/{ref}/edit").status_code == 403
    assert Sheet(ash, f"/c/message/{ref}/edit").send("I am at home.").status_code == 302
    page = read(rowan, f"/c/{theirs}")
    assert "I am at home." in page
    assert "Elm Street" not in page
    assert "Changed just now" in page
    versions = read(ash, f"/c/message/{ref}/versions?version=1")
    assert "Elm" in versions
    assert rowan.get(f"/c/message/{ref}/versions").status_code == 404
    Message.objects.filter(ref=ref).update(written_at=timezone.now() - timedelta(hours=25))
    refused = ash.get(f"/c/message/{ref}/edit")
    assert refused.status_code == 403
    assert "After that it stays" in refused.content.decode()
    assert ash.post(f"/c/message/{ref}/take-back").status_code == 403


def test_a_message_taken_back_is_gone_for_all_also_where_it_was_quoted(cast: Cast) -> None:
    ash, mine, rowan, theirs = two(cast, cast.ash, cast.rowan)
    ref = say(ash, mine, "Her name is Marigold.")
    Sheet(ash, f"/c/message/{ref}/edit").send("Her name is Marigold Quill.")
    quoting = say(rowan, theirs, Sheet(rowan, f"/c/{theirs}/write?quote={ref}").body + "\n\nA fine name.")
    Sheet(rowan, f"/c/{theirs}").keep(Sheet(rowan, f"/c/{theirs}/write?quote={ref}").body + "\n\nHalf a thought")
    Sheet(ash, f"/c/message/{ref}/edit").keep("Marigold Quill, I think.")
    for client in (ash, rowan):
        assert "Marigold" in read(client, "/drafts")
    assert rowan.post(f"/c/message/{ref}/take-back").status_code == 403
    assert "Marigold" in read(ash, f"/c/message/{ref}/take-back")
    ash.post(f"/c/message/{ref}/take-back")
    for client, place in ((ash, mine), (rowan, theirs)):
        page = read(client, f"/c/{place}")
        assert "Marigold" not in page
        assert "It was taken back." in page
        assert "A fine name." in page
    for client in (ash, rowan):
        assert "Marigold" not in read(client, "/drafts")
    assert "Half a thought" in Sheet(rowan, f"/c/{theirs}").body
    assert not Version.objects.exists()
    assert bytes(Message.objects.get(ref=ref).sealed) == b""
    assert "Marigold" not in Message.objects.get(ref=quoting).text.source
    assert ash.get(f"/c/message/{ref}/edit").status_code == 403
    assert "Marigold" not in ash.post("/c/search", {"q": "name"}).content.decode()


def test_leaving_is_told_to_nobody_and_the_last_to_leave_takes_the_words_along(cast: Cast) -> None:
    ash, mine, rowan, theirs = two(cast, cast.ash, cast.rowan)
    say(rowan, theirs, "Hello.")
    read(ash, f"/c/{mine}")
    before = plain(read(ash, f"/c/{mine}"))
    rowan.post(f"/c/{theirs}/leave", {"do": "leave"})
    assert rowan.get(f"/c/{theirs}").status_code == 404
    assert plain(read(ash, f"/c/{mine}")) == before
    say(ash, mine, "Are you there?")
    assert rowan.get(f"/c/{theirs}").status_code == 404
    assert "Are you there?" not in rowan.post("/c/search", {"q": "there"}).content.decode()
    ash.post(f"/c/{mine}/leave", {"do": "leave"})
    assert not Message.objects.exists()
    assert bytes(Conversation.objects.get().subject_sealed) == b""


def test_news_are_counted_exactly_and_read_by_reading(cast: Cast) -> None:
    ash, mine, rowan, theirs = two(cast, cast.ash, cast.rowan)

    assert not re.search(r"\d new", read(ash, "/c"))
    for number in range(1, 4):
        say(rowan, theirs, f"Word {number}.")
    assert "3 new" in read(ash, "/c")
    assert "Something new in 1 conversation of yours" in read(ash, "/")
    assert "Something new" not in read(rowan, "/")
    assert read(ash, f"/c/{mine}").count("New since you were here") == 1
    assert "3 new" not in read(ash, "/c")
    assert "Something new" not in read(ash, "/")
    say(ash, mine, "Mine is no news to me.")
    assert "1 new" not in read(ash, "/c")
    assert Participant.objects.get(ref=mine).read_to == 5


def test_who_is_writing_is_told_of_what_comes_meanwhile(cast: Cast) -> None:
    ash, mine, rowan, theirs = two(cast, cast.ash, cast.rowan)
    sheet = Sheet(ash, f"/c/{mine}")

    def meanwhile() -> Any:
        asked = {"park": sheet.fields["park"], "mark": sheet.fields["mark"]}
        return ash.post("/drafts/meanwhile", json.dumps(asked), content_type="application/json")

    assert meanwhile().status_code == 204
    say(rowan, theirs, "A word of mine.")
    told = meanwhile().json()
    assert told["told"] == "1 new message came meanwhile."
    assert told["look"] == f"/c/{mine}"
    ash.post(f"/c/{mine}/leave", {"do": "leave"})
    assert "no longer there" in meanwhile().json()["told"]


def test_what_is_sent_without_a_session_is_kept_and_sent_after_signing_in(cast: Cast) -> None:
    ash, mine, _rowan, _theirs = two(cast, cast.ash, cast.rowan)
    sheet = Sheet(ash, f"/c/{mine}/write")
    parked = Client().post(f"/c/{mine}/write", {**sheet.fields, "body": "Written to the end.", "do": "post"})
    assert parked.status_code == 401
    assert "Written to the end." in parked.content.decode()
    assert "Written to the end." not in read(ash, f"/c/{mine}").partition('id="answer"')[0]
    assert Sheet(ash, f"/c/{mine}/write").body == "Written to the end."


def test_a_long_conversation_opens_where_the_news_begin(cast: Cast) -> None:
    ash, mine, rowan, theirs = two(cast, cast.ash, cast.rowan)
    body = Message.objects.get()
    for number in range(2, 61):
        copy = Message(ref=f"A{number:010}".replace("0", "x"), conversation=body.conversation, number=number)
        copy.author, copy.written_at = cast.rowan, timezone.now()
        copy.hold(body.text)
        copy.save()
    Conversation.objects.update(last_number=60)
    assert "Page 1 of 3" in read(ash, f"/c/{mine}")
    assert "Page 2 of 3" in read(ash, f"/c/{mine}")
    assert "Page 3 of 3" in read(ash, f"/c/{mine}")
    assert "Page 3 of 3" in read(ash, f"/c/{mine}")
    assert ash.get(f"/c/{mine}/4").status_code == 404
    assert "Page 1 of 3" in read(rowan, f"/c/{theirs}/1")


def test_the_changed_glossary_reaches_what_was_written_before(cast: Cast) -> None:
    ash, mine, rowan, theirs = two(cast, cast.ash, cast.rowan)
    say(rowan, theirs, "I live in ZQ.")
    assert "a quiet place" not in read(ash, f"/c/{mine}")
    ShortForm.objects.create(form="ZQ", meaning="a quiet place")
    assert "a quiet place" in read(ash, f"/c/{mine}")
