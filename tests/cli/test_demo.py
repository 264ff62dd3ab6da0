"""The demo community goes in whole or not at all, and lets people in on this machine only."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import F
from django.test import Client
from django.utils import timezone

from leeward.boards.marks import Reading
from leeward.boards.models import Board, CastEntry, Post, Topic
from leeward.boards.story import Story
from leeward.demo import here, loading
from leeward.house.models import House, RulesVersion, ShortForm
from leeward.members.models import Member
from leeward.search import index
from tests import makers
from tests.cli.running import Served, leeward

POSTS = 700


@pytest.mark.django_db
def test_it_goes_in_whole_and_in_the_order_of_time() -> None:
    told: list[int] = []
    loading.load(timezone.now(), POSTS, processes=1, told=told.append)
    assert (sum(told), Post.objects.count()) == (POSTS, POSTS)
    assert House.objects.get().is_demo
    assert [row.html.startswith("<") for row in RulesVersion.objects.all()] == [True, True, True]
    assert not Member.objects.filter(is_demo=False).exists()
    moments = list(Post.objects.order_by("pk").values_list("written_at", flat=True))
    assert moments == sorted(moments)
    assert ShortForm.objects.exists()
    assert CastEntry.objects.exists()
    assert not index.verify()
    _counters_are_right()
    _nothing_is_left_unrendered()
    _rowan_has_read_and_ash_has_not()
    _stories_are_told()


def _stories_are_told() -> None:
    """Over two months and more, in one topic and in two, with a recap; nobody but its author carries a story on."""
    told = Post.objects.filter(in_story_at__isnull=False)
    assert not told.exclude(author=F("topic__author")).exists()
    for topic in Topic.objects.all():
        assert topic.updates == told.filter(topic=topic, number__gt=1).count()
        assert (topic.story_id is not None) == told.filter(topic=topic, number=1).exists()
    long = 0
    for story in Story.objects.exclude(recap=""):
        moments = list(told.filter(topic__story=story).order_by("pk").values_list("written_at", flat=True))
        long += moments[-1] - moments[0] > timedelta(days=60) and len(moments) > 3
    assert long >= 3
    second = Topic.objects.get(title="The deep end")
    assert second.story_id == Topic.objects.get(title="Thursdays at the swimming baths").story_id


def _counters_are_right() -> None:
    for topic in Topic.objects.all():
        hidden = topic.posts.filter(hidden_at__isnull=False).count()  # two wait to be read, one is to be erased
        last = topic.posts.filter(hidden_at=None).order_by("pk").last()
        assert last is not None
        assert topic.last_number == topic.post_count + hidden == topic.posts.count()
        assert (topic.last_post_id, topic.last_post_at) == (last.pk, last.written_at)
        assert topic.last_author_id == last.author_id


def _nothing_is_left_unrendered() -> None:
    assert not Post.objects.filter(source__contains="{{post:").exists()
    assert not Post.objects.filter(html="").exists()
    assert not Post.objects.filter(rendered_with=0).exists()


def _rowan_has_read_and_ash_has_not() -> None:
    assert Reading.objects.filter(member__name="rowan", seen_number=F("topic__last_number")).exists()
    assert not Reading.objects.filter(member__name="ash").exclude(topic__posts__author__name="ash").exists()


@pytest.mark.django_db
def test_it_is_not_mixed_into_a_community_and_fails_without_a_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(loading, "leave_bookmarks", _break)
        with pytest.raises(RuntimeError):
            loading.load(timezone.now(), 100, processes=1)
    assert not Member.objects.exists()
    assert not Board.objects.exists()
    makers.member("somebody")
    with pytest.raises(here.NotEmpty):
        loading.load(timezone.now(), 100, processes=1)


def _break(*_: object) -> None:
    raise RuntimeError


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on_loopback", "host", "through", "comes_in"),
    [
        (True, "127.0.0.1:8000", {}, True),
        (True, "[::1]:8000", {}, True),
        (False, "127.0.0.1:8000", {}, False),
        (True, "board.example.org", {}, False),
        (True, "127.0.0.1", {"x-forwarded-for": "203.0.113.9"}, False),
    ],
)
def test_a_demo_account_lets_somebody_in_on_this_machine_only(
    on_loopback: bool, host: str, through: dict[str, str], comes_in: bool, settings: Any
) -> None:
    settings.ON_LOOPBACK = on_loopback
    settings.ALLOWED_HOSTS = ["*"]
    for name, is_demo in (("ash", True), ("tern", False)):
        member = makers.member(name, passphrase=here.PASSPHRASE)
        Member.objects.filter(pk=member.pk).update(is_demo=is_demo)
        client = Client(headers={"host": host, **through})
        client.post("/sign-in", {"name": name, "passphrase": here.PASSPHRASE, "device": "shared"})
        assert ("_auth_user_id" in client.session) is (comes_in or not is_demo)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a small demo."""
    folder = tmp_path_factory.mktemp("demo")
    ended = leeward("demo", "--posts", "150", "--data", str(folder))
    assert ended.returncode == 0, ended.stderr
    return folder


def test_a_demo_is_served_on_this_machine_and_refused_elsewhere(filled: Path) -> None:
    with Served(filled, "--demo") as served:
        for word in ("ash", "rowan", "wren", "linden", here.PASSPHRASE, "Three things to try"):
            assert word in served.said
        assert served.get("/") == 200
    ended = leeward("serve", "--bind", "0.0.0.0:0", "--data", str(filled))
    assert ended.returncode == 1
    assert "never served on 0.0.0.0" in ended.stderr


def test_a_second_filling_changes_nothing(filled: Path) -> None:
    ended = leeward("demo", "--data", str(filled))
    assert ended.returncode == 0
    assert "here already" in ended.stdout


def test_stored_pages_and_the_index_can_be_made_anew(filled: Path) -> None:
    assert "150" in leeward("rerender", "--all", "--data", str(filled)).stderr
    assert leeward("rerender", "--search", "--data", str(filled)).returncode == 0
    assert leeward("check", "--data", str(filled)).returncode == 0
