"""Take it down now: gone for everybody else in one press, and back in one press."""

from datetime import timedelta

from django.utils import timezone

from leeward.boards import taking_down
from leeward.boards.models import Post, Topic
from leeward.search.models import Entry
from tests import makers
from tests.boards.own_words import page_of
from tests.cast import Cast
from tests.search.asking import titles


def test_one_press_takes_a_post_down_and_one_puts_it_back(cast: Cast, post: Post) -> None:
    ash, wren, address = cast.client(cast.ash), cast.client(cast.wren), f"/t/{post.topic.ref}"
    assert f'formaction="/p/{post.ref}/take-down"' in page_of(ash, address)
    assert "take-down" not in page_of(wren, address)
    told = page_of(ash, ash.post(f"/p/{post.ref}/take-down").headers["Location"])
    day = timezone.localtime(timezone.now() + timedelta(days=30))
    assert f"until {day.day} {day:%B %Y}" in told
    assert "Too much said." in told
    for client in (ash, wren):
        assert "Too much said." not in page_of(client, address)
        assert client.get(f"/p/{post.ref}").status_code == 404
        assert titles(client, "much") == []
    assert not Entry.objects.filter(pk=post.pk).exists()
    topic = Topic.objects.get()
    assert (topic.post_count, topic.last_author) == (1, cast.rowan)
    assert wren.post(f"/p/{post.ref}/put-back").status_code == 404
    assert ash.post(f"/p/{post.ref}/put-back").headers["Location"] == f"/p/{post.ref}"
    assert "Too much said." in page_of(wren, address)
    assert titles(wren, "much") == ["Somebody else's"]


def test_one_press_takes_a_whole_story_down_with_its_answers(cast: Cast, story: Topic) -> None:
    ash, rowan, wren = (cast.client(person) for person in (cast.ash, cast.rowan, cast.wren))
    assert f'formaction="/t/{story.ref}/take-down"' in page_of(ash, f"/t/{story.ref}")
    assert rowan.post(f"/t/{story.ref}/take-down").status_code == 404
    assert ash.post(f"/t/{story.ref}/take-down").headers["Location"] == f"/t/{story.ref}/mine"
    for client in (ash, rowan, wren):
        assert client.get(f"/t/{story.ref}").status_code == 404
        assert "lighthouse" not in page_of(client, f"/b/{cast.board.ref}")
        assert titles(client, "lighthouse") == []
    own = page_of(rowan, "/me/posts")
    assert "My own words: the lighthouse keys" in own
    assert "The lighthouse years" not in own
    assert "lighthouse" in page_of(rowan, f"/p/{story.posts.get(number=2).ref}/mine")
    ash.post(f"/t/{story.ref}/put-back")
    assert "lighthouse" in page_of(wren, f"/t/{story.ref}")


def test_both_can_be_done_from_the_list_of_all_one_wrote(cast: Cast, story: Topic, post: Post) -> None:
    ash = cast.client(cast.ash)
    assert 'href="/me/posts"' in page_of(ash, "/me")
    listed = page_of(ash, "/me/posts")
    for address in (f"/t/{story.ref}/take-down", f"/p/{post.ref}/take-down"):
        assert f'formaction="{address}"' in listed
        ash.post(address)
    waiting = page_of(ash, "/me/taken-down")
    assert "The lighthouse years" in waiting
    assert "Too much said." in waiting
    assert waiting.count("unless you decide before.") == 2
    assert page_of(cast.client(cast.rowan), "/me/taken-down").count("Nothing of yours is taken down.") == 1


def test_the_list_goes_on_and_is_ones_own_only(cast: Cast, story: Topic) -> None:
    for number in range(45):
        makers.reply(cast.rowan, story, f"Number {number}.")
    rowan = cast.client(cast.rowan)
    first = page_of(rowan, "/me/posts")
    older = first.split("?before=")[1].split('"')[0]
    second = page_of(rowan, f"/me/posts?before={older}")
    assert first.count("/take-down") + second.count("/take-down") == 46
    assert "stair" not in first + second


def test_pressed_twice_the_first_time_counts(cast: Cast, post: Post) -> None:
    taking_down.take_down(by=cast.ash, post=post)
    first = Post.objects.get(pk=post.pk).taken_down_at
    cast.client(cast.ash).post(f"/p/{post.ref}/take-down")
    assert Post.objects.get(pk=post.pk).taken_down_at == first


def test_what_a_moderator_hid_stays_hidden_whatever_its_author_does(cast: Cast, post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(hidden_at=timezone.now())
    ash = cast.client(cast.ash)
    assert "A moderator has hidden this post." in page_of(ash, f"/p/{post.ref}/mine")
    ash.post(f"/p/{post.ref}/take-down")
    assert Post.objects.get(pk=post.pk).taken_down_at
    assert ash.post(f"/p/{post.ref}/put-back").headers["Location"] == f"/p/{post.ref}/mine"
    assert "Too much said." not in page_of(cast.client(cast.ash), f"/t/{post.topic.ref}")


def test_a_topic_whose_only_post_is_down_leaves_the_board(cast: Cast) -> None:
    topic = makers.topic(cast.ash, cast.board, title="Never mind")
    ash = cast.client(cast.ash)
    ash.post(f"/p/{topic.posts.get().ref}/take-down")
    assert "Never mind" not in page_of(ash, f"/b/{cast.board.ref}")
    assert ash.get(f"/t/{topic.ref}").status_code == 404
    ash.post(f"/p/{topic.posts.get().ref}/put-back")
    assert "Never mind" in page_of(ash, f"/b/{cast.board.ref}")


def test_an_opening_post_alone_leaves_its_title_and_says_so(cast: Cast, story: Topic) -> None:
    ash = cast.client(cast.ash)
    told = page_of(ash, ash.post(f"/p/{story.posts.get(number=1).ref}/take-down").headers["Location"])
    assert "Its title and the answers still stand." in told
    assert f'action="/t/{story.ref}/take-down"' in told
    ash.post(f"/t/{story.ref}/position", {"seen": 3, "number": 3, "passage": 1})
    assert "2 answers" in page_of(ash, f"/b/{cast.board.ref}")
    ash.post(f"/p/{story.posts.get(number=3).ref}/take-down")
    assert "1 answer<" in page_of(ash, f"/b/{cast.board.ref}")
