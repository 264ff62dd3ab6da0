"""Stories like one that stands: by others, whom one may read, with the reason; gone when their words are gone."""

from unittest import mock

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from leeward.alike import following
from leeward.alike.meaning import read
from leeward.alike.models import CatchingUp, Passage, Story, Waiting
from leeward.alike.rules import ASKED
from leeward.boards import actions, keeping, taking_down
from leeward.boards.access import Who
from leeward.boards.models import Post, Topic
from leeward.cli.work import regular
from leeward.leaving import striking
from leeward.members import sight
from leeward.members.models import Circle
from tests import makers
from tests.alike.asking import hits, titles
from tests.alike.conftest import Tell, read_all, story
from tests.alike.score import passages_score, stories_score
from tests.cast import Cast


def test_stories_on_one_subject_find_one_another_across_languages_and_without_common_words() -> None:
    """A floor under what `docs/alike.md` says of the half that nothing was set on."""
    meant, words, chance = (stories_score("held_out", way) for way in ("meaning", "full text", "chance"))
    assert meant.ndcg > 0.7
    assert meant.precision > 0.4
    assert meant.mrr > 0.85
    assert meant.ndcg > 3 * max(words.ndcg, chance.ndcg)
    said = passages_score("held_out", "meaning, signs")
    assert said.ndcg > 0.65
    assert said.mrr > 0.8


def test_the_page_shows_others_who_were_there_and_says_why(cast: Cast, told: Tell) -> None:
    here = told(cast.ash, "money", 0)
    for subject, place in (("money", 2), ("money", 3), ("silence", 1), ("inlaws", 0)):
        told(cast.rowan, subject, place)
    client = cast.client(cast.wren)
    assert f'href="/t/{here.ref}/alike"' in client.get(f"/t/{here.ref}").content.decode()
    found = hits(client.get(f"/t/{here.ref}/alike"))  # type: ignore[arg-type]
    assert {hit.title for hit in found[:2]} == {"money 2", "money 3"}
    assert all("In common: money kept under control" in hit.why for hit in found[:2])
    assert all(hit.title != "money 0" for hit in found)
    post = Post.objects.get(topic__title=found[0].title)
    assert found[0].link.startswith(f"/p/{post.ref}/")
    assert client.get(found[0].link).headers["Location"].startswith(f"/t/{post.topic.ref}/1#p1-")


def test_a_rare_word_that_both_have_is_a_reason_of_its_own(cast: Cast, told: Tell) -> None:
    here = makers.topic(
        cast.ash, cast.board, "Here", f"The Wexcombe methodists, and Wexcombe again. {story('inlaws', 0)}"
    )
    makers.topic(cast.rowan, cast.board, "There", f"At Wexcombe the methodists sing. {story('inlaws', 1)}")
    read_all()
    found = hits(cast.client(cast.wren).get(f"/t/{here.ref}/alike"))  # type: ignore[arg-type]
    assert "Words in both:" in found[0].why
    assert "wexcombe" in found[0].why


@pytest.mark.parametrize(
    ("readers", "found_by"),
    [
        (Who.EVERYONE, {"ash", "rowan", "wren"}),
        (Who.MEMBERS, {"ash", "rowan", "wren"}),
        (Who.APPROVED, {"rowan", "wren"}),
        (Who.CIRCLE, {"ash", "wren"}),
    ],
)
def test_a_story_is_found_by_those_who_may_read_its_board(
    cast: Cast, told: Tell, readers: str, found_by: set[str]
) -> None:
    circle = Circle.objects.create(name="Tuesdays")
    circle.members.add(cast.ash)
    apart = makers.board("Apart", readers=readers, readers_circle=circle if readers == Who.CIRCLE else None)
    here = told(cast.linden, "money", 0)
    told(cast.linden, "money", 2, board=apart)
    for name in ("ash", "rowan", "wren"):
        found = titles(cast.client(getattr(cast, name)), f"/t/{here.ref}/alike")
        assert (found == ["money 2"]) == (name in found_by), name


def test_strangers_and_those_who_wait_get_no_such_page(cast: Cast, told: Tell, stranger: Client) -> None:
    here = told(cast.ash, "drinking", 0)
    for client in (stranger, cast.client(cast.briar)):
        assert client.get(f"/t/{here.ref}/alike").status_code == 302
    assert cast.client(cast.rowan).get(f"/t/{here.ref}/alike").status_code == 200
    assert cast.client(cast.rowan).post(f"/t/{here.ref}/alike").status_code == 405


def test_a_block_keeps_stories_from_one_another_both_ways(cast: Cast, told: Tell) -> None:
    of_ash, of_rowan = told(cast.ash, "money", 0), told(cast.rowan, "money", 2)
    wren = told(cast.wren, "money", 3)
    sight.block(by=cast.ash, other=cast.rowan)
    cast.ash.refresh_from_db()
    cast.rowan.refresh_from_db()
    assert titles(cast.client(cast.ash), f"/t/{wren.ref}/alike") == []
    assert titles(cast.client(cast.rowan), f"/t/{wren.ref}/alike") == []
    assert cast.client(cast.ash).get(f"/t/{of_rowan.ref}/alike").status_code == 404
    assert set(titles(cast.client(cast.linden), f"/t/{of_ash.ref}/alike")) == {"money 2", "money 3"}


def test_ones_own_are_left_out_under_whichever_name_and_others_find_them_as_anybodys(cast: Cast, told: Tell) -> None:
    here = told(cast.wren, "money", 0)
    told(cast.rowan, "money", 2)
    told(cast.rowan, "money", 3, alias="Quolbirne")
    address = f"/t/{here.ref}/alike"
    assert titles(cast.client(cast.rowan), address) == []
    page = cast.client(cast.ash).get(address).content.decode()
    assert "Quolbirne" in page
    assert {hit.title for hit in hits(cast.client(cast.ash).get(address))} == {"money 2", "money 3"}  # type: ignore[arg-type]


@pytest.mark.parametrize("gone", ["taken_down_at", "hidden_at"])
@pytest.mark.parametrize("what", ["post", "topic"])
def test_what_cannot_be_seen_any_more_is_not_found(cast: Cast, told: Tell, gone: str, what: str) -> None:
    here, there = told(cast.ash, "money", 0), told(cast.rowan, "money", 2)
    client = cast.client(cast.ash)
    assert titles(client, f"/t/{here.ref}/alike") == ["money 2"]
    if what == "post":
        makers.reply(cast.rowan, there, "One more.")
        Post.objects.filter(topic=there, number=1).update(**{gone: timezone.now()})
    else:
        Topic.objects.filter(pk=there.pk).update(**{gone: timezone.now()})
    assert titles(client, f"/t/{here.ref}/alike") == []


def test_what_was_made_of_a_text_follows_it(cast: Cast, told: Tell) -> None:
    here, there = told(cast.ash, "money", 0), told(cast.rowan, "money", 2)
    client, post = cast.client(cast.ash), there.posts.get()
    assert titles(client, f"/t/{here.ref}/alike") == ["money 2"]
    actions.edit(by=cast.rowan, post=post, body="The weather was fine, and we went to see the ducks in the park.")
    assert not Story.objects.filter(post__topic=there).exists()
    read_all()
    assert Story.objects.filter(post__topic=there).exists()
    assert titles(client, f"/t/{here.ref}/alike") == []
    post.refresh_from_db()
    actions.edit(by=cast.rowan, post=post, body=story("money", 2))
    read_all()
    assert titles(client, f"/t/{here.ref}/alike") == ["money 2"]


def test_nothing_made_of_words_outlives_them(cast: Cast, told: Tell) -> None:
    topic = told(cast.rowan, "money", 0)
    post = topic.posts.select_related("topic", "author").get()
    before = bytes(Passage.objects.get(post=post, number=1).signs)
    striking.strike(striking.Scope.of_post(cast.rowan, post), story("money", 0)[:200])
    assert not Passage.objects.filter(post=post).exists()
    read_all()
    assert bytes(Passage.objects.get(post=post, number=1).signs) != before
    quote = f'[quote name="rowan" post="{post.ref}"]Cheese, why this cheese[/quote]'
    answer = makers.reply(cast.ash, topic, f"{quote} Yes, mine was like that about everything too.")
    read_all()
    taking_down.erase_post(by=cast.rowan, post=Post.objects.select_related("topic", "author").get(pk=post.pk))
    read_all()
    assert not Story.objects.exists()
    assert set(Passage.objects.values_list("post_id", flat=True)) <= {answer.pk}


def test_texts_that_were_here_before_are_read_by_and_by_in_the_workers_pauses(cast: Cast) -> None:
    for subject in ("money", "drinking", "phone"):
        for place in range(4):
            topic = makers.topic(cast.rowan, cast.board, f"{subject} {place}", story(subject, place))
            makers.reply(cast.ash, topic, "I have read this twice, and will answer tomorrow.")
    Waiting.objects.all().delete()
    (task,) = [one for one in regular() if one.name == "texts not yet read"]
    for _pause in range(8):
        task.work()
    assert Story.objects.count() == 12
    assert set(Passage.objects.values_list("post_id", flat=True)) == set(Post.objects.values_list("pk", flat=True))
    assert CatchingUp.objects.get().is_over
    Story.objects.all().delete()
    task.work()
    assert not Story.objects.exists()
    following.begin_anew()
    read_all()
    assert Story.objects.count() == 12


def test_what_is_changed_while_it_is_read_is_read_again(cast: Cast) -> None:
    post = makers.topic(cast.rowan, cast.board, "Mine", story("money", 0)).posts.get()

    def meanwhile(plain: str) -> object:
        if plain.startswith("On the first"):
            actions.edit(by=cast.rowan, post=post, body=story("phone", 0))
        return read(plain)

    with mock.patch.object(following, "read", meanwhile):
        following.read_some()
    assert not Story.objects.exists()
    assert Waiting.objects.filter(post=post).exists()
    read_all()
    assert Story.objects.exists()
    assert not Waiting.objects.exists()


def test_a_story_that_the_worker_has_not_read_yet_is_read_when_asked(cast: Cast, told: Tell) -> None:
    told(cast.rowan, "money", 2)
    here = makers.topic(cast.ash, cast.board, "Mine", story("money", 0))
    assert titles(cast.client(cast.wren), f"/t/{here.ref}/alike") == ["money 2"]
    short = makers.topic(cast.ash, cast.board, "Short", "Hm.")
    assert "Nothing that you may read is close" in cast.client(cast.wren).get(f"/t/{short.ref}/alike").content.decode()


def test_asking_too_often_waits(cast: Cast, told: Tell) -> None:
    here = told(cast.ash, "money", 0)
    client = cast.client(cast.rowan)
    for _time in range(ASKED.times):
        assert client.get(f"/t/{here.ref}/alike").status_code == 200
    answer = client.get(f"/t/{here.ref}/alike")
    assert answer.status_code == 429
    assert "Wait a minute" in answer.content.decode()


def test_the_cost_does_not_grow_with_what_is_found(
    cast: Cast, told: Tell, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Session with member, topic, limit, opening, story, how rare words are, posts with them, their topics, the
    candidates, their openings, their passages, the house."""
    here = told(cast.ash, "money", 0)
    client = cast.client(cast.wren)
    for subject in ("money", "drinking", "phone"):
        for place in range(1, 4):
            told(cast.rowan, subject, place)
        with django_assert_num_queries(11):
            assert client.get(f"/t/{here.ref}/alike").status_code == 200


def test_short_forms_explained_anew_leave_what_was_made_alone(cast: Cast, told: Tell) -> None:
    topic = told(cast.rowan, "money", 0)
    made = Story.objects.get(post__topic=topic)
    keeping.set_cast(by=cast.rowan, topic=topic, entries={"H": "my husband"})
    assert bytes(Story.objects.get(post__topic=topic).vector) == bytes(made.vector)
