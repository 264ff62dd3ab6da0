"""A quiet sign: for the author of a post alone, and nowhere counted."""

import pytest

from leeward.answering import rules
from leeward.answering.models import Sign
from leeward.boards.models import Post, Topic
from leeward.members import sight
from leeward.web.limits import Limit
from tests import makers
from tests.cast import Cast
from tests.notices.test_notices import lines, waiting


def posts_of(cast: Cast, topic: Topic) -> str:
    """The topic's posts as somebody else reads them."""
    page = cast.client(cast.linden).get(f"/t/{topic.ref}").content.decode()
    return page[page.index("<reading-place") : page.index("</reading-place>")]


def test_a_sign_reaches_the_author_and_nobody_else(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "A long night")
    post = topic.posts.get()
    ash = cast.client(cast.ash)
    before = posts_of(cast, topic)
    assert "A sign without words" in ash.get(f"/t/{topic.ref}").content.decode()
    assert ash.post(f"/p/{post.ref}/sign", {"says": "with"}).status_code == 302
    assert "that you are with them" in ash.get(f"/p/{post.ref}/sign").content.decode()
    assert lines(cast.client(cast.rowan)) == ["A long night ash new: a sign to you"]
    assert waiting(cast.client(cast.linden)) == 0
    assert posts_of(cast, topic) == before
    assert b"A sign without words" not in cast.client(cast.rowan).get(f"/t/{topic.ref}").content


def test_a_sign_given_twice_tells_once_and_can_be_taken_back(cast: Cast) -> None:
    post = makers.topic(cast.rowan, cast.board).posts.get()
    ash, rowan = cast.client(cast.ash), cast.client(cast.rowan)
    for says in ("read", "with", "with", "nonsense"):
        ash.post(f"/p/{post.ref}/sign", {"says": says})
    assert (Sign.objects.get().says, waiting(rowan)) == ("with", 1)
    ash.post(f"/p/{post.ref}/sign", {"take_back": "yes"})
    assert waiting(rowan) == 0
    assert not Sign.objects.exists()


def test_a_sign_says_nothing_where_a_block_stands_or_nobody_is_left(cast: Cast) -> None:
    topic = makers.topic(cast.linden, cast.board)
    post = makers.reply(cast.rowan, topic)
    ash = cast.client(cast.ash)
    ash.post(f"/p/{post.ref}/sign", {"says": "with"})
    sight.block(by=cast.rowan, other=cast.ash)
    assert waiting(cast.client(cast.rowan)) == 0
    assert ash.get(f"/p/{post.ref}/sign").status_code == 404
    sight.unblock(by=cast.rowan, other=cast.ash)
    type(post).objects.filter(pk=post.pk).update(author=None)
    answer = ash.get(f"/p/{post.ref}/sign")
    assert (answer.status_code, "no longer here" in answer.content.decode()) == (403, True)
    mine = makers.reply(cast.ash, topic)
    assert ash.post(f"/p/{mine.ref}/sign", {"says": "with"}).status_code == 403


def test_under_another_name_a_sign_bears_that_name_and_reaches_its_owner(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    told = {"title": "Elsewhere", "body": "Nobody knows me.", "alias": "Quiet Ford", "do": "post"}
    ash.post(f"/b/{cast.board.ref}/new", told)
    opening = Post.objects.get(topic__title="Elsewhere")
    answer = makers.reply(cast.rowan, opening.topic)
    ash.post(f"/p/{answer.ref}/sign", {"says": "with"})
    assert "Quiet Ford" in lines(cast.client(cast.rowan))[0]
    cast.client(cast.rowan).post(f"/p/{opening.ref}/sign", {"says": "read"})
    assert "a sign to you" in lines(ash)[0]
    assert ash.post(f"/p/{opening.ref}/sign", {"says": "read"}).status_code == 403, "it is theirs"


def test_a_hundred_and_twenty_signs_an_hour_are_enough(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "SIGNS", Limit("signs", times=2, seconds=3600))
    posts = [makers.topic(cast.rowan, cast.board, f"Topic {number}").posts.get() for number in range(3)]
    ash = cast.client(cast.ash)
    answers = [ash.post(f"/p/{post.ref}/sign", {"says": "with"}) for post in posts]
    assert [answer.status_code for answer in answers] == [302, 302, 403]
    assert "a little later" in answers[2].content.decode()
    assert Sign.objects.count() == 2
