"""Signed in as any of the four, every list of being with one another has something on it."""

import pytest
from django.test import Client
from django.utils import timezone

from leeward.answering.models import Sign
from leeward.companions.models import Company
from leeward.demo import loading
from leeward.demo.together import FOUR
from leeward.home.glance import at_a_glance
from leeward.members.models import Member
from leeward.notices.models import Notice


@pytest.mark.django_db
def test_each_of_the_four_finds_something_on_every_list() -> None:
    loading.load(timezone.now(), 2_000, processes=1)
    for name in FOUR:
        member, client = Member.objects.get(name=name), Client()
        client.force_login(member)
        assert at_a_glance(member).owed, name
        assert Notice.objects.visible_to(member).unseen().exists(), name
        assert Sign.objects.visible_to(member).exists(), name
        pages = {way: client.get(way).content.decode() for way in ("/c", "/owed", "/companions", "/first-replies")}
        assert 'href="/c/' in pages["/c"].partition("<main")[2], name
        assert "In private" in pages["/owed"], name
        assert "waiting-title" in pages["/first-replies"], name
        assert "accompan" in pages["/companions"] or "Ask" in pages["/companions"], name
    assert {str(pair.newcomer) for pair in Company.objects.pairs()} >= {"ash"}
    assert "rowan accompanies you" in page_of("ash", "/companions")
    own = page_of("ash", "/").partition("Your topics")[2].partition("</section>")[0]
    assert "2 new" in own, "who opened a topic has read their own words"
    assert "new topic" not in own


def page_of(name: str, way: str) -> str:
    client = Client()
    client.force_login(Member.objects.get(name=name))
    return client.get(way).content.decode()
