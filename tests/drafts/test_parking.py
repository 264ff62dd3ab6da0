"""A form that comes without its member: the words are kept for them, shown to nobody else, and go on from there."""

import re
from typing import Any

import pytest
from django.test import Client

from leeward.boards.models import Topic
from leeward.drafts.models import Draft
from leeward.members.models import Session
from tests import makers
from tests.cast import PASSPHRASE, Cast
from tests.drafts.sheet import Sheet, body_of, fields_of, shown

WORDS = "An hour of words.\n\nAnd one more."


@pytest.fixture
def topic(cast: Cast) -> Topic:
    cast.ash.set_password(PASSPHRASE)
    cast.rowan.set_password(PASSPHRASE)
    cast.ash.save()
    cast.rowan.save()
    return makers.topic(cast.wren, cast.board)


def sent_without_session(cast: Cast, topic: Topic) -> tuple[Sheet, str]:
    sheet = Sheet(cast.client(cast.ash), f"/t/{topic.ref}/reply")
    Session.objects.all().delete()
    answer = sheet.send(WORDS)
    assert answer.status_code == 401
    return sheet, answer.content.decode()


def sign_in(page: str, name: str, then: str = "post", client: Client | None = None, **more: str) -> Any:
    form = {**fields_of(page), "body": body_of(page), "name": name, "passphrase": PASSPHRASE, "then": then, **more}
    return (client or Client()).post("/drafts/go-on", form)


def test_a_session_that_ended_costs_no_word_and_it_is_posted_once(cast: Cast, topic: Topic) -> None:
    _sheet, page = sent_without_session(cast, topic)
    assert body_of(page) == WORDS
    assert 'name="passphrase"' in page
    assert topic.posts.count() == 1
    for _twice in range(2):
        answer = sign_in(page, "ash")
        assert answer.headers["Location"] == f"/t/{topic.ref}/2#p2"
    assert topic.posts.get(number=2).source == WORDS
    assert topic.posts.get(number=2).author == cast.ash


def test_or_it_stands_in_the_composer(cast: Cast, topic: Topic) -> None:
    _sheet, page = sent_without_session(cast, topic)
    client = Client()
    answer = sign_in(page, "ash", then="look", client=client)
    address = answer.headers["Location"]
    assert address.startswith(f"/t/{topic.ref}/reply")
    assert Sheet(client, address).body == WORDS
    assert topic.posts.count() == 1


def test_what_was_changed_on_that_page_is_what_is_posted(cast: Cast, topic: Topic) -> None:
    _sheet, page = sent_without_session(cast, topic)
    sign_in(page, "ash", body=WORDS + " Changed.")
    assert topic.posts.get(number=2).source == WORDS + " Changed."
    assert Draft.objects.count() == 1


def test_another_member_signing_in_there_sees_and_posts_nothing(cast: Cast, topic: Topic) -> None:
    _sheet, page = sent_without_session(cast, topic)
    rowan = Client()
    answer = sign_in(page, "rowan", client=rowan)
    assert answer.headers["Location"] == "/"
    assert topic.posts.count() == 1
    draft = Draft.objects.get()
    assert draft.member == cast.ash
    assert "An hour of words" not in shown(rowan.get("/drafts"))
    assert rowan.get(f"/drafts/{draft.ref}").status_code == 404
    for deed in ("discard", "take", "move", "settle"):
        answer = rowan.post(f"/drafts/{draft.ref}/{deed}", {"do": "as_well"}, follow=True)
        assert answer.status_code == 404
    assert WORDS in shown(cast.client(cast.ash).get(f"/drafts/{draft.ref}"))


def test_a_wrong_passphrase_asks_again_with_the_text_in_view(cast: Cast, topic: Topic) -> None:
    _sheet, page = sent_without_session(cast, topic)
    again = sign_in(page, "ash", passphrase="not this one at all")
    assert again.status_code == 422
    text = again.content.decode()
    assert body_of(text) == WORDS
    assert "not this one at all" not in text
    assert sign_in(text, "ash").headers["Location"] == f"/t/{topic.ref}/2#p2"


def test_the_tab_of_one_member_never_posts_as_another(cast: Cast, topic: Topic) -> None:
    sheet = Sheet(cast.client(cast.ash), f"/t/{topic.ref}/reply")
    sheet.client = cast.client(cast.rowan)
    answer = sheet.send(WORDS)
    assert answer.status_code == 403
    assert body_of(answer.content.decode()) == WORDS
    assert topic.posts.count() == 1
    assert Draft.objects.get().member == cast.ash


def test_a_stale_form_token_stops_nobody_whose_park_token_is_good(cast: Cast, topic: Topic) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ash)
    sheet = Sheet(client, f"/t/{topic.ref}/reply")
    assert sheet.send(WORDS, csrfmiddlewaretoken="stale").status_code == 302
    assert topic.posts.get(number=2).source == WORDS
    other = Sheet(client, f"/t/{topic.ref}/reply")
    elsewhere = client.post(other.address, {**other.fields, "body": "x"}, headers={"Sec-Fetch-Site": "cross-site"})
    assert elsewhere.status_code == 403
    assert topic.posts.count() == 2


def test_a_park_token_is_good_for_its_own_place_only(cast: Cast, topic: Topic) -> None:
    elsewhere = makers.topic(cast.wren, cast.board)
    sheet = Sheet(cast.client(cast.ash), f"/t/{topic.ref}/reply")
    answer = sheet.client.post(f"/t/{elsewhere.ref}/reply", {**sheet.fields, "body": WORDS, "do": "post"})
    assert answer.status_code == 403
    assert WORDS in shown(answer)
    assert elsewhere.posts.count() == 1


@pytest.mark.parametrize("token", ["forged", "WzFd:1abcde:forged", ""])
@pytest.mark.parametrize("signed_in", [True, False])
def test_a_forged_token_is_refused_and_the_text_given_back(
    cast: Cast, topic: Topic, token: str, signed_in: bool
) -> None:
    client = cast.client(cast.ash) if signed_in else Client()
    answer = client.post(f"/t/{topic.ref}/reply", {"park": token, "body": WORDS, "do": "post"})
    assert answer.status_code == 403
    assert WORDS in shown(answer)
    assert "wren" not in shown(answer)
    assert topic.posts.count() == 1
    assert not Draft.objects.exists()
    go_on = Client().post("/drafts/go-on", {"park": token, "body": WORDS, "name": "ash", "passphrase": PASSPHRASE})
    assert go_on.status_code == 403
    assert not Session.objects.filter(member__isnull=False).exists() or signed_in


def test_a_replayed_token_adds_nothing_twice_and_tells_nothing(cast: Cast, topic: Topic) -> None:
    sheet, page = sent_without_session(cast, topic)
    sign_in(page, "ash")
    for words in (WORDS, WORDS, "Other words", "Other words"):
        answer = Client().post(sheet.address, {**sheet.fields, "body": words, "do": "post"})
        assert answer.status_code == 401
        assert f"/t/{topic.ref}/2" not in shown(answer)
    assert topic.posts.count() == 2
    assert Draft.objects.count() == 2


def test_a_form_token_gone_stale_on_the_parked_page_gives_a_fresh_one(cast: Cast, topic: Topic) -> None:
    _sheet, page = sent_without_session(cast, topic)
    client = Client(enforce_csrf_checks=True)
    again = sign_in(page, "ash", client=client)
    assert again.status_code == 403
    text = again.content.decode()
    fresh = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', text[text.index('action="/drafts/go-on"') :])
    assert fresh
    done = sign_in(text, "ash", client=client, csrfmiddlewaretoken=fresh[1])
    assert done.headers["Location"] == f"/t/{topic.ref}/2#p2"


def test_a_topic_locked_meanwhile_leads_to_the_draft(cast: Cast, topic: Topic) -> None:
    _sheet, page = sent_without_session(cast, topic)
    makers.decide(cast.linden, topic, "lock")
    client = Client()
    answer = sign_in(page, "ash", client=client)
    assert answer.headers["Location"] == f"/drafts/{Draft.objects.get().ref}"
    assert "This topic is locked" in shown(client.get(answer.headers["Location"]))


def test_a_stranger_without_any_token_is_asked_to_sign_in_and_keeps_the_text(topic: Topic) -> None:
    assert Client().get(f"/t/{topic.ref}/reply").headers["Location"].startswith("/sign-in")
    answer = Client().post(f"/t/{topic.ref}/reply", {"body": WORDS, "do": "post"})
    assert answer.status_code == 403
    assert WORDS in shown(answer)
