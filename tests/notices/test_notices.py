"""What members are told of: once each, exactly counted, and never of what they may not see."""

import re
from collections.abc import Callable, Sequence

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from leeward.boards.models import Board, Post, Topic
from leeward.cli.work import table
from leeward.jobs.queue import run_due
from leeward.members import sight
from leeward.members.models import Circle, Member
from leeward.notices import context, subjects
from leeward.notices import lists as lists_of_notices
from leeward.notices.models import Notice, What
from leeward.notices.subjects import Shown, Subject
from leeward.notices.telling import Happened, tell
from tests import makers
from tests.boards.test_reading import bulk, cost, read_to
from tests.cast import Cast


def work() -> None:
    """As the worker would, a moment later."""
    run_due(table())


def quoting(post: Post, words: str) -> str:
    return f'[quote name="x" post="{post.ref}" passage="1"]\n{words}\n[/quote]\n\nI hear you.'


def waiting(client: Client) -> int:
    """The number beside "Notices", as every page shows it."""
    work()
    page = client.get("/").content.decode()
    numbers = re.findall(r'href="/notices">Notices(?: <span class="count">\((\d+)\)</span>)?</a>', page)
    assert len(numbers) == 1
    return int(numbers[0] or 0)


def lines(client: Client) -> list[str]:
    """The page of notices, a line of plain words for each place."""
    work()
    page = client.get("/notices").content.decode()
    found = re.findall(r'<li class="topic-line.*?</li>', page, re.S)
    return [" ".join(re.sub(r"<[^>]*>", " ", re.sub(r"<time.*?</time>", "", one, flags=re.S)).split()) for one in found]


def test_whoever_is_quoted_mentioned_or_answered_is_told_once_by_the_nearest_reason(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board, "A night")
    hers = topic.posts.get()
    makers.reply(cast.rowan, topic, "I follow this from now on.")
    makers.reply(cast.linden, topic, quoting(hers, "Has anyone been here?") + " And @rowan knows, @ash too.")
    assert lines(cast.client(cast.ash)) == ["A night rowan , linden new: you are quoted, 1 answer"]
    assert lines(cast.client(cast.rowan)) == ["A night linden new: you are mentioned"]
    assert lines(cast.client(cast.linden)) == []
    assert lines(cast.client(cast.wren)) == []
    assert [waiting(cast.client(who)) for who in (cast.ash, cast.rowan, cast.linden, cast.wren)] == [2, 1, 0, 0]


def test_what_came_along_inside_a_quote_is_no_news_to_its_author(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "Old words")
    other = makers.topic(cast.linden, cast.board, "Elsewhere")
    inner = quoting(topic.posts.get(), "Has anyone been here?")
    outer = f'[quote name="ash" post="{topic.posts.get().ref}x"]\n{inner}\n[/quote]\n\nSo it was.'
    makers.reply(cast.ash, other, outer)
    assert lines(cast.client(cast.rowan)) == []


def test_reading_sees_what_was_read_and_no_more(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board)
    for _number in range(3):
        makers.reply(cast.rowan, topic)
    ash = cast.client(cast.ash)
    assert waiting(ash) == 3
    read_to(ash, topic, 2)
    assert waiting(ash) == 2
    read_to(ash, topic, 4)
    assert waiting(ash) == 0
    assert lines(ash)[0].endswith("3 answers"), "what was seen stays to be found"


def test_all_can_be_marked_as_seen(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board)
    makers.reply(cast.rowan, topic)
    ash = cast.client(cast.ash)
    assert waiting(ash) == 1
    ash.post("/notices/seen")
    assert waiting(ash) == 0
    makers.reply(cast.rowan, topic)
    assert waiting(ash) == 1
    ash.post("/read")
    assert waiting(ash) == 0


def test_each_kind_can_be_left_out(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board, "A night")
    ash = cast.client(cast.ash)
    assert ash.post("/me/notices", {"tell": ["mentioned", "update", "answered"]}).status_code == 302
    makers.reply(cast.rowan, topic, quoting(topic.posts.get(), "Has anyone"))
    assert lines(ash) == ["A night rowan new: 1 answer"], "told by the next reason"
    ash.post("/me/notices", {"tell": []})
    makers.reply(cast.rowan, topic, "@ash, are you there?")
    assert waiting(ash) == 1
    assert ash.post("/me/notices", {"tell": ["everything"]}).status_code == 422


def test_following_is_begun_by_writing_or_by_a_button_and_ended_for_good(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "To follow")
    ash = cast.client(cast.ash)
    assert "Follow this topic" in ash.get(f"/t/{topic.ref}").content.decode()
    ash.post(f"/t/{topic.ref}/follow", {"what": "all"})
    assert "To follow" in ash.get("/me/following").content.decode()
    makers.reply(cast.rowan, topic)
    assert waiting(ash) == 1
    ash.post(f"/t/{topic.ref}/follow", {"what": "nothing", "back": "yes"})
    assert "To follow" not in ash.get("/me/following").content.decode()
    makers.reply(cast.ash, topic)  # answering does not begin it anew
    makers.reply(cast.rowan, topic)
    assert waiting(ash) == 1
    ash.post(f"/t/{topic.ref}/follow", {"what": "nonsense"})
    assert "Follow this topic" in ash.get(f"/t/{topic.ref}").content.decode()


def close_board(cast: Cast, topic: Topic) -> None:
    circle = Circle.objects.create(name="A few")
    Board.objects.filter(pk=topic.board_id).update(readers="circle", readers_circle=circle)


GOING: dict[str, Callable[[Cast, Topic, Post], object]] = {
    "taken back": lambda cast, topic, post: cast.client(cast.rowan).post(f"/p/{post.ref}/take-down"),
    "hidden": lambda cast, topic, post: Post.objects.filter(pk=post.pk).update(hidden_at=timezone.now()),
    "topic hidden": lambda cast, topic, post: Topic.objects.filter(pk=topic.pk).update(hidden_at=timezone.now()),
    "blocked": lambda cast, topic, post: sight.block(by=cast.rowan, other=cast.ash),
    "board closed": lambda cast, topic, post: close_board(cast, topic),
}


@pytest.mark.parametrize("how", GOING)
def test_what_may_not_be_seen_any_more_is_neither_listed_nor_counted(cast: Cast, how: str) -> None:
    topic = makers.topic(cast.ash, cast.board)
    post = makers.reply(cast.rowan, topic, "@ash: something.")
    ash = cast.client(cast.ash)
    assert waiting(ash) == 1
    GOING[how](cast, topic, post)
    assert waiting(ash) == 0
    assert lines(ash) == []


def test_a_blocked_member_tells_nothing_and_is_told_nothing(cast: Cast) -> None:
    topic = makers.topic(cast.linden, cast.board)
    hers = makers.reply(cast.rowan, topic)
    his = makers.reply(cast.ash, topic)
    sight.block(by=cast.rowan, other=cast.ash)
    makers.reply(cast.ash, topic, quoting(hers, "Yes") + " @rowan")
    makers.reply(cast.rowan, topic, quoting(his, "Yes") + " @ash")
    assert waiting(cast.client(cast.rowan)) == 0
    assert waiting(cast.client(cast.ash)) == 0


def test_a_notice_holds_no_word_and_no_name(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board, "Unspeakable title")
    makers.reply(cast.rowan, topic, "Unspeakable words, @ash.")
    work()
    row = str(Notice.objects.filter(member=cast.ash).values().get())
    assert "nspeakable" not in row
    assert "rowan" not in row


def test_the_number_costs_no_question_more_and_the_list_the_same_for_one_and_for_many(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board)
    ash = cast.client(cast.ash)
    for address in ("/", f"/t/{topic.ref}", "/notices"):
        ash.get(address)
    before = [cost(ash, "/"), cost(ash, f"/t/{topic.ref}")]
    makers.reply(cast.rowan, topic)
    work()
    few = cost(ash, "/notices")
    for number in range(12):
        other = makers.topic(cast.ash, cast.board, f"Topic {number}")
        makers.reply(cast.rowan, other)
        makers.reply(cast.linden, other)
    assert waiting(ash) == 25
    assert [cost(ash, "/"), cost(ash, f"/t/{topic.ref}")] == before
    assert cost(ash, "/notices") == few


def test_the_worker_asks_the_same_few_questions_for_a_topic_that_many_follow(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    makers.reply(cast.ash, topic)
    work()

    def asked() -> int:
        makers.reply(cast.rowan, topic)
        with CaptureQueriesContext(connection) as queries:
            work()
        return len(queries)

    few = asked()
    for number in range(20):
        makers.reply(makers.member(f"m{number}"), topic)
    work()
    assert asked() <= few + 1, "once more, to look whether the topic's author asked"
    assert Notice.objects.filter(number=topic.posts.count()).count() == 21


def test_older_notices_are_reached_page_by_page(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    for number in range(3):
        topic = makers.topic(cast.ash, cast.board, f"Topic {number}")
        bulk(topic, cast.rowan, 45)
        for post in topic.posts.filter(author=cast.rowan):
            Notice.objects.create(
                member=cast.ash, what="answered", subject="post", about=post.ref, place=topic.ref, at=post.written_at
            )
    found, address = [], "/notices"
    while address:
        page = ash.get(address).content.decode()
        found += re.findall(r"Topic \d", page)
        older = re.search(r'rel="next" href="([^"]+)"', page)
        address = older[1] if older else ""
    assert found == ["Topic 2", "Topic 1", "Topic 0", "Topic 0"]


def test_nobody_follows_or_is_told_without_an_account(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    for address in ("/notices", "/me/notices", "/me/following"):
        assert Client().get(address).headers["Location"].startswith("/sign-in")
    assert Client().post(f"/t/{topic.ref}/follow", {"what": "all"}).status_code == 302
    assert Member.objects.filter(pk=cast.rowan.pk).exists()


def test_a_name_for_one_topic_is_told_of_and_its_owner_alone_finds_it(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    told = {"title": "Under another name", "body": "Nobody knows me.", "alias": "Quiet Ford", "do": "post"}
    assert ash.post(f"/b/{cast.board.ref}/new", told).status_code == 302
    topic = Topic.objects.get(title="Under another name")
    makers.reply(cast.rowan, topic, "@“Quiet Ford”, I hear you.")
    assert lines(ash) == ["Under another name rowan new: you are mentioned"]
    assert waiting(ash) == 1
    assert not Notice.objects.filter(member=cast.ash).exists(), "the row would tell whose the name is"
    assert waiting(cast.client(cast.linden)) == 0
    assert "Stop following" in ash.get(f"/t/{topic.ref}").content.decode()
    ash.post(f"/t/{topic.ref}/follow", {"what": "nothing"})
    makers.reply(cast.rowan, topic)
    assert waiting(ash) == 1
    read_to(ash, topic, 2)
    assert waiting(ash) == 0


def test_a_room_can_tell_of_what_moderators_decided_and_name_nobody(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    post = makers.topic(cast.ash, cast.board, "A night").posts.get()

    def show(member: Member, refs: Sequence[str]) -> dict[str, Shown]:
        return {ref: Shown("About your post", "/p/" + ref, who=None) for ref in refs}

    monkeypatch.setitem(subjects._subjects, "decision", Subject("decision", Post.objects.written_by, show))
    for ready in (context._house_and_unseen, lists_of_notices._told):
        monkeypatch.setattr(ready, "plans", {})  # made when rooms said what they tell of
    happened = Happened("decision", post.ref, post.ref, 0, timezone.now())
    tell(happened, {cast.ash.pk: [What.MODERATOR], cast.rowan.pk: [What.MODERATOR]})
    assert lines(cast.client(cast.ash)) == ["About your post new: a word from the moderators"]
    assert (waiting(cast.client(cast.rowan)), lines(cast.client(cast.rowan))) == (0, []), "it is not theirs to see"
    choices = cast.client(cast.ash).get("/me/notices").content.decode()
    assert 'value="answered"' in choices
    assert 'value="moderator"' not in choices, "a decision about somebody is always told to them"
