"""What the composer sends while somebody writes is kept, put back, and never written over by another page."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from leeward.boards.models import Topic
from leeward.drafts.models import Draft, Version
from leeward.drafts.words import BODY_MAX
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet, shown


@pytest.fixture
def topic(cast: Cast) -> Topic:
    return makers.topic(cast.rowan, cast.board, title="A heavy night")


def reply_sheet(cast: Cast, topic: Topic) -> Sheet:
    return Sheet(cast.client(cast.ash), f"/t/{topic.ref}/reply")


def test_what_is_typed_stands_there_again_cursor_and_all(cast: Cast, topic: Topic) -> None:
    sheet = reply_sheet(cast, topic)
    assert sheet.keep("I have been", cursor=6).status_code == 200
    assert sheet.splice(11, 0, " there").status_code == 200
    elsewhere = Sheet(cast.client(cast.ash), f"/t/{topic.ref}/reply")
    assert elsewhere.body == "I have been there"
    assert 'data-cursor="6"' not in elsewhere.page
    sheet.keep("I have been there too.", cursor=9)
    again = Sheet(cast.client(cast.ash), f"/t/{topic.ref}/reply")
    assert again.body == "I have been there too."
    assert 'data-cursor="9"' in again.page
    below_the_posts = cast.client(cast.ash).get(f"/t/{topic.ref}").content.decode()
    assert "I have been there too." in below_the_posts
    assert "I have been there" not in cast.client(cast.rowan).get(f"/t/{topic.ref}/reply").content.decode()


@pytest.mark.parametrize("kind", ["topic", "reply", "edit"])
def test_every_composer_is_a_draft(cast: Cast, topic: Topic, kind: str) -> None:
    own = makers.reply(cast.ash, topic, "As it was.")
    address = {"topic": f"/b/{cast.board.ref}/new", "reply": f"/t/{topic.ref}/reply", "edit": f"/p/{own.ref}/edit"}[
        kind
    ]
    sheet = Sheet(cast.client(cast.ash), address)
    assert sheet.keep(f"Words for a {kind}").status_code == 200
    assert Sheet(cast.client(cast.ash), address).body == f"Words for a {kind}"
    assert Draft.objects.get().kind == kind
    assert sheet.send(f"Words for a {kind}, sent", title="A title").status_code == 302
    assert Draft.objects.get().posted_at
    assert Sheet(cast.client(cast.ash), address).body == ("Words for a edit, sent" if kind == "edit" else "")


@pytest.mark.parametrize(
    ("old", "at", "cut", "put", "new"),
    [
        ("one two", 4, 3, "three", "one three"),
        ("👩‍👩‍👧 and", 8, 4, "!", "👩‍👩‍👧!"),
        ("a😀b", 1, 2, "😁", "a😁b"),
        ("שלום", 2, 1, "x", "שלxם"),
        ("line\nline", 4, 1, "\n\n", "line\n\nline"),
        ("nul \x00", 4, 1, "\ud83d", "nul \ud83d"),
    ],
)
def test_a_change_is_counted_as_browsers_count(
    cast: Cast, topic: Topic, old: str, at: int, cut: int, put: str, new: str
) -> None:
    sheet = reply_sheet(cast, topic)
    sheet.keep(old)
    assert sheet.splice(at, cut, put).status_code == 200
    assert Version.objects.newest(cast.ash.pk, sheet.fields["once"]).words.body == new  # type: ignore[union-attr]


def test_a_change_to_another_text_is_answered_with_a_question_for_the_whole(cast: Cast, topic: Topic) -> None:
    sheet = reply_sheet(cast, topic)
    sheet.keep("one two")
    assert sheet.splice(0, 0, "x", sum=7).status_code == 409
    assert sheet.splice(0, 0, "x", base=9).status_code == 409
    assert sheet.keep("xone two").status_code == 200
    assert Draft.objects.count() == 1


def test_the_same_words_again_write_nothing(cast: Cast, topic: Topic) -> None:
    sheet = reply_sheet(cast, topic)
    sheet.keep("one two")
    before = Version.objects.get().kept_at
    assert sheet.keep("one two").json()["revision"] == 1
    assert Version.objects.get().kept_at == before


def test_keeping_costs_three_queries(cast: Cast, topic: Topic) -> None:
    sheet = reply_sheet(cast, topic)
    for put in ("first", " second", " third"):
        with CaptureQueriesContext(connection) as queries:
            assert sheet.splice(len(sheet.body), 0, put).status_code == 200
        real = [one["sql"] for one in queries if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
        assert len(real) <= 3, real
    Version.objects.update(begun_at=timezone.now() - timedelta(minutes=2))
    with CaptureQueriesContext(connection) as queries:
        sheet.splice(0, 0, "a new version ")
    assert len([one for one in queries if "SAVEPOINT" not in one["sql"]]) <= 3
    assert Version.objects.count() == 2


def test_what_a_page_sends_is_small(cast: Cast, topic: Topic) -> None:
    sheet = reply_sheet(cast, topic)
    sheet.keep("word " * 20_000)
    assert len(sheet.fields["park"]) < 200
    answer = sheet.splice(50_000, 0, "a few more words")
    assert answer.status_code == 200
    assert int(answer.request["CONTENT_LENGTH"]) < 500


def test_two_pages_of_one_draft_with_different_words_are_both_kept_and_told(cast: Cast, topic: Topic) -> None:
    reply_sheet(cast, topic).keep("The beginning.")
    here, there = reply_sheet(cast, topic), reply_sheet(cast, topic)
    assert "told" not in here.keep("The beginning. From the phone.").json()
    second = there.keep("The beginning. From the kitchen.").json()
    assert "Both texts are kept" in second["told"]
    bodies = {version.words.body for version in Version.objects.all()}
    assert {"The beginning. From the phone.", "The beginning. From the kitchen."} <= bodies
    assert there.splice(0, 0, "So: ").status_code == 200
    compared = there.client.get(second["look"]).content.decode()
    first = Draft.objects.get(fork_of=None)
    beside = shown(there.client.get(f"{second['look']}?beside={first.ref}"))
    assert "Set the two side by side" in compared
    assert "<mark>phone</mark>" in beside
    assert "<mark>kitchen</mark>" in beside


def test_whoever_saw_the_others_words_goes_on_with_them(cast: Cast, topic: Topic) -> None:
    phone = reply_sheet(cast, topic)
    phone.keep("Begun on the phone")
    laptop = reply_sheet(cast, topic)
    laptop.keep("Begun on the phone, ended on the laptop")
    assert Draft.objects.count() == 1
    assert reply_sheet(cast, topic).body == "Begun on the phone, ended on the laptop"


def test_a_late_arrival_does_not_undo_what_came_after_it(cast: Cast, topic: Topic) -> None:
    sheet = reply_sheet(cast, topic)
    sheet.keep("one two three")
    late = {"park": sheet.fields["park"], "base": 0, "step": 1, "body": "one"}
    sheet.keep("one two three four")
    answer = sheet.client.post("/drafts/keep", json.dumps(late), content_type="application/json")
    assert answer.status_code == 200
    assert reply_sheet(cast, topic).body == "one two three four"
    sheet.send("one two three four five", step="9")
    sheet.client.post(
        "/drafts/keep", json.dumps({**late, "step": 8, "body": "one two"}), content_type="application/json"
    )
    assert Draft.objects.count() == 1
    assert topic.posts.count() == 2


def test_what_is_typed_after_sending_is_a_draft_of_its_own(cast: Cast, topic: Topic) -> None:
    sheet = reply_sheet(cast, topic)
    sheet.keep("Sent.")
    sheet.send("Sent.", step="5")
    sheet.step = 5
    sheet.keep("Sent. And one more thought")
    assert topic.posts.count() == 2
    assert reply_sheet(cast, topic).body == "Sent. And one more thought"


def test_without_a_session_it_is_kept_and_the_page_is_told(cast: Cast, topic: Topic) -> None:
    sheet = reply_sheet(cast, topic)
    sheet.keep("Before the session ended")
    answer = sheet.keep("Before the session ended, and after", client=Client())
    assert answer.status_code == 401
    assert set(answer.json()) == {"revision"}
    other = sheet.keep("Before the session ended, and long after", client=cast.client(cast.rowan))
    assert other.status_code == 401
    assert reply_sheet(cast, topic).body == "Before the session ended, and long after"


@pytest.mark.parametrize("token", ["", "x", "WzFd:1abcde:forged", "y" * 600])
def test_a_forged_token_keeps_nothing(cast: Cast, topic: Topic, token: str) -> None:
    sheet = reply_sheet(cast, topic)
    sheet.fields["park"] = token
    assert sheet.keep("Somebody else's words").status_code == 403
    assert not Draft.objects.exists()


def test_a_token_of_another_secret_or_too_old_keeps_nothing(
    cast: Cast, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = reply_sheet(cast, topic)
    value, _colon, _signature = sheet.fields["park"].rpartition(":")
    good = sheet.fields["park"]
    sheet.fields["park"] = f"{value}:{'A' * 43}"
    assert sheet.keep("Forged").status_code == 403
    sheet.fields["park"] = good
    monkeypatch.setattr("leeward.drafts.tokens.TOKEN_DAYS", -1)
    assert sheet.keep("Too old").status_code == 403
    assert not Draft.objects.exists()


def test_without_a_session_only_so_much_is_kept(cast: Cast, topic: Topic, monkeypatch: pytest.MonkeyPatch) -> None:
    from leeward.web.limits import Limit

    monkeypatch.setattr("leeward.drafts.saving.PARKING", Limit("parking_test", 2, 3600))
    sheet = reply_sheet(cast, topic)
    answers = [sheet.keep(f"Words {number}", client=Client()).status_code for number in range(3)]
    assert answers == [401, 401, 429]


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{", b"\xff\xfe", b'{"base": "1"}', b'{"at": -1, "put": "x"}', b'{"base": true, "body": "x"}']
)
def test_what_no_page_sends_is_refused(cast: Cast, body: bytes) -> None:
    answer = cast.client(cast.ash).post("/drafts/keep", body, content_type="application/json")
    assert answer.status_code in {400, 403}


def test_a_long_text_is_kept_as_far_as_the_limit(cast: Cast, topic: Topic) -> None:
    sheet = reply_sheet(cast, topic)
    assert sheet.keep("word " * 1_000_000).status_code == 200
    assert len(reply_sheet(cast, topic).body) == BODY_MAX


def test_nothing_typed_makes_no_draft(cast: Cast, topic: Topic) -> None:
    assert reply_sheet(cast, topic).keep(" \n").json() == {"revision": 0}
    assert not Draft.objects.exists()


def test_the_button_keeps_without_javascript(cast: Cast, topic: Topic) -> None:
    sheet = reply_sheet(cast, topic)
    answer = sheet.send("For later", do="keep")
    assert answer.headers["Location"] == f"/t/{topic.ref}/reply"
    assert reply_sheet(cast, topic).body == "For later"
    assert topic.posts.count() == 1


def test_a_preview_and_a_refusal_are_kept_too(cast: Cast, topic: Topic) -> None:
    sheet = reply_sheet(cast, topic)
    sheet.send("Seen before posting", do="preview")
    assert reply_sheet(cast, topic).body == "Seen before posting"
    long = "x" * 100_001
    assert sheet.send(long).status_code == 422
    assert reply_sheet(cast, topic).body == long


def test_a_quote_asked_for_by_address_is_added_once_to_what_was_kept(cast: Cast, topic: Topic) -> None:
    sheet = reply_sheet(cast, topic)
    sheet.keep("My answer so far.")
    opening = topic.posts.get()
    address = f"/t/{topic.ref}/reply?quote={opening.ref}"
    quoting = Sheet(cast.client(cast.ash), address)
    assert quoting.body.startswith("My answer so far.")
    assert quoting.body.count("Has anyone been here?") == 1
    quoting.keep(quoting.body)
    assert Sheet(cast.client(cast.ash), address).body == quoting.body


def test_an_old_version_of_a_post_and_a_draft_are_never_written_over_by_a_fresh_page(cast: Cast, topic: Topic) -> None:
    here, there = reply_sheet(cast, topic), reply_sheet(cast, topic)
    here.keep("One reply")
    there.keep("Quite another reply")
    assert Draft.objects.count() == 2
    opened = reply_sheet(cast, topic)
    assert opened.body == "Quite another reply"
    assert "You have 1 more draft for this place" in opened.page


def test_news_of_the_place_is_told_once(cast: Cast, topic: Topic) -> None:
    sheet = reply_sheet(cast, topic)
    ask = {"park": sheet.fields["park"], "mark": sheet.fields["mark"]}

    def news() -> tuple[int, str]:
        answer = sheet.client.post("/drafts/meanwhile", json.dumps(ask), content_type="application/json")
        heard = answer.json() if answer.status_code == 200 else {}
        ask["mark"] = heard.get("mark", ask["mark"])
        return answer.status_code, heard.get("told", "") + heard.get("look", "")

    assert news() == (204, "")
    makers.reply(cast.wren, topic)
    assert news() == (200, f"1 new reply came meanwhile./t/{topic.ref}/2#p2")
    with CaptureQueriesContext(connection) as queries:
        assert news() == (204, "")
    assert len(queries) <= 3, "\n".join(one["sql"][:400] for one in queries)
    sheet.keep(f'[quote name="rowan" post="{topic.posts.get(number=1).ref}"]x[/quote]')
    topic.posts.filter(number=1).update(edited_at=timezone.now() + timedelta(seconds=5))
    assert "A post that you quote was changed" in news()[1]
    assert news()[0] == 204
    Topic.objects.update(locked_at=timezone.now())
    assert "This topic is locked" in news()[1]
    assert news()[0] == 204
    Topic.objects.update(hidden_at=timezone.now())
    assert "no longer there" in news()[1]
    stranger = Client().post("/drafts/meanwhile", json.dumps(ask), content_type="application/json")
    assert stranger.status_code == 401
