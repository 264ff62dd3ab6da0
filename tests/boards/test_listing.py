"""What a member has posted is listed only where they want it, and then as each reader may see it."""

import re

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from leeward.boards import lists
from leeward.boards.models import Post
from leeward.members import sight
from leeward.members.models import Member
from tests import makers
from tests.cast import Cast


def wish(cast: Cast, client: Client, **more: str) -> None:
    assert client.post("/me", {"about": "", "theme": "device", **more}).status_code == 302


def listed(client: Client, ref: str, more: str = "") -> list[str]:
    answer = client.get(f"/m/{ref}/posts{more}")
    assert answer.status_code == 200
    return re.findall(r'<a href="/p/\w{11}" dir="auto">(.*?)</a>', answer.content.decode())


def test_nothing_is_listed_until_its_owner_says_so_and_nothing_after_they_take_it_back(cast: Cast) -> None:
    makers.topic(cast.rowan, cast.board, "By rowan")
    rowan, ash = cast.client(cast.rowan), cast.client(cast.ash)
    for client in (rowan, ash, cast.client(cast.wren), cast.client(cast.linden)):
        assert client.get(f"/m/{cast.rowan.ref}/posts").status_code == 404
        assert "/posts" not in client.get(f"/m/{cast.rowan.ref}").content.decode()
    wish(cast, rowan, lists_posts="yes")
    assert f'href="/m/{cast.rowan.ref}/posts"' in ash.get(f"/m/{cast.rowan.ref}").content.decode()
    assert listed(ash, cast.rowan.ref) == ["By rowan"]
    wish(cast, rowan)
    assert ash.get(f"/m/{cast.rowan.ref}/posts").status_code == 404


def test_each_reader_sees_what_they_may_see(cast: Cast) -> None:
    staff = makers.board("Staff", readers="approved", writers="approved")
    makers.topic(cast.rowan, staff, "Among the approved")
    hidden = makers.topic(cast.rowan, cast.board, "Hidden by a moderator")
    Post.objects.filter(topic=hidden).update(hidden_at=timezone.now())
    down = makers.topic(cast.rowan, cast.board, "Taken down")
    rowan = cast.client(cast.rowan)
    rowan.post(f"/p/{down.posts.get().ref}/take-down")
    makers.topic(cast.rowan, cast.board, "For all")
    makers.topic(cast.rowan, cast.board, "Under another name", alias="heron")
    wish(cast, rowan, lists_posts="yes")
    assert listed(cast.client(cast.ash), cast.rowan.ref) == ["For all"]
    assert listed(rowan, cast.rowan.ref) == ["For all", "Among the approved"]
    assert listed(cast.client(cast.wren), cast.rowan.ref) == ["For all", "Hidden by a moderator", "Among the approved"]
    assert Client().get(f"/m/{cast.rowan.ref}/posts").status_code == 302
    sight.block(by=cast.rowan, other=cast.ash)
    assert listed(cast.client(cast.ash), cast.rowan.ref) == []
    assert "/posts" not in cast.client(cast.ash).get(f"/m/{cast.rowan.ref}").content.decode()


def test_another_name_lists_nothing_whatever_its_owner_lists(cast: Cast) -> None:
    makers.topic(cast.rowan, cast.board, "Under another name", alias="heron")
    wish(cast, cast.client(cast.rowan), lists_posts="yes")
    face = Member.objects.get(name="heron")
    assert cast.client(cast.ash).get(f"/m/{face.ref}/posts").status_code == 404


def test_a_long_list_goes_on_page_by_page_at_the_same_cost(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Member.objects.filter(pk=cast.rowan.pk).update(lists_posts=True)
    topic = makers.topic(cast.ash, cast.board, "Long")
    ash = cast.client(cast.ash)
    for number in range(lists.PAGE + 2):
        makers.reply(cast.rowan, topic, f"Answer {number}.")
        if number in {2, lists.PAGE + 1}:
            with django_assert_num_queries(4):
                page = ash.get(f"/m/{cast.rowan.ref}/posts").content.decode()
    assert f"Answer {lists.PAGE + 1}." in page
    assert "Answer 1." not in page
    older = re.search(r'rel="next" href="[^"]*(\?before=\d+)"', page)
    assert older
    assert len(listed(ash, cast.rowan.ref, older[1])) == 2
    assert len(listed(ash, cast.rowan.ref, "?before=x")) == lists.PAGE


def test_ones_own_topics_stand_in_one_order_whatever_the_name(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "PAGE", 3)
    names = ["", "heron", "", "teal", "", "", "plover", ""]
    topics = [makers.topic(cast.rowan, cast.board, f"Topic {n}", alias=name) for n, name in enumerate(names)]
    makers.reply(cast.ash, topics[3])
    makers.topic(cast.ash, cast.board, "By ash")
    rowan, found = cast.client(cast.rowan), []
    older: int | None = None
    for _page in range(3):
        shown, older = lists.mine(cast.rowan, older)
        found += [row[lists.LINE.index("title")] for row in shown.found.rows]
    assert found == [f"Topic {n}" for n in (3, 7, 6, 5, 4, 2, 1, 0)]
    assert older is None
    front = rowan.get("/").content.decode().split('id="own-title"')[1].split("</section>")[0]
    assert re.findall(r"Topic \d", front) == found[: lists.FEW]
