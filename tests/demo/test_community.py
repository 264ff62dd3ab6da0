"""The demo community: complete, in order, honest in its quotes, and never parroting itself."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise

from leeward.demo.community import Community, build, members, topics
from leeward.demo.quoting import passages
from leeward.demo.shapes import DemoTopic

NOW = datetime(2031, 5, 14, 18, 30, tzinfo=UTC)
QUOTE = re.compile(r'\[quote name="([^"]+)" post="\{\{post:(\d+)\}\}" passage="(\d+)"\]')
LONG_ENOUGH_TO_NOTICE = 8
"""Words: shorter paragraphs ("Take care, thistle") may come twice in a topic."""


@cache
def community() -> Community:
    return build(NOW)


def topic(title: str) -> DemoTopic:
    return next(topic for topic in community().topics if topic.title == title)


def test_the_same_day_size_and_seed_give_the_same_community() -> None:
    assert build(NOW, posts=900) == build(NOW, posts=900)
    later = build(NOW + timedelta(hours=3), posts=900)
    assert [post.source for topic in later.topics for post in topic.posts] == [
        post.source for topic in build(NOW, posts=900).topics for post in topic.posts
    ]
    assert build(NOW, posts=900, seed=8).topics != build(NOW, posts=900).topics


def test_there_are_as_many_as_promised() -> None:
    whole = community()
    assert len(whole.groups) == 3
    assert sum(len(group.boards) for group in whole.groups) == 13
    assert len(whole.members) == 60
    assert len(whole.topics) == 400
    assert sum(len(topic.posts) for topic in whole.topics) == 5000
    for posts in (20, 300, 1500):
        assert sum(len(topic.posts) for topic in topics(NOW, posts=posts)) == posts


def test_every_board_is_lived_in_and_every_topic_is_on_a_board() -> None:
    boards = {board.key for group in community().groups for board in group.boards}
    assert {topic.board for topic in community().topics} == boards


def test_no_two_titles_or_names_are_the_same() -> None:
    titles = [topic.title for topic in community().topics]
    names = [member.name.casefold() for member in community().members]
    assert len(set(titles)) == len(titles)
    assert len(set(names)) == len(names)


def test_the_four_who_can_be_signed_in_as_are_there() -> None:
    roles = {member.name: member.role for member in community().members}
    assert (roles["ash"], roles["rowan"]) == ("member", "member")
    assert (roles["wren"], roles["linden"]) == ("moderator", "administrator")
    joined = {member.name: member.joined for member in community().members}
    assert NOW - timedelta(days=14) < joined["ash"] < NOW - timedelta(days=2)
    own = [topic for topic in community().topics if topic.posts[0].author == "ash"]
    assert [len(topic.posts) for topic in own] == [3]


def test_posts_come_in_order_after_their_author_and_before_now() -> None:
    joined = {member.name: member.joined for member in community().members}
    for topic in community().topics:
        for one, next_one in pairwise(topic.posts):
            assert one.at < next_one.at, topic.title
        for post in topic.posts:
            owner = topic.alias.get(post.author, post.author)
            assert joined[owner] <= post.at < NOW, (topic.title, post.author)
    first = min(topic.posts[0].at for topic in community().topics)
    latest = max(topic.posts[-1].at for topic in community().topics)
    assert first < NOW - timedelta(days=3.5 * 365)
    assert latest > NOW - timedelta(hours=3)


def test_a_quote_holds_what_the_named_person_really_wrote_in_that_passage() -> None:
    seen = nested = 0
    for topic in community().topics:
        for post in topic.posts:
            for name, number, passage, words, depth in quotes_in(post.source):
                quoted = topic.posts[int(number) - 1]
                assert quoted.author == name, topic.title
                assert quoted.at < post.at, topic.title
                assert words in passages(quoted.source)[int(passage) - 1], (topic.title, words)
                seen += 1
                nested += depth > 1
    assert seen > 500
    assert nested > 20


def quotes_in(source: str) -> list[tuple[str, str, str, str, int]]:
    """(name, post, passage, own words, depth) of each quote, the words without the quotes inside it."""
    found: list[tuple[str, str, str, str, int]] = []
    open_ones: list[list[str]] = []
    for piece in re.split(r"(\[quote [^\]]*\]|\[/quote\])", source):
        start = QUOTE.fullmatch(piece)
        if start:
            open_ones.append([*start.groups(), ""])
        elif piece == "[/quote]":
            name, number, passage, words = open_ones.pop()
            found.append((name, number, passage, words.strip(), len(open_ones) + 1))
        elif open_ones:
            open_ones[-1][3] += piece
    assert not open_ones
    return found


def test_no_paragraph_comes_twice_in_a_topic() -> None:
    for topic in community().topics:
        said: set[str] = set()
        for post in topic.posts:
            for block in passages(post.source):
                if len(block.split()) >= LONG_ENOUGH_TO_NOTICE:
                    assert block not in said, (topic.title, block)
                    said.add(block)


def test_no_slot_or_alternative_is_left_open() -> None:
    for topic in community().topics:
        for post in topic.posts:
            rest = re.sub(r"/p/\{\{post:\d+\}\}", "", QUOTE.sub("", post.source))
            assert "{" not in rest, (topic.title, rest)
            assert "}" not in rest, (topic.title, rest)
            assert "|" not in rest, (topic.title, rest)
            assert rest.strip(), topic.title


def test_many_scripts_are_written() -> None:
    text = "".join(post.source for topic in community().topics for post in topic.posts)
    ranges = ("\u0400-\u04ff", "\u0590-\u05ff", "\u0600-\u06ff", "\u0900-\u097f", "\u3040-\u309f", "\u4e00-\u9fff")
    for letters in (*ranges, "äöüß", "çéèê", "¿ñ", "łąęż", "ğışİ", "پچگ", "іїє"):
        assert re.search(f"[{letters}]", text), letters


def test_nobody_real_can_be_reached_through_it() -> None:
    for topic in community().topics:
        for post in topic.posts:
            for host in re.findall(r"(?:https?://|www\.)([^\s/\])>]+)", post.source):
                assert host.endswith(("example.org", ".example")), host
            assert not re.search(r"[\w.]+@[\w-]+\.\w", post.source), post.source
            assert not re.search(r"\d[\d /-]{6,}\d", QUOTE.sub("", post.source)), post.source


def test_lengths_are_those_of_people_who_write_long() -> None:
    words = sorted(len(post.source.split()) for topic in community().topics for post in topic.posts)
    assert 70 < words[len(words) // 2] < 150
    assert 100 < sum(words) / len(words) < 190
    assert words[-1] > 2400


def test_the_topics_to_go_to_are_there() -> None:
    long = topic("Fourteen years, a spreadsheet and a garden gate (long, sorry)")
    assert long.cast["H"] == "my husband"
    assert long.posts[0].source.count("\n# ") == 7
    assert sum(post.is_update for post in long.posts) >= 2
    assert len(topic("The evening bench: say that you are here (long-running)").posts) > 120
    assert topic("House rules, and how to find your way here").pinned
    assert topic('"You have to leave, all of you" (closed for a while)').locked
    alone = topic("I don't know if I am allowed to write here")
    assert len(alone.posts) == 1
    assert alone.posts[0].at > NOW - timedelta(days=1)
    assert sum(len(topic.posts) == 1 for topic in community().topics) > 10
    other = topic("Something I have not said under my usual name")
    assert other.alias == {other.posts[0].author: "rowan"}
    assert "rowan" not in "".join(post.author + post.source for post in other.posts)


def test_a_much_larger_community_still_finds_words_and_people() -> None:
    known = {member.name for member in members(NOW, posts=20_000)}
    assert len(known) == 60 + (20_000 - 10_000) // 400
    written = 0
    for topic in topics(NOW, posts=20_000):
        written += len(topic.posts)
        assert known.issuperset(topic.alias.get(post.author, post.author) for post in topic.posts)
    assert written == 20_000
