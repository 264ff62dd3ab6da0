"""What is new for whom, exactly; going on where one stopped; and what a page costs."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from leeward.boards.access import Who
from leeward.boards.lists import PAGE
from leeward.boards.models import Board, Post, Topic
from leeward.members.models import Circle, Member
from tests import makers
from tests.cast import Cast


def cost(client: Client, address: str) -> int:
    """The queries of a page."""
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def bulk(topic: Topic, by: Member, count: int) -> None:
    """Many plain posts at once, as an import would add them."""
    now = timezone.now()
    first = topic.last_number + 1
    Post.objects.bulk_create(
        Post(
            topic=topic,
            number=number,
            author=by,
            written_at=now,
            source="words",
            html="<p>words</p>",
            plain="words",
            words=1,
        )
        for number in range(first, first + count)
    )
    last = topic.posts.order_by("-number")[0]
    topic.last_number, topic.post_count = last.number, topic.post_count + count
    topic.last_post_id, topic.last_post_at, topic.last_author = last.pk, now, by
    topic.save()


def news(client: Client, board: Board) -> str:
    """What the board's page says is new in its (one) topic."""
    found = re.search(r'class="topic-news">\s*(.*?)\s*</span>', client.get(f"/b/{board.ref}").content.decode(), re.S)
    assert found
    return found[1]


def read_to(client: Client, topic: Topic, number: int) -> None:
    sent = {"seen": number, "number": number, "passage": 1}
    assert client.post(f"/t/{topic.ref}/position", sent).status_code == 204


def test_new_is_counted_exactly_per_topic(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    ash = cast.client(cast.ash)
    assert news(ash, cast.board) == "new topic"
    read_to(ash, topic, 1)
    assert news(ash, cast.board) == "no answer yet"
    replies = [makers.reply(cast.rowan, topic, f"Reply {n}") for n in range(4)]
    assert news(ash, cast.board) == "4 new"
    cast.client(cast.rowan).post(f"/p/{replies[1].ref}/take-down")
    assert news(ash, cast.board) == "3 new"
    read_to(ash, topic, 4)
    assert news(ash, cast.board) == "1 new"
    assert news(cast.client(cast.wren), cast.board) == "new topic"


def test_reading_never_goes_back(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    bulk(topic, cast.rowan, 9)
    ash = cast.client(cast.ash)
    read_to(ash, topic, 8)
    read_to(ash, topic, 3)
    assert news(ash, cast.board) == "2 new"
    read_to(ash, topic, 10_000)
    bulk(topic, cast.rowan, 1)
    assert news(ash, cast.board) == "1 new"


def test_my_own_reply_is_no_news_to_me(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    ash = cast.client(cast.ash)
    read_to(ash, topic, 1)
    ash.post(f"/t/{topic.ref}/reply", {"body": "I hear you.", "do": "post"})
    assert news(ash, cast.board) == "1 answer"
    assert news(cast.client(cast.rowan), cast.board) == "1 new"


def test_marking_a_board_or_everything_as_read(cast: Cast) -> None:
    other = makers.board("Another")
    topics = [makers.topic(cast.rowan, board) for board in (cast.board, other)]
    ash = cast.client(cast.ash)
    ash.post(f"/b/{cast.board.ref}/read")
    assert news(ash, cast.board) == "no answer yet"
    assert news(ash, other) == "new topic"
    ash.post("/read")
    assert news(ash, other) == "no answer yet"
    makers.reply(cast.rowan, topics[0])
    assert news(ash, cast.board) == "1 new"
    assert "There is nothing new" not in ash.get("/").content.decode()


def test_a_topic_opens_where_reading_stopped_on_any_device(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    bulk(topic, cast.rowan, 59)
    read_to(cast.client(cast.ash), topic, 30)
    elsewhere = cast.client(cast.ash)
    assert elsewhere.get(f"/t/{topic.ref}/unread").headers["Location"] == f"/t/{topic.ref}/31#p31"
    elsewhere.post(f"/t/{topic.ref}/position", {"seen": 30, "number": 31, "passage": 7})
    assert cast.client(cast.ash).get(f"/t/{topic.ref}/unread").headers["Location"] == f"/t/{topic.ref}/31#p31-7"
    shown = elsewhere.get(f"/t/{topic.ref}/31").content.decode()
    assert 'id="p31"' in shown
    assert 'id="p25"' not in shown


def test_without_javascript_a_page_that_was_shown_counts_as_read(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    bulk(topic, cast.rowan, 29)
    ash = cast.client(cast.ash)
    dot = re.search(r'<noscript><img class="dot" src="([^"]+)"', ash.get(f"/t/{topic.ref}").content.decode())
    assert dot
    assert ash.get(dot[1]).headers["Content-Type"] == "image/gif"
    assert news(ash, cast.board) == "5 new"
    other = ash.get(dot[1].replace("/25", "/30"), headers={"Sec-Fetch-Site": "cross-site"})
    assert other.status_code == 200
    assert news(ash, cast.board) == "5 new"


@pytest.mark.parametrize("sent", [{}, {"seen": "x", "number": 1, "passage": 1}, {"seen": 10**12, "number": 1}])
def test_a_place_that_is_no_place_is_refused(cast: Cast, sent: dict[str, object]) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    assert cast.client(cast.ash).post(f"/t/{topic.ref}/position", sent).status_code == 400


def test_pages_of_a_topic_hold_25_numbers_and_lead_on(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    bulk(topic, cast.rowan, 59)
    ash = cast.client(cast.ash)
    for number, first, last in ((1, 1, 25), (26, 26, 50), (60, 51, 60)):
        shown = ash.get(f"/t/{topic.ref}/{number}").content.decode()
        numbers = [int(found) for found in re.findall(r'data-number="(\d+)"', shown)]
        assert (numbers[0], numbers[-1]) == (first, last)
    assert ash.get(f"/t/{topic.ref}/61").status_code == 404
    assert ash.get(f"/t/{topic.ref}/999999999").status_code == 404


@pytest.mark.parametrize("where", ["/b/{board}", "/new"])
def test_pages_of_a_list_go_on_without_gap_or_repeat(cast: Cast, where: str) -> None:
    titles = [makers.topic(cast.rowan, cast.board, title=f"Topic number {n:03}").title for n in range(PAGE * 2 + 5)]
    ash = cast.client(cast.ash)
    address: str | None = where.format(board=cast.board.ref)
    found: list[str] = []
    while address:
        shown = ash.get(address).content.decode()
        found += re.findall(r"Topic number \d{3}", shown)
        on = re.search(r'rel="next" href="([^"]+)"', shown)
        address = on[1] if on else None
    assert found == titles[::-1]
    assert ash.get(f"/b/{cast.board.ref}?before=٣").status_code == 200
    assert ash.get(f"/b/{cast.board.ref}?before={'9' * 40}").status_code == 200


def test_a_topic_page_costs_five_queries_at_most_whatever_grows(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    bulk(topic, cast.rowan, 24)
    ash = cast.client(cast.ash)
    small = cost(ash, f"/t/{topic.ref}")
    bulk(topic, cast.rowan, 500)
    for n in range(60):
        makers.topic(cast.wren, cast.board, title=f"Another {n}")
        makers.member(f"member {n} of many")
    assert cost(ash, f"/t/{topic.ref}") == small <= 5
    assert cost(ash, f"/t/{topic.ref}/300") == small


@pytest.mark.parametrize(("address", "most"), [("/", 7), ("/b/{board}", 5), ("/new", 4), ("/mine", 4)])
def test_lists_cost_the_same_however_much_there_is(cast: Cast, address: str, most: int) -> None:
    makers.topic(cast.rowan, cast.board)
    makers.topic(cast.ash, cast.board)
    ash = cast.client(cast.ash)
    address = address.format(board=cast.board.ref)
    small = cost(ash, address)
    for n in range(50):
        board = makers.board(f"Board {n}") if n % 10 == 0 else cast.board
        makers.topic(cast.ash if n % 2 else cast.rowan, board, title=f"Another {n}")
    assert cost(ash, address) == small <= most


def test_the_rows_a_topic_page_reads_do_not_grow_with_the_topic(cast: Cast) -> None:
    """The page's own query walks an index range: SQLite says so. (PostgreSQL plans by statistics.)"""
    topic = makers.topic(cast.rowan, cast.board)
    rows = topic.posts.filter(number__gte=26, number__lt=51).order_by("number")
    plan = rows.explain()
    if connection.vendor == "sqlite":
        assert "(topic_id=? AND number>? AND number<?)" in plan
        assert "TEMP B-TREE" not in plan
    else:
        assert "Index Cond" in plan or "Seq Scan" in plan


Look = Callable[[Cast, str], int]


@pytest.mark.parametrize(
    ("readers", "sees"),
    [
        (Who.EVERYONE, {"stranger", "ash", "rowan", "wren", "linden"}),
        (Who.MEMBERS, {"ash", "rowan", "wren", "linden"}),
        (Who.APPROVED, {"rowan", "wren", "linden"}),
        (Who.CIRCLE, {"ash", "wren", "linden"}),
    ],
)
def test_a_board_its_topics_and_its_posts_are_seen_by_its_readers_only(
    cast: Cast, stranger: Client, readers: str, sees: set[str]
) -> None:
    circle = Circle.objects.create(name="The small table")
    circle.members.add(cast.ash)
    board = makers.board("Secret garden", readers=readers, readers_circle=circle if readers == Who.CIRCLE else None)
    topic = makers.topic(cast.linden, board, title="Behind the hedge", body="Nobody passes.")
    post = topic.posts.get()
    addresses = [f"/b/{board.ref}", f"/t/{topic.ref}", f"/t/{topic.ref}/print", f"/p/{post.ref}/passages"]
    people = {"stranger": stranger} | {
        member.name: cast.client(member) for member in (cast.ash, cast.rowan, cast.wren, cast.linden)
    }
    for name, client in people.items():
        for address in addresses:
            assert (client.get(address).status_code == 200) is (name in sees), (name, address)
        assert ("Secret garden" in client.get("/").content.decode()) is (name in sees), name
        if name not in sees and name != "stranger":
            assert client.get(f"/t/{topic.ref}/reply").status_code == 404
            assert client.post(f"/t/{topic.ref}/position", {"seen": 1}).status_code == 404
            assert "Behind the hedge" not in client.get("/new").content.decode()
            assert client.get(f"/t/{topic.ref}/reply?quote={post.ref}.1").status_code == 404


def test_a_reader_who_may_not_write_reads_why(cast: Cast) -> None:
    board = makers.board("Announcements", writers=Who.APPROVED)
    topic = makers.topic(cast.linden, board)
    ash = cast.client(cast.ash)
    assert "only some members write on it" in ash.get(f"/t/{topic.ref}").content.decode()
    refused = ash.post(f"/t/{topic.ref}/reply", {"body": "But I", "do": "post"})
    assert refused.status_code == 403
    assert ash.post(f"/b/{board.ref}/new", {"title": "t", "body": "b", "do": "post"}).status_code == 403
    assert topic.posts.count() == 1
    assert cast.client(cast.rowan).post(f"/t/{topic.ref}/reply", {"body": "Yes", "do": "post"}).status_code == 302


def test_a_quote_cannot_reach_what_one_may_not_read(cast: Cast) -> None:
    closed = makers.board("Closed", readers=Who.APPROVED)
    secret = makers.topic(cast.linden, closed, body="The secret sentence.").posts.get()
    topic = makers.topic(cast.rowan, cast.board)
    shown = cast.client(cast.ash).get(f"/t/{topic.ref}/reply?quote={secret.ref}.1").content.decode()
    assert "secret sentence" not in shown


def test_no_word_of_a_topic_stands_in_an_address_or_a_page_title(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, title="Unmistakable heliotrope", body="The word marzipan.")
    for address in (f"/t/{topic.ref}", f"/b/{cast.board.ref}", f"/t/{topic.ref}/print", "/", "/new"):
        shown = cast.client(cast.ash).get(address).content.decode()
        assert re.search(r"<title>(.*?)</title>", shown)[1] == "Notes"  # type: ignore[index]
        for link in re.findall(r'(?:href|src|action)="([^"]*)"', shown):
            assert "heliotrope" not in link.lower()
            assert "marzipan" not in link.lower()


def test_times_are_coarse(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    Post.objects.update(written_at=timezone.now() - timedelta(days=40))
    shown = cast.client(cast.ash).get(f"/t/{topic.ref}").content.decode()
    assert not re.search(r"\d{1,2}:\d\d", re.sub(r"<[^>]*>", "", shown))
    assert re.search(r'datetime="\d{4}-\d\d-\d\d"', shown)
