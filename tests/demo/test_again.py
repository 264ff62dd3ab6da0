"""A community larger than what is composed: topics come again, and nothing in it contradicts itself."""

import re

import pytest
from django.db.models import Count, F, Max, Min
from django.test import Client
from django.utils import timezone

from leeward.boards.models import Post, Quoting, Topic
from leeward.boards.story import Story
from leeward.demo import again, loading
from leeward.members.models import Member
from leeward.search import index

COMPOSED, POSTS = 500, 2_300
MARK = "z" * 8  # what every mark begins with (`texts.mark`), and no ref by chance
ADDRESS = re.compile(r"/p/(\w{11})")


@pytest.mark.django_db
def test_topics_come_again_on_other_days_with_posts_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(again, "DISTINCT", COMPOSED)
    told: list[int] = []
    loading.load(timezone.now(), POSTS, processes=1, told=told.append)
    assert (sum(told), Post.objects.count()) == (POSTS, POSTS)
    assert Topic.objects.values("title").annotate(times=Count("id")).filter(times__gt=1).count() < 5
    moments = list(Post.objects.order_by("pk").values_list("written_at", flat=True))
    assert moments == sorted(moments)
    assert moments[-1] < timezone.now()
    assert not Post.objects.filter(author__joined_at__gt=F("written_at")).exists()
    counted = Topic.objects.annotate(all=Count("posts"), last=Max("posts__number"), begun=Min("posts__written_at"))
    assert not counted.exclude(all=F("last_number"), last=F("last_number"), begun=F("opened_at")).exists()
    assert not Topic.objects.filter(updates__gt=0, story=None).exists()
    assert Story.objects.annotate(of=Count("topics")).filter(of=0).count() == 0
    assert not index.verify()
    _quotes_stay_in_their_topic()
    _pages_of_it_can_be_read()


def _quotes_stay_in_their_topic() -> None:
    """Whoever is quoted in a topic that came again said it there, and not where the words stood first."""
    # Those who stand at the gate were given other words afterwards.
    pairs = Quoting.objects.filter(by_post__held_at=None).select_related("by_post", "of_post")
    assert pairs.count() > 200
    for pair in pairs:
        assert pair.of_post.ref in pair.by_post.source
        assert pair.by_post.topic_id == pair.of_post.topic_id
        assert pair.of_post.number < pair.by_post.number
    of_topic = dict(Post.objects.values_list("ref", "topic_id"))
    for post in Post.objects.filter(html__contains="/p/"):
        assert {of_topic[ref] for ref in ADDRESS.findall(post.html)} == {post.topic_id}
    assert not Post.objects.filter(source__contains=MARK).exists()
    assert not Post.objects.filter(html__contains=MARK).exists()


def _pages_of_it_can_be_read() -> None:
    client = Client()
    client.force_login(Member.objects.get(name="rowan"))
    later = Topic.objects.filter(title__endswith=" (2)").first()
    assert later
    answer = client.get(f"/t/{later.ref}")
    assert later.title in answer.content.decode()
