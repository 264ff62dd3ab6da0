"""What stands around a post or a line is kept for a while: it says the same only while the same is true, to whoever."""

from datetime import datetime, timedelta
from unittest import mock

import pytest
from django.utils import timezone

from leeward.boards.models import Post, Topic
from leeward.members.models import Member
from tests import makers
from tests.cast import Cast

NOON = datetime(2025, 6, 11, 12, tzinfo=timezone.get_default_timezone())  # a Wednesday


def told(cast: Cast, member: Member, address: str, moment: datetime) -> str:
    client = cast.client(member)  # whether a session has ended, the database's own clock says
    with mock.patch("django.utils.timezone.now", return_value=moment):
        return client.get(address).content.decode()


@pytest.fixture
def topic(cast: Cast) -> Topic:
    topic = makers.topic(cast.rowan, cast.board, "Where the path forks")
    Post.objects.filter(topic=topic).update(written_at=NOON)
    Topic.objects.filter(pk=topic.pk).update(opened_at=NOON, last_post_at=NOON)
    return topic


def test_what_was_just_now_is_this_morning_and_then_yesterday(cast: Cast, topic: Topic) -> None:
    for address in (f"/t/{topic.ref}", f"/b/{cast.board.ref}"):
        for after, said in [
            (timedelta(minutes=5), "just now"),
            (timedelta(minutes=5), "just now"),
            (timedelta(hours=2), "this afternoon"),
            (timedelta(hours=3), "this afternoon"),
            (timedelta(days=1), "yesterday"),
            (timedelta(days=2), "on Wednesday"),
            (timedelta(days=20), "11 June"),
        ]:
            assert f">{said}</time>" in told(cast, cast.ash, address, NOON + after), (address, after)


def test_what_one_may_do_with_a_post_is_said_to_nobody_else(cast: Cast, topic: Topic) -> None:
    post, then = topic.posts.get(), NOON + timedelta(hours=2)
    mine = f"/p/{post.ref}/edit"
    for _time in range(2):
        own, others, desk = [told(cast, who, f"/t/{topic.ref}", then) for who in (cast.rowan, cast.ash, cast.wren)]
        assert mine in own
        assert mine not in others + desk
        assert "Bring it to the desk" in desk
        assert "Bring it to the desk" not in own + others


def test_a_change_shows_at_once(cast: Cast, topic: Topic) -> None:
    post, then = topic.posts.get(), NOON + timedelta(hours=2)
    page = f"/t/{topic.ref}"
    assert "<bdi>rowan</bdi>" in told(cast, cast.ash, page, then)
    Member.objects.filter(pk=cast.rowan.pk).update(name="rowan by the sea")
    Post.objects.filter(pk=post.pk).update(
        html="<p>Other words.</p>", edited_at=NOON + timedelta(hours=1), edit_note="clearer"
    )
    after = told(cast, cast.ash, page, then)
    assert "<bdi>rowan by the sea</bdi>" in after
    assert "Other words." in after
    assert "clearer" in after
    assert "rowan by the sea" in told(cast, cast.ash, f"/b/{cast.board.ref}", then)
    Post.objects.filter(pk=post.pk).update(html="<p>Words from elsewhere.</p>")
    assert "Words from elsewhere." in told(cast, cast.ash, page, then)


def test_a_lock_with_an_end_is_over_in_lists_too(cast: Cast, topic: Topic) -> None:
    Topic.objects.filter(pk=topic.pk).update(locked_at=NOON, locked_until=timezone.now() + timedelta(hours=1))
    board = f"/b/{cast.board.ref}"
    assert ">locked</span>" in cast.client(cast.ash).get(board).content.decode()
    Topic.objects.filter(pk=topic.pk).update(locked_until=timezone.now() - timedelta(seconds=1))
    assert ">locked</span>" not in cast.client(cast.ash).get(board).content.decode()
