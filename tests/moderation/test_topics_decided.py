"""What is decided about topics: where a joined one is found again, and what ends by itself."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from leeward.boards.models import Post, Topic
from leeward.cli.work import table
from leeward.jobs.queue import run_due
from leeward.moderation.models import Decision
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet
from tests.moderation.hands import bring, decide, read
from tests.moderation.test_deciding import latest


@pytest.fixture
def post(cast: Cast) -> Post:
    return makers.topic(cast.rowan, cast.board, "A quiet question").posts.get()


def test_the_old_address_of_a_joined_topic_leads_to_where_it_stands_for_those_who_may_see_it(
    cast: Cast, post: Post, stranger: Client
) -> None:
    second = makers.reply(cast.ash, post.topic, "And here is more.")
    closed = makers.board("Closed", readers="approved", writers="approved")
    into = makers.topic(cast.rowan, cast.board, "Another")
    last = makers.topic(cast.linden, closed, "The last")
    wren, ash, rowan = (cast.client(one) for one in (cast.wren, cast.ash, cast.rowan))
    old = post.topic.ref
    decide(wren, bring(wren, old), "merge", into=f"/t/{into.ref}")
    joined = latest()
    for number, address in ((1, f"/t/{old}"), (2, f"/t/{old}/2")):
        where = ash.get(address).headers["Location"]
        assert where == f"/t/{into.ref}/{number + 1}#p{number + 1}"
    assert "And here is more." in read(ash, f"/t/{into.ref}/3")
    assert stranger.get(f"/t/{old}").status_code == 404
    assert ash.get("/t/aaaaaaaaaaa").status_code == 404
    decide(wren, bring(wren, into.ref), "merge", into=f"/t/{last.ref}")
    assert rowan.get(f"/t/{old}/2").headers["Location"] == f"/t/{last.ref}/4#p4", "joined twice"
    assert ash.get(f"/t/{old}").status_code == 404, "it stands on a board that ash may not read"
    for made in (latest(), joined):
        wren.post(f"/desk/decisions/{made.ref}", {"why": "x"})
    assert second.plain in read(ash, f"/t/{old}")


def test_a_lock_and_a_slowing_down_with_an_end_say_it_and_end_by_themselves(cast: Cast, post: Post) -> None:
    wren, ash, rowan = (cast.client(one) for one in (cast.wren, cast.ash, cast.rowan))
    here = f"/t/{post.topic.ref}"
    decide(wren, bring(wren, post.topic.ref), "lock", days="3")
    assert "Until" in read(rowan, f"/me/decisions/{latest().ref}")
    assert "This topic is locked until" in read(ash, here)
    assert ash.get(f"{here}/reply").status_code == 403
    over = timezone.now() - timedelta(minutes=1)
    Topic.objects.update(locked_until=over)
    assert "locked" not in read(ash, here).partition("<main")[2]
    assert Sheet(ash, f"{here}/reply").send("Open again.").status_code == 302
    decide(wren, bring(wren, post.topic.ref), "slow", minutes="60", days="1")
    page = read(ash, here)
    assert "one post of each member in 60 minutes. Until" in page
    assert "yours can come then" in page.casefold()
    Topic.objects.update(slow_until=over)
    assert "slowed down" not in read(ash, here)
    assert run_due(table(), timezone.now() + timedelta(days=4))
    topic = Topic.objects.get(pk=post.topic_id)
    assert (topic.locked_at, topic.slow_minutes) == (None, 0)
    slow = latest()
    Decision.objects.filter(pk=slow.pk).update(until=over)
    assert wren.post(f"/desk/decisions/{slow.ref}", {"why": "x"}).status_code == 403
