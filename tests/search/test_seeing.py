"""Search shows each person what the boards would show them, and costs the same for all."""

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from leeward.boards.access import Who
from leeward.boards.models import Board, Post, Topic
from leeward.members.models import Circle
from tests import makers
from tests.cast import Cast
from tests.search.asking import listed, results, titles

EVERYBODY = {"ash", "rowan", "wren", "linden"}
STAFF = {"wren", "linden"}


@pytest.mark.parametrize(
    ("readers", "found_by"),
    [
        (Who.EVERYONE, EVERYBODY),
        (Who.MEMBERS, EVERYBODY),
        (Who.APPROVED, {"rowan", "wren", "linden"}),
        (Who.CIRCLE, {"ash", "wren", "linden"}),
    ],
)
def test_a_board_is_found_in_by_its_readers(cast: Cast, readers: str, found_by: set[str]) -> None:
    circle = Circle.objects.create(name="Tuesdays")
    circle.members.add(cast.ash)
    board = makers.board("Apart", readers=readers, readers_circle=circle if readers == Who.CIRCLE else None)
    makers.topic(cast.linden, board, "Apart", "A heron.")
    for name in EVERYBODY:
        client = cast.client(getattr(cast, name))
        assert (titles(client, "heron") == ["Apart"]) == (name in found_by), name
        answer = client.post("/search", {"q": "heron", "board": board.ref})
        assert answer.status_code == (200 if name in found_by else 422)


@pytest.mark.parametrize(
    ("gone", "found_by"),
    [
        ({"post": "taken_down_at"}, set()),
        ({"topic": "taken_down_at"}, set()),
        ({"post": "hidden_at"}, STAFF),
        ({"topic": "hidden_at"}, STAFF),
    ],
)
def test_what_was_taken_down_is_found_by_those_who_still_see_it(
    cast: Cast, gone: dict[str, str], found_by: set[str]
) -> None:
    topic = makers.topic(cast.ash, cast.board, "Birds", "A heron.")
    if "post" in gone:
        topic.posts.update(**{gone["post"]: timezone.now()})
    else:
        Topic.objects.filter(pk=topic.pk).update(**{gone["topic"]: timezone.now()})
    for name in EVERYBODY:
        assert bool(titles(cast.client(getattr(cast, name)), "heron")) == (name in found_by), name


def test_strangers_and_those_who_wait_do_not_search(cast: Cast, stranger: Client) -> None:
    for client in (stranger, cast.client(cast.briar)):
        assert client.get("/search").status_code == 302
        assert client.post("/search", {"q": "heron"}).status_code == 302
    assert cast.client(cast.ash).get("/search").status_code == 200
    assert cast.client(cast.ash).put("/search").status_code == 405


def test_the_cost_does_not_grow_with_what_is_found(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Session with member, boards, the count of searches, the search itself, the house; an author is one more."""
    client = cast.client(cast.rowan)
    listed(cast.ash)
    for _round in range(3):
        for number in range(4):
            board = makers.board(f"Board {Board.objects.count()}")
            makers.topic(cast.ash, board, f"Birds {number}", "A heron.")
        with django_assert_num_queries(5):
            found = results(client, "heron")
        assert len(found) == Post.objects.count()
        with django_assert_num_queries(6):
            results(client, "heron", author="ash")
    with django_assert_num_queries(3):
        client.get("/search")


def test_posts_by_somebody_who_has_left_are_found(cast: Cast) -> None:
    makers.topic(cast.ash, cast.board, "Birds", "A heron.")
    Post.objects.update(author=None)
    answer = cast.client(cast.rowan).post("/search", {"q": "heron"})
    assert "Somebody who has left" in answer.content.decode()
