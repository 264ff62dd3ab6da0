"""Beside a text that is being written: it is kept, comes back as it was, and nothing is posted."""

import html
import re

import pytest
from django.http import HttpResponse
from django.test import Client

from leeward.alike.rules import ASKED
from leeward.alike.while_writing import in_hand
from leeward.boards.models import Post, Topic
from leeward.drafts.models import Draft
from leeward.members import sight
from tests import makers
from tests.alike.asking import hits
from tests.alike.conftest import Tell, read_all, story
from tests.cast import Cast

MINE = "He keeps my wages, and I have to ask for every coin.\n\nThe cat is well, and we went to the sea."


def send(client: Client, address: str, do: str, body: str, **more: str) -> HttpResponse:
    """The form of the page, with this text, by this button."""
    form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', client.get(address).content.decode()))
    return client.post(address, {**form, "body": body, "do": do, **more})  # type: ignore[return-value]


def text_in(answer: HttpResponse) -> str:
    found = re.search(r'<textarea id="body"[^>]*>\n(.*?)</textarea>', answer.content.decode(), re.DOTALL)
    assert found
    return html.unescape(found[1])


@pytest.mark.parametrize("place", ["reply", "new_topic"])
def test_the_text_comes_back_untouched_is_kept_and_nothing_is_posted(cast: Cast, told: Tell, place: str) -> None:
    told(cast.rowan, "money", 2)
    here = told(cast.linden, "silence", 0)
    address = f"/t/{here.ref}/reply" if place == "reply" else f"/b/{cast.board.ref}/new"
    client, posts, topics = cast.client(cast.ash), Post.objects.count(), Topic.objects.count()
    page = client.get(address).content.decode()
    assert 'name="do" value="alike"' in page
    assert 'name="do" value="said"' in page
    body = story("money", 0) + "\n\n  <b>é</b> & so on  "
    answer = send(client, address, "alike", body, title="My own title", wanted="listen")
    assert hits(answer)[0].title == "money 2"
    assert text_in(answer) == body
    assert (Post.objects.count(), Topic.objects.count()) == (posts, topics)
    assert Draft.objects.get(member=cast.ash).posted_at is None
    again = client.get(address)
    assert text_in(again) == body  # type: ignore[arg-type]
    if place == "new_topic":
        assert 'value="My own title"' in answer.content.decode()
        assert 'value="listen" checked' in answer.content.decode()
    said = send(client, address, "said", body)
    assert text_in(said) == body
    assert (Post.objects.count(), Topic.objects.count()) == (posts, topics)
    assert "money" not in "".join(part for part in (address, said.headers.get("Location", "")))


def test_who_else_said_something_about_the_paragraph_in_hand(cast: Cast, told: Tell) -> None:
    there = told(cast.rowan, "phone", 3)
    first = "The ducks were on the pond again, and the children fed them all the bread."
    second = "Every evening he takes my handset and goes through what my friends have written to me."
    makers.reply(cast.rowan, there, f"{first}\n\n{second}\n\nI wish you a quiet evening with all of them.")
    read_all()
    here = makers.topic(cast.linden, cast.board, "Here", "A question about something else.")
    client = cast.client(cast.ash)
    asked = "He reads my messages on the phone at night."
    answer = send(client, f"/t/{here.ref}/reply", "said", f"Good evening to all of you who read this.\n\n{asked}")
    found = hits(answer)
    post = Post.objects.get(topic=there, number=2)
    assert found[0].link in {f"/p/{post.ref}/2", f"/p/{there.posts.get(number=1).ref}/1"}
    assert f"/p/{post.ref}/2" in {hit.link for hit in found}
    assert f"<bdi>{asked}</bdi>" in answer.content.decode()
    assert f"/p/{post.ref}/2" not in answer.headers.get("Location", "")


def test_a_hit_is_quoted_at_the_end_of_the_text_by_one_press(cast: Cast, told: Tell) -> None:
    there = told(cast.rowan, "money", 2)
    here = told(cast.linden, "silence", 0)
    ref, address, count = there.posts.get().ref, f"/t/{here.ref}/reply", Post.objects.count()
    client = cast.client(cast.ash)
    answer = send(client, address, "said", MINE, chosen="0-52")
    assert f'name="do" value="cite {ref}.1"' in answer.content.decode()
    cited = send(client, address, f"cite {ref}.1", MINE)
    assert text_in(cited).startswith(MINE)
    assert f'post="{ref}"' in text_in(cited)
    assert text_in(client.get(address)) == text_in(cited)  # type: ignore[arg-type]
    assert Post.objects.count() == count
    hidden = makers.board("Apart", readers="circle")
    apart = makers.topic(cast.linden, hidden, "Apart", "Words that ash may not read.")
    refused = send(client, address, f"cite {apart.posts.get().ref}.1", MINE)
    assert "may not read" not in refused.content.decode()


def test_nothing_of_ones_own_of_this_topic_or_beyond_a_block_is_shown(cast: Cast, told: Tell) -> None:
    here = told(cast.rowan, "money", 1)
    told(cast.ash, "money", 0)
    told(cast.ash, "money", 2, alias="Quolbirne")
    theirs = told(cast.wren, "money", 3)
    client, address = cast.client(cast.ash), f"/t/{here.ref}/reply"
    body = story("money", 0)
    for do in ("alike", "said"):
        found = hits(send(client, address, do, body))
        assert {hit.title for hit in found} == {"money 3"}, do
    sight.block(by=cast.ash, other=cast.rowan)
    cast.ash.refresh_from_db()
    new = f"/b/{cast.board.ref}/new"
    for do in ("alike", "said"):
        assert {hit.title for hit in hits(send(client, new, do, body))} == {"money 3"}, do
    Topic.objects.filter(pk=theirs.pk).update(hidden_at=theirs.opened_at)
    for do in ("alike", "said"):
        answer = send(client, new, do, body)
        assert hits(answer) == []
        assert "Nothing that you may read is close to this" in answer.content.decode()


def test_too_little_and_too_often_are_said_in_a_sentence_and_the_text_stays(cast: Cast, told: Tell) -> None:
    here = told(cast.rowan, "money", 1)
    client, address = cast.client(cast.ash), f"/t/{here.ref}/reply"
    for do in ("alike", "said"):
        answer = send(client, address, do, "Hm.")
        assert "too little to compare yet" in answer.content.decode()
        assert text_in(answer) == "Hm."
    for _time in range(ASKED.times - 2):
        send(client, address, "said", "Hm.")
    answer = send(client, address, "said", MINE)
    assert "Wait a minute" in answer.content.decode()
    assert text_in(answer) == MINE


def test_a_stranger_who_asks_gets_the_text_back(cast: Cast, told: Tell) -> None:
    here = told(cast.rowan, "money", 1)
    form = {"body": MINE, "do": "alike"}
    answer = Client().post(f"/t/{here.ref}/reply", form)
    assert answer.status_code == 403
    assert MINE in html.unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        ({}, "three 🦉"),
        ({"cursor": "0"}, "three 🦉"),
        ({"cursor": "2"}, "one"),
        ({"cursor": "7"}, "two\nlines"),
        ({"cursor": "999"}, "three 🦉"),
        ({"cursor": "7", "chosen": "0-3"}, "one"),
        ({"cursor": "2", "chosen": "2-2"}, "one"),
        ({"chosen": "22-16"}, "three"),
        ({"chosen": "x"}, "three 🦉"),
        ({"cursor": "-1"}, "three 🦉"),
    ],
)
def test_what_is_in_hand(form: dict[str, str], expected: str) -> None:
    assert in_hand("one\n\ntwo\nlines\n\nthree 🦉\n\n", form) == expected  # type: ignore[arg-type]
