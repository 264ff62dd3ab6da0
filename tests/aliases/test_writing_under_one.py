"""Another name for one topic: taking it, writing under it, and what its owner, and only its owner, can do with it."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from leeward.boards.models import Post, Topic
from leeward.members.models import Alias, Member
from leeward.members.rules import ALIASES_MAX
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet, shown

BODY = "I have never told this to anybody, and I do not want it to lead to me."


@pytest.fixture
def rowan(cast: Cast) -> Client:
    return cast.client(cast.rowan)


@pytest.fixture
def topic(cast: Cast, rowan: Client) -> Topic:
    """Opened by rowan, through the page, as heron."""
    answer = Sheet(rowan, f"/b/{cast.board.ref}/new").send(BODY, title="A question", alias="heron")
    assert answer.status_code == 302, shown(answer)
    return Topic.objects.get()


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)
    return shown(answer)


def writers(topic: Topic) -> list[str]:
    return [name or "" for name in topic.posts.order_by("number").values_list("author__name", flat=True)]


def test_a_topic_opened_under_another_name_stands_under_it_everywhere(cast: Cast, topic: Topic) -> None:
    ash = cast.client(cast.ash)
    for address in (f"/t/{topic.ref}", f"/b/{cast.board.ref}", "/", "/new", f"/t/{topic.ref}/print"):
        seen = page(ash, address)
        assert "heron" in seen
        assert "rowan" not in seen
    assert Topic.objects.filter(author__name="heron", last_author__name="heron").get() == topic


def test_it_can_be_taken_with_the_first_reply_too(cast: Cast, rowan: Client) -> None:
    topic = makers.topic(cast.wren, cast.board)
    sheet = Sheet(rowan, f"/t/{topic.ref}/reply")
    assert "You write here as rowan, unless you give another name." in re.sub("<.*?>", "", sheet.page)
    assert sheet.send("An answer.", alias="  Heron ").status_code == 302
    again = Sheet(rowan, f"/t/{topic.ref}/reply")
    assert "You write here as Heron." in re.sub("<.*?>", "", again.page)
    assert 'type="text" id="alias"' not in again.page
    assert again.send("One more.").status_code == 302
    assert writers(topic) == ["wren", "Heron", "Heron"]
    assert Alias.objects.count() == 1


def test_who_wrote_under_their_own_name_keeps_it_in_this_topic(cast: Cast, rowan: Client) -> None:
    topic = makers.topic(cast.wren, cast.board)
    makers.reply(cast.rowan, topic)
    seen = page(rowan, f"/t/{topic.ref}")
    assert "You write here as rowan." in re.sub("<.*?>", "", seen)
    assert "Write under another name" not in seen
    refused = Sheet(rowan, f"/t/{topic.ref}/reply").send("An answer.", alias="heron")
    assert refused.status_code == 422
    assert "another name would hide nothing here" in shown(refused)
    assert writers(topic) == ["wren", "rowan"]
    assert not Alias.objects.exists()


def test_a_post_that_was_taken_back_counts_as_written(cast: Cast, rowan: Client) -> None:
    topic = makers.topic(cast.wren, cast.board)
    post = makers.reply(cast.rowan, topic)
    rowan.post(f"/p/{post.ref}/take-down")
    assert "Write under another name" not in page(rowan, f"/t/{topic.ref}")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("ASH", "This name is taken"),
        ("rowan", "This name is taken"),
        ("Àsh", "This name is taken"),
        ("moderator", "could be taken for somebody who looks after the house"),
        ("h", "A name has 2 to 30 characters"),
        ("x" * 31, "A name has 2 to 30 characters"),
        ("<b>heron</b>", "A name may hold letters"),
        ("\u200b", "A name"),
    ],
)
def test_a_name_that_will_not_do_gets_a_sentence_and_the_text_stays(
    cast: Cast, rowan: Client, name: str, sentence: str
) -> None:
    refused = Sheet(rowan, f"/b/{cast.board.ref}/new").send(BODY, title="A question", alias=name)
    assert refused.status_code == 422
    assert sentence in shown(refused)
    assert BODY in shown(refused)
    assert not Topic.objects.exists()
    assert Member.objects.count() == 5
    assert Sheet(rowan, f"/b/{cast.board.ref}/new").send(BODY, title="A question", alias="heron").status_code == 302


def test_a_name_once_taken_is_taken_for_its_owner_too(cast: Cast, rowan: Client, topic: Topic) -> None:
    for client in (rowan, cast.client(cast.ash)):
        refused = Sheet(client, f"/b/{cast.board.ref}/new").send("More.", title="Another", alias="Heron")
        assert "This name is taken" in shown(refused)
    for client in (rowan, cast.client(cast.ash)):
        assert "This name is taken" in shown(client.post("/me/name", {"name": "Heron"}))
    assert Topic.objects.count() == 1


def test_there_are_so_many_in_a_month_and_then_a_reason(cast: Cast, rowan: Client) -> None:
    for number in range(ALIASES_MAX):
        makers.topic(cast.rowan, cast.board, alias=f"heron {'abcdefgh'[number]}")
    refused = Sheet(rowan, f"/b/{cast.board.ref}/new").send(BODY, title="A question", alias="curlew")
    assert refused.status_code == 422
    assert "one person could pass for many" in shown(refused)
    assert BODY in shown(refused)
    Member.objects.filter(name="heron a").update(joined_at="2020-01-01T00:00Z")
    assert Sheet(rowan, f"/b/{cast.board.ref}/new").send(BODY, title="A question", alias="curlew").status_code == 302


def test_the_preview_shows_the_name_it_will_stand_under(cast: Cast, rowan: Client, topic: Topic) -> None:
    def speaker(answer: Any) -> str:
        found = re.search(r'<p class="who"><bdi>(.*?)</bdi>', shown(answer))
        assert found
        return found[1]

    fresh = Sheet(rowan, f"/b/{cast.board.ref}/new")
    assert speaker(fresh.send(BODY, do="preview", title="T")) == "rowan"
    previewed = fresh.send(BODY, do="preview", title="T", alias="curlew")
    assert speaker(previewed) == "curlew"
    assert 'name="alias" value="curlew"' in shown(previewed)
    assert speaker(Sheet(rowan, f"/t/{topic.ref}/reply").send("Hm.", do="preview")) == "heron"
    post = topic.posts.get()
    assert speaker(Sheet(rowan, f"/p/{post.ref}/edit").send("Hm.", do="preview", title="T")) == "heron"


def test_its_owner_changes_takes_down_and_puts_back_and_nobody_else(cast: Cast, rowan: Client, topic: Topic) -> None:
    makers.reply(cast.ash, topic, "I am here.")
    post = topic.posts.get(number=1)
    doors = [f"/p/{post.ref}/edit", f"/t/{topic.ref}/cast"]
    for other in (cast.ash, cast.wren, cast.linden):
        client = cast.client(other)
        assert f"/p/{post.ref}/edit" not in page(client, f"/t/{topic.ref}")
        assert [client.get(door).status_code for door in doors] == [403, 403]
        assert [client.post(door, {"body": "Not mine."}).status_code for door in doors] == [403, 403]
        assert client.post(f"/p/{post.ref}/take-down").status_code == 404
        assert client.post(f"/p/{post.ref}/put-back").status_code == 404
    seen = page(rowan, f"/t/{topic.ref}")
    for door in doors:
        assert f'href="{door}"' in seen
        assert page(rowan, door)
    assert Sheet(rowan, doors[0]).send("Changed.", title="Changed").status_code == 302
    assert rowan.post(f"/p/{post.ref}/take-down").status_code == 302
    assert "Put it back" in page(rowan, f"/t/{topic.ref}")
    assert "Put it back" not in page(cast.client(cast.ash), f"/t/{topic.ref}")
    assert rowan.post(f"/p/{post.ref}/put-back").status_code == 302
    assert rowan.post(doors[1], {"cast": "H = my husband"}).status_code == 302
    post.refresh_from_db()
    assert (post.source, post.taken_down_at) == ("Changed.", None)
    assert writers(topic) == ["heron", "ash"]


def test_its_versions_are_its_owners_to_see_and_to_strike(cast: Cast, rowan: Client, topic: Topic) -> None:
    post = topic.posts.get()
    Sheet(rowan, f"/p/{post.ref}/edit").send("Changed.", title="A question")
    version = post.revisions.get()
    for other in (cast.ash, cast.wren):
        assert cast.client(other).get(f"/p/{post.ref}/versions").status_code == 404
        strike = cast.client(other).post(f"/p/{post.ref}/versions/strike", {"version": version.pk})
        assert strike.status_code == 403
    assert "never told this" in page(rowan, f"/p/{post.ref}/versions?version=1")
    assert rowan.post(f"/p/{post.ref}/versions/strike", {"version": version.pk}).status_code == 302
    version.refresh_from_db()
    assert version.source == ""


def test_its_topics_are_among_mine_with_the_name_they_bear(cast: Cast, rowan: Client, topic: Topic) -> None:
    makers.topic(cast.rowan, cast.board, "Under my own name")
    for address in ("/mine", "/"):
        mine = page(rowan, address).split("Your topics")[1]
        lines = dict(re.findall(r'topic-title".*?>(.*?)</a>(.*?)</li>', mine.split("</ul>")[0], re.S))
        assert "heron" in lines["A question"]
        assert "topic-who" not in lines["Under my own name"]
    assert "A question" not in page(cast.client(cast.ash), "/mine")


def test_what_one_wrote_oneself_is_not_new(cast: Cast, rowan: Client, topic: Topic) -> None:
    assert "A question" not in page(rowan, "/new")
    makers.reply(cast.rowan, topic, "And more.")
    assert "A question" not in page(rowan, "/new")
    assert "A question" in page(cast.client(cast.ash), "/new")


def test_what_one_wrote_can_be_searched_by_the_other_name_by_oneself(cast: Cast, rowan: Client, topic: Topic) -> None:
    question = {"q": "never told", "author": "heron"}
    assert "A question" in shown(rowan.post("/search", question))
    assert cast.client(cast.ash).post("/search", question).status_code == 422
    assert "A question" not in shown(rowan.post("/search", {**question, "author": "rowan"}))


def test_the_page_of_other_names_lists_ones_own_and_says_what_they_cannot_hide(
    cast: Cast, rowan: Client, topic: Topic
) -> None:
    assert 'href="/me/aliases"' in page(rowan, "/me")
    mine = page(rowan, "/me/aliases")
    assert "heron" in mine
    assert f'href="/t/{topic.ref}"' in mine
    for words in ("How you write", "Blocks go by name", "the same hour"):
        assert words in mine
    others = page(cast.client(cast.ash), "/me/aliases")
    assert "heron" not in others
    assert "You have not taken one yet" in others
    topic.posts.get()
    rowan.post(f"/p/{topic.posts.get().ref}/take-down")
    assert "no longer there" in page(rowan, "/me/aliases")


def test_in_a_locked_topic_another_name_would_say_that_it_is_a_moderators(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board)
    wren = cast.client(cast.wren)
    sheet = Sheet(wren, f"/t/{topic.ref}/reply")
    makers.decide(cast.linden, topic, "lock")
    refused = sheet.send("A word from somebody.", alias="heron")
    assert refused.status_code == 422
    assert "another name would tell that you are one" in shown(refused)
    assert "Write under another name" not in page(wren, f"/t/{topic.ref}/reply")
    assert Sheet(wren, f"/t/{topic.ref}/reply").send("A word from wren.").status_code == 302
    assert writers(topic) == ["ash", "wren"]


def test_a_moderator_who_has_another_name_there_is_silent_once_it_is_locked(cast: Cast) -> None:
    topic = makers.topic(cast.wren, cast.board, alias="heron")
    wren = cast.client(cast.wren)
    makers.decide(cast.linden, topic, "lock")
    assert Sheet(wren, f"/t/{topic.ref}/reply").send("And more.").status_code == 422
    assert writers(topic) == ["heron"]


def test_the_topics_page_costs_its_owner_no_more_than_others(
    cast: Cast,
    rowan: Client,
    topic: Topic,
    django_assert_num_queries: DjangoAssertNumQueries,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(12):
        makers.reply(cast.rowan if number % 2 else cast.ash, topic, f"Answer {number}.")
        with django_assert_num_queries(5):
            rowan.get(f"/t/{topic.ref}")
    with django_assert_max_num_queries(8):
        rowan.get("/")
    assert Post.objects.filter(author__name="heron").count() == 7


def test_one_cannot_block_oneself_by_another_name(cast: Cast, rowan: Client, topic: Topic) -> None:
    face = Member.objects.get(name="heron")
    assert "Block heron" not in page(rowan, f"/m/{face.ref}")
    assert rowan.post(f"/m/{face.ref}/block").status_code == 403
    assert "Block heron" in page(cast.client(cast.ash), f"/m/{face.ref}")
