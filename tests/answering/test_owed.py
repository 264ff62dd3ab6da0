"""Who owes whom a reply: a test for each rule in docs/owed-replies.md, and nobody owes who has answered."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from leeward.answering.models import Owed
from leeward.boards.models import Post, Topic
from leeward.cli.work import table
from leeward.jobs.queue import run_due
from leeward.members import sight
from leeward.members.models import Member
from tests import makers
from tests.boards.test_reading import bulk, cost
from tests.cast import Cast

ASK = "Have you told your sister about it?"


def on_list(cast: Cast, who: Member, address: str = "/owed") -> list[str]:
    """The lines of the list, as plain words."""
    run_due(table())
    page = cast.client(who).get(address).content.decode()
    found = re.findall(r'<li class="owed-line.*?</li>', page, re.S)
    lines = [re.sub(r'<(time|span class="owed-acts").*', "", one, flags=re.S) for one in found]
    return [" ".join(re.sub(r"<[^>]*>", " ", one).replace("·", "").split()) for one in lines]


def quoting(post: Post, words: str) -> str:
    return f'[quote name="x" post="{post.ref}" passage="1"]\nSomething said.\n[/quote]\n\n{words}'


@pytest.fixture
def topic(cast: Cast) -> Topic:
    """Opened by linden, who asks nothing; ash and rowan have written in it."""
    topic = makers.topic(cast.linden, cast.board, "A third place", "I only want to say good morning.")
    makers.reply(cast.ash, topic, "Good morning to you.")
    makers.reply(cast.rowan, topic, "And a good day.")
    return topic


def test_a_question_with_a_quote_of_you(cast: Cast, topic: Topic) -> None:
    hers = topic.posts.get(author=cast.ash)
    makers.reply(cast.rowan, topic, quoting(hers, "I am glad."))
    assert on_list(cast, cast.ash) == []
    makers.reply(cast.rowan, topic, quoting(hers, ASK))
    assert on_list(cast, cast.ash) == ["A third place rowan quotes you and asks something"]
    assert on_list(cast, cast.linden) == [], "it speaks to somebody else"


def test_a_question_with_your_name(cast: Cast, topic: Topic) -> None:
    makers.reply(cast.rowan, topic, f"@ash, {ASK}")
    assert on_list(cast, cast.ash) == ["A third place rowan asks you something"]
    assert on_list(cast, cast.rowan) == []


def test_a_question_in_your_topic_to_nobody_in_particular(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board, "Mine", "I only want to say it once.")
    makers.reply(cast.linden, topic, "I have read it.")
    assert on_list(cast, cast.ash) == []
    makers.reply(cast.rowan, topic, "Is there anybody who could stay with you?")
    assert on_list(cast, cast.ash) == ["Mine rowan asks you something"]


def test_an_answer_to_what_you_asked(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board, "Mine", "I do not know any more. What would you do?")
    makers.reply(cast.linden, topic, "I would ring them first.")
    first = topic.posts.get(author=cast.linden)
    assert on_list(cast, cast.ash) == ["Mine linden has answered what you asked"]
    makers.reply(cast.rowan, topic, quoting(first, "So would I."))
    assert len(on_list(cast, cast.ash)) == 1, "rowan speaks to linden"


def test_a_promise_that_you_keep_yourself(cast: Cast, topic: Topic) -> None:
    mine = topic.posts.get(author=cast.ash)
    ash = cast.client(cast.ash)
    assert "More to come" in ash.get(f"/t/{topic.ref}").content.decode()
    assert ash.post(f"/p/{mine.ref}/promise", {"note": "n" * 301}).status_code == 422
    ash.post(f"/p/{mine.ref}/promise", {"note": "About the lantern."})
    assert on_list(cast, cast.ash) == ["A third place You promised to write more."]
    makers.reply(cast.ash, topic, "Something else.")
    assert len(on_list(cast, cast.ash)) == 1
    owed = Owed.objects.get()
    assert b"lantern" not in bytes(owed.note)
    assert "About the lantern." in ash.get(f"/owed/{owed.ref}").content.decode()
    ash.post(f"/owed/{owed.ref}", {"do": "settle"})
    assert on_list(cast, cast.ash) == []


ANSWERS: dict[str, Callable[[Post], str]] = {
    "a quote": lambda asked: quoting(asked, "Yes, last week."),
    "a mention": lambda asked: "@rowan: yes, last week.",
    "a name in plain words": lambda asked: "Rowan, I have not told her yet.",
    "nobody in particular": lambda asked: "Thank you all. I rang them.",
}


@pytest.mark.parametrize("way", ANSWERS)
def test_answering_in_any_of_the_usual_ways_takes_it_off(cast: Cast, topic: Topic, way: str) -> None:
    asked = makers.reply(cast.rowan, topic, f"@ash, {ASK}")
    assert len(on_list(cast, cast.ash)) == 1
    makers.reply(cast.ash, topic, ANSWERS[way](asked))
    assert on_list(cast, cast.ash) == []


def test_a_quote_of_it_in_another_topic_answers_it_too(cast: Cast, topic: Topic) -> None:
    asked = makers.reply(cast.rowan, topic, f"@ash, {ASK}")
    assert len(on_list(cast, cast.ash)) == 1
    other = makers.topic(cast.ash, cast.board, "Longer than an answer", quoting(asked, "It takes a page to say."))
    assert on_list(cast, cast.ash) == []
    assert other.posts.count() == 1


def test_answering_one_of_two_leaves_the_other(cast: Cast, topic: Topic) -> None:
    makers.reply(cast.rowan, topic, f"@ash, {ASK}")
    makers.reply(cast.linden, topic, "@ash, and where do you sleep tonight?")
    makers.reply(cast.ash, topic, "@rowan: yes, I have.")
    assert on_list(cast, cast.ash) == ["A third place linden asks you something"]
    makers.reply(cast.ash, topic, "@wren, good morning.")
    assert len(on_list(cast, cast.ash)) == 1, "said to somebody who asked nothing"


def test_a_name_is_not_found_inside_another_word(cast: Cast, topic: Topic) -> None:
    makers.reply(cast.rowan, topic, f"@ash, {ASK}")
    makers.reply(cast.linden, topic, "@ash, where do you sleep tonight?")
    makers.reply(cast.ash, topic, "@linden: at my aunt's, under the rowans.")
    assert on_list(cast, cast.ash) == ["A third place rowan asks you something"]


def test_set_aside_taken_up_and_let_go(cast: Cast, topic: Topic) -> None:
    makers.reply(cast.rowan, topic, f"@ash, {ASK}")
    ash = cast.client(cast.ash)
    run_due(table())
    owed = Owed.objects.get(member=cast.ash)
    ash.post(f"/owed/{owed.ref}", {"do": "aside", "how_long": "week"})
    assert on_list(cast, cast.ash) == []
    assert len(on_list(cast, cast.ash, "/owed/aside")) == 1
    Owed.objects.update(aside_until=timezone.now() - timedelta(seconds=1))
    assert len(on_list(cast, cast.ash)) == 1, "it comes back by itself"
    ash.post(f"/owed/{owed.ref}", {"do": "aside", "how_long": "month"})
    ash.post(f"/owed/{owed.ref}", {"do": "take_up"})
    assert len(on_list(cast, cast.ash)) == 1
    before = topic.posts.count()
    ash.post(f"/owed/{owed.ref}", {"do": "let_go", "words": "  "})
    assert (on_list(cast, cast.ash), topic.posts.count()) == ([], before)
    assert on_list(cast, cast.rowan, "/owed/open") == ["A third place asked of ash"], "to them it is still open"


def test_a_kind_word_is_posted_once_and_never_lost(cast: Cast, topic: Topic) -> None:
    makers.reply(cast.rowan, topic, f"@ash, {ASK}")
    run_due(table())
    owed = Owed.objects.get(member=cast.ash)
    ash = cast.client(cast.ash)
    long = "I cannot write of it now. " * 5_000
    answer = ash.post(f"/owed/{owed.ref}", {"do": "let_go", "words": long})
    assert (answer.status_code, long.strip() in answer.content.decode()) == (422, True)
    assert len(on_list(cast, cast.ash)) == 1
    for _press in range(2):
        ash.post(f"/owed/{owed.ref}", {"do": "let_go", "words": "I cannot write of it now."})
    assert topic.posts.filter(source="I cannot write of it now.").count() == 1
    assert on_list(cast, cast.rowan, "/owed/open") == []


def test_what_may_not_be_read_or_cannot_be_answered_is_not_owed(cast: Cast, topic: Topic) -> None:
    asked = makers.reply(cast.rowan, topic, f"@ash, {ASK}")
    assert len(on_list(cast, cast.ash)) == 1
    sight.block(by=cast.rowan, other=cast.ash)
    assert on_list(cast, cast.ash) == []
    assert on_list(cast, cast.rowan, "/owed/open") == []
    sight.unblock(by=cast.rowan, other=cast.ash)
    Topic.objects.update(locked_at=timezone.now())
    assert on_list(cast, cast.ash) == []
    Topic.objects.update(locked_at=None)
    Post.objects.filter(pk=asked.pk).update(hidden_at=timezone.now())
    assert on_list(cast, cast.ash) == []
    owed = Owed.objects.get(member=cast.ash)
    assert cast.client(cast.ash).get(f"/owed/{owed.ref}").status_code == 404


def test_under_another_name_the_debt_is_that_names_and_its_owner_finds_it(cast: Cast) -> None:
    told = {"title": "Elsewhere", "body": "Nobody knows me.", "alias": "Quiet Ford", "do": "post"}
    cast.client(cast.ash).post(f"/b/{cast.board.ref}/new", told)
    topic = Topic.objects.get(title="Elsewhere")
    makers.reply(cast.rowan, topic, ASK)
    assert on_list(cast, cast.ash) == ["Elsewhere rowan asks you something"]
    assert not Owed.objects.filter(member=cast.ash).exists()
    makers.reply(cast.ash, topic, "Not yet.")
    assert on_list(cast, cast.ash) == []


def test_five_hundred_debts_cost_what_one_does(cast: Cast, topic: Topic) -> None:
    ash = cast.client(cast.ash)
    makers.reply(cast.rowan, topic, f"@ash, {ASK}")
    run_due(table())
    places = ("/", "/owed", "/owed/open")
    for address in places:
        ash.get(address)
    few = [cost(ash, address) for address in places]
    assert few[0] <= 8, "the front page"
    topic.refresh_from_db()
    bulk(topic, cast.rowan, 500)
    asked = topic.posts.filter(author=cast.rowan, words=1)
    Owed.objects.bulk_create(
        Owed(member=cast.ash, post=post, topic=topic, why="asked", at=post.written_at) for post in asked
    )
    assert [cost(ash, address) for address in places] == few
    assert "501 replies you owe" in ash.get("/").content.decode()


def test_a_stranger_sees_no_list(cast: Cast) -> None:
    for address in ("/owed", "/owed/aside", "/owed/open"):
        assert Client().get(address).headers["Location"].startswith("/sign-in")
