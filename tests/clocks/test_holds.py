"""What somebody has to keep outranks every way in which words go, and goes by itself once nobody keeps it."""

from collections.abc import Collection

import pytest

from leeward.boards import taking_down
from leeward.boards.models import Post
from leeward.clocks import holds
from leeward.members.models import Member
from tests import makers
from tests.cast import PASSPHRASE, Cast
from tests.leaving.test_erasing import ask, later


@pytest.fixture
def kept(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """Refs that a room above keeps, for this test."""
    refs: set[str] = set()

    def keeps(_subject: str, asked: Collection[str]) -> Collection[str]:
        return refs & set(asked)

    monkeypatch.setattr(holds, "_KEEPERS", [keeps])
    return refs


def test_a_post_that_is_kept_stays_down_until_it_may_go(cast: Cast, kept: set[str]) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    post, other = makers.reply(cast.ash, topic, "The first."), makers.reply(cast.ash, topic, "The second.")
    kept.add(post.ref)
    for one in (post, other):
        taking_down.take_down(by=cast.ash, post=one)
        taking_down.erase_post(by=cast.ash, post=one)
    later(31)
    assert dict(Post.objects.filter(author=cast.ash).values_list("ref", "source")) == {post.ref: "The first."}
    assert "The first." not in cast.client(cast.rowan).get(f"/t/{topic.ref}").content.decode()
    kept.clear()
    later(31)
    assert not Post.objects.filter(author=cast.ash).exists()


def test_an_account_with_something_that_is_kept_stays_shut_until_it_may_go(cast: Cast, kept: set[str]) -> None:
    hazel = makers.member("hazel", passphrase=PASSPHRASE)
    story = makers.topic(hazel, cast.board)
    makers.reply(hazel, makers.topic(cast.rowan, cast.board))
    here = cast.client(hazel)
    ask(here)
    for ref, left in ((hazel.ref, 2), (story.ref, 1)):
        kept.add(ref)
        later(31)
        assert Member.objects.filter(pk=hazel.pk).exists(), ref
        assert here.get("/").headers["Location"] == "/me/going"
        assert Post.objects.filter(author=hazel).count() == left
        kept.clear()
    later(31)
    assert not Member.objects.filter(pk=hazel.pk).exists()
