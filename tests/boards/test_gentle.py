"""Quiet questions beside a reply's preview: never in the way, and off for good in one press."""

from html import unescape
from typing import Any

from django.http import HttpResponse
from django.test import Client

from leeward.boards.models import Post, Topic
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet

TOLD = "I was there for eleven years. I lost my job, I lost my friends, and my mother gave me advice. " * 2
QUESTIONS = ("Does it say what you heard", "Would you like to ask", "It tells much of you")


def press(client: Client, topic: Topic, body: str, do: str) -> str:
    answer: HttpResponse | Any = Sheet(client, f"/t/{topic.ref}/reply").send(body, do=do)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_they_stand_beside_the_preview_and_hold_nothing_up(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board)
    rowan = cast.client(cast.rowan)
    for do in ("preview", "check"):
        page = press(rowan, topic, TOLD, do)
        assert all(question in page for question in QUESTIONS), do
    heard = press(rowan, topic, "You say that nobody believed you. " + TOLD + "And who does now?", "preview")
    assert [question in heard for question in QUESTIONS] == [False, False, True]
    assert not any(question in press(rowan, topic, "I am with you.", "preview") for question in QUESTIONS)
    assert Sheet(rowan, f"/t/{topic.ref}/reply").send(TOLD).status_code == 302
    assert Post.objects.filter(author=cast.rowan).count() == 1


def test_off_in_one_press_for_good_with_the_text_still_there_and_on_again_at_ones_page(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board)
    rowan = cast.client(cast.rowan)
    page = press(rowan, topic, TOLD, "ungentle")
    assert TOLD.strip() in page
    assert "This is how it will look" in page
    assert QUESTIONS[0] not in page
    assert QUESTIONS[0] not in press(rowan, topic, TOLD, "preview")
    assert 'href="/me/gentle"' in rowan.get("/me").content.decode()
    assert "They are off." in rowan.get("/me/gentle").content.decode()
    rowan.post("/me/gentle", {"do": "on"})
    assert QUESTIONS[0] in press(rowan, topic, TOLD, "preview")


def test_none_is_asked_in_ones_own_topic_under_whatever_name(cast: Cast) -> None:
    own = makers.topic(cast.rowan, cast.board)
    other = makers.topic(cast.rowan, cast.board, alias="Quiet Ford")
    for topic in (own, other):
        assert QUESTIONS[0] not in press(cast.client(cast.rowan), topic, TOLD, "preview")
