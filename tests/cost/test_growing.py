"""A board ten times as large asks no more of the database for a page: nothing is read through from end to end."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from leeward.answering.models import Says, Sign
from leeward.boards.marks import Reading, Subscription
from leeward.boards.models import Board, Post, Topic
from leeward.demo.loading import load
from leeward.members.models import Alias, Member
from leeward.notices.models import Notice
from tests.cost.counting import database_work

SMALL, LARGE = 600, 6_000  # topics: enough to fill every list's page, and ten times as many
HEAD_ROOM = 1.3
LONG_AGO = timedelta(days=3_000)
READERS = ("rowan", "ash", "wren")
LISTS = ["/", "/new", "/mine", "/notices", "/owed", "/me/following", "/me/posts", "/first-replies", "/shelf"]
LISTS += ["/me/bookmarks", "/c"]


def grow(numbers: range) -> None:
    """So many more topics, written long ago by others and answered, read by others who follow them and were told."""
    boards, now = list(Board.objects.all()), timezone.now() - LONG_AGO
    faces = Alias.objects.values("face")
    others = list(Member.objects.exclude(name__in=READERS).exclude(pk__in=faces).values_list("pk", flat=True))
    topics = Topic.objects.bulk_create([_topic(n, boards, others, now) for n in numbers], batch_size=300)
    posts = [_post(topic, number, others) for topic in topics for number in (1, 2)]
    Post.objects.bulk_create(posts, batch_size=300)
    told = [(others[place * 7 % len(others)], post) for place, post in enumerate(posts)]
    Reading.objects.bulk_create(
        [Reading(member_id=who, topic_id=p.topic_id, seen_number=1, at_number=1, read_at=now) for who, p in told[::2]]
    )
    Subscription.objects.bulk_create(
        [Subscription(member_id=who, topic_id=post.topic_id, since=now) for who, post in told[::2]]
    )
    Notice.objects.bulk_create(
        [Notice(member_id=who, what="answered", subject="post", about=p.ref, place="x", at=now) for who, p in told]
    )
    Sign.objects.bulk_create([Sign(member_id=who, post=post, says=Says.READ, at=now) for who, post in told])


def _topic(number: int, boards: Sequence[Board], others: Sequence[int], at: datetime) -> Topic:
    """Before everything that is here: its own number, and that of its last post, are below all others."""
    author = others[number % len(others)]
    return Topic(
        pk=-number, board=boards[number % len(boards)], author_id=author, title=f"Topic {number}", opened_at=at,
        last_number=2, post_count=2, answered_at=at, last_post_id=-2 * number, last_post_at=at, last_author_id=author,
    )  # fmt: skip


def _post(topic: Topic, number: int, others: Sequence[int]) -> Post:
    return Post(
        pk=2 * topic.pk + 1 - number, topic=topic, number=number, author_id=others[(topic.pk + number) % len(others)],
        written_at=topic.opened_at, words=4, html="<p>A quiet evening here.</p>", plain="A quiet evening here.",
        source="A quiet evening here.",
    )  # fmt: skip


def plan_as_for_many() -> None:
    """PostgreSQL knows what it holds, as from its own housekeeping, and plans as it does for millions of rows: a few
    thousand it would rather read whole than by an index, and rightly.
    """
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        for way in ("seqscan", "bitmapscan", "hashjoin", "mergejoin"):
            cursor.execute(f"SET LOCAL enable_{way} = off")


def cost(page: str, client: Client) -> int:
    database_work(client, page)  # the first time, queries are made ready
    return database_work(client, page)


@pytest.mark.django_db
def test_a_page_costs_the_same_on_a_board_ten_times_as_large() -> None:
    load(timezone.now(), posts=300, processes=1)
    topic = Topic.objects.visible_to(None).order_by("-post_count")[0]
    asked = [("nobody", page, Client()) for page in ("/", f"/t/{topic.ref}", f"/b/{topic.board.ref}")]
    for name in READERS:
        client = Client()
        client.force_login(Member.objects.get(name=name))
        staff = ["/desk", "/fair-hands"] if name == "wren" else []
        pages = [*LISTS, f"/t/{topic.ref}", f"/t/{topic.ref}/story", f"/b/{topic.board.ref}", *staff]
        asked += [(name, page, client) for page in pages]
    costs = []
    for numbers in (range(1, SMALL + 1), range(SMALL + 1, LARGE + 1)):
        grow(numbers)
        if connection.vendor == "postgresql":
            plan_as_for_many()
        costs.append([cost(page, client) for _who, page, client in asked])
    grew = [
        f"{who} {page}: {before} -> {after}"
        for (who, page, _client), before, after in zip(asked, *costs, strict=True)
        if after > HEAD_ROOM * before
    ]
    assert not grew, "\n".join(grew)
