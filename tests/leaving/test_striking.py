"""A phrase struck once is gone from everywhere it went, and nothing else is; first it is shown where it stands."""

import logging
import re
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from leeward.answering import owing
from leeward.boards import actions, keeping
from leeward.boards.models import Post, Topic
from leeward.cli.work import table
from leeward.companions.models import Offer
from leeward.drafts.models import Draft
from leeward.jobs.models import Job
from leeward.jobs.queue import run_due
from leeward.leaving import traces
from leeward.members.models import Member
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet
from tests.leaving.traces import files_that_hold, tables_that_hold
from tests.search.asking import titles

WORD = "Grimvolk"  # a word that the index of words keeps whole: no ending to take off


def send(client: Client, thing: Post | Topic, phrase: str, do: str = "look", status: int = 200) -> str:
    kind = "p" if isinstance(thing, Post) else "t"
    answer = client.post(f"/{kind}/{thing.ref}/strike", {"phrase": phrase, "do": do})
    assert answer.status_code == status, answer.content.decode()
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", "", unescape(answer.content.decode())))


@pytest.fixture
def story(cast: Cast) -> Topic:
    """Ash's story, in which the word stands everywhere it can."""
    topic = makers.topic(cast.ash, cast.board, f"Leaving {WORD}", f"We lived in *{WORD}*, near grimvolk mill.")
    first = topic.posts.get()
    actions.edit(by=cast.ash, post=first, body=f"We lived in *{WORD}*, by the mill.", note=f"{WORD} is a small place")
    actions.edit(by=cast.ash, post=first, body=f"We lived in {WORD}.", note=f"once more: {WORD}")
    keeping.set_cast(by=cast.ash, topic=topic, entries={"Q": f"the mill at {WORD}"})
    answer = makers.reply(cast.rowan, topic, quote(first, f"In {WORD}?"))
    actions.edit(by=cast.rowan, post=answer, body=quote(first, f"You lived in {WORD}?") + " Q is far away.")
    makers.reply(cast.ash, topic, f"Yes, {WORD}s are many, but {WORD} is one.")
    Member.objects.filter(pk=cast.ash.pk).update(about=f"From {WORD}, once.")
    Offer.objects.create(member=cast.ash, words=f"I know {WORD}.", offered_at=timezone.now())
    owing.promise(by=cast.ash, post=first, note=f"More of {WORD}")
    Sheet(cast.client(cast.ash), f"/t/{topic.ref}/reply").keep(f"And {WORD} again", note="")
    Sheet(cast.client(cast.rowan), f"/t/{topic.ref}/reply").keep(quote(first, f"Oh {WORD}") + " Not my words.")
    return topic


def quote(post: Post, words: str) -> str:
    return f'[quote name="ash" post="{post.ref}"]{words}[/quote]\n\nI hear you.'


def test_it_is_shown_where_it_stands_before_anything_happens(cast: Cast, story: Topic) -> None:
    ash = cast.client(cast.ash)
    page = send(ash, story, "grimvolk")
    for line in (
        "Your post 1: 1 time",
        "We lived in Grimvolk.",
        "Your post 3: 1 time",
        "The title",
        "2 earlier versions",
        "What you said about why you changed a post",
        "1 other post that quotes you",
        "The short forms you explained",
        "1 draft of yours, 1 version",
        "What you say about yourself on your page",
        "Your notes on what you promised",
    ):
        assert line in page, line
    assert "This cannot be undone." in page
    assert story.posts.get(number=1).source == f"We lived in {WORD}."
    assert "stands nowhere" in send(ash, story, "kingfisher")
    link = f'href="/t/{story.ref}/strike"'
    assert link in ash.get(f"/t/{story.ref}/mine").content.decode()
    assert link in ash.get(f"/p/{story.posts.get(number=1).ref}/strike").content.decode()


@pytest.mark.django_db(transaction=True)
def test_struck_it_is_gone_from_every_table_and_others_words_stay(cast: Cast, story: Topic) -> None:
    other = makers.reply(cast.rowan, story, f"My aunt lives in {WORD} too.")
    ash = cast.client(cast.ash)
    page = send(ash, story, WORD, "strike")
    assert "is gone from your words here" in page
    assert "Others say it in their own words." in page
    assert f"Post {other.number} rowan" in page
    run_due(table())
    assert not Job.objects.exists()
    last = story.posts.get(number=3)
    assert last.source == f"Yes, {WORD}s are many, but […] is one."
    Post.objects.filter(pk__in=[other.pk, last.pk]).delete()
    traces.wipe()
    assert tables_that_hold(WORD) == set()
    story.refresh_from_db()
    assert story.title == "Leaving […]"
    answer = story.posts.get(number=2)
    assert "You lived in […]?" in answer.html
    assert "(the mill at […])" in answer.html
    assert answer.plain == "I hear you. Q is far away."
    said = {draft.member.name: draft.versions.get().words.body for draft in Draft.objects.all()}
    assert said["ash"] == "And […] again"
    assert said["rowan"].endswith("]Oh […][/quote]\n\nI hear you. Not my words.")
    assert [note for _owed, note in owing.notes_of(cast.ash)] == ["More of […]"]
    assert titles(cast.client(cast.wren), WORD) == []
    assert titles(cast.client(cast.wren), "leaving") == ["Leaving […]"]


def test_on_one_post_the_others_stay_as_they_are(cast: Cast, story: Topic) -> None:
    ash, last = cast.client(cast.ash), story.posts.get(number=3)
    assert "Your post 1" not in send(ash, last, WORD)
    send(ash, last, WORD, "strike")
    assert story.posts.get(number=3).source == f"Yes, {WORD}s are many, but […] is one."
    assert story.posts.get(number=1).source == f"We lived in {WORD}."
    assert Topic.objects.get().title == f"Leaving {WORD}"


def test_only_whoever_wrote_it_strikes(cast: Cast, story: Topic) -> None:
    for member in (cast.rowan, cast.wren, cast.linden):
        for thing in (story, story.posts.get(number=1)):
            send(cast.client(member), thing, WORD, "strike", 404)
    assert story.posts.get(number=1).source == f"We lived in {WORD}."


@pytest.mark.parametrize(
    ("phrase", "says"), [("", "type a word"), ("…!", "type a word"), ("a" * 201, "200 characters")]
)
def test_what_is_no_phrase_is_said_in_a_sentence(cast: Cast, story: Topic, phrase: str, says: str) -> None:
    for do in ("look", "strike"):
        assert says in send(cast.client(cast.ash), story, phrase, do, 422)


def test_the_phrase_is_in_no_address_and_no_log(cast: Cast, story: Topic, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    page = cast.client(cast.ash).post(reverse("strike_story", args=[story.ref]), {"phrase": WORD, "do": "look"})
    assert re.findall(rf'(?:href|action)="[^"]*{WORD}', page.content.decode()) == []
    send(cast.client(cast.ash), story, WORD, "strike")
    run_due(table())
    told = [record.getMessage() for record in caplog.records if not record.name.startswith("django.db")]
    assert not [line for line in told if WORD.lower() in line.lower()]


def test_the_workers_errand_holds_it_sealed(cast: Cast, story: Topic) -> None:
    send(cast.client(cast.ash), story, WORD, "strike")
    assert Job.objects.filter(kind="quotes_in_drafts").exists()
    assert "jobs_job" not in tables_that_hold(WORD)


def test_striking_again_and_again_is_slowed_down(cast: Cast, story: Topic) -> None:
    ash = cast.client(cast.ash)
    for _time in range(40):
        send(ash, story, "kingfisher")
    send(ash, story, "kingfisher", status=429)


@pytest.mark.django_db(transaction=True)
def test_no_byte_of_the_database_holds_it_afterwards(cast: Cast, story: Topic) -> None:
    for number in range(150):  # enough for pages to be split, merged and moved
        makers.reply(cast.rowan, story, f"Number {number}. " + "Much else was said that night. " * (number % 40))
        if number % 10 == 0:
            actions.edit(by=cast.ash, post=story.posts.get(number=3), body=f"{WORD} {'and so on ' * number} {WORD}")
    for phrase in (WORD, f"{WORD}s"):
        send(cast.client(cast.ash), story, phrase, "strike")
    run_due(table())
    assert tables_that_hold(WORD) == set()
    assert not Job.objects.exists()
    if connection.vendor == "sqlite":
        assert files_that_hold(WORD) == []
        makers.reply(cast.ash, story, f"{WORD} was here.")
        assert files_that_hold(WORD), "the look itself must be able to find it"


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_wiped_in_this_moment_is_put_off(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traces, "_vacuum" if connection.vendor == "postgresql" else "_empty_the_log", lambda: False)
    traces.wipe()
    assert Job.objects.get().kind == "wipe_traces"
