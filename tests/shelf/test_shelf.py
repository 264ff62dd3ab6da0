"""The shelf: what members recommended in their posts, shown as far as the posts are."""

import json
import socket
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from leeward.boards import taking_down
from leeward.boards.models import Post
from leeward.members.models import Circle
from leeward.members.sight import block
from leeward.shelf import actions, rules
from leeward.shelf.actions import Thing
from leeward.shelf.models import Entry, Recommendation
from tests import makers
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LINK = {"kind": "link", "what": "Slow mornings", "address": "https://www.slow.example/help/", "why": "It calmed me."}
SAID = """It helped me: https://www.slow.example/help/ and [their other page](https://other.example/x).

Call 020 7946 0123. The book is "A House by Water", ISBN 978-3-16-148410-0, and the podcast “Kitchen Light”.

[quote name="wren"]
"Not Mine" and https://not-mine.example/
[/quote]"""


@pytest.fixture
def said(cast: Cast) -> Post:
    return makers.topic(cast.rowan, cast.board, title="What helped", body=SAID).posts.get()


def put(client: Client, post: Post, **changes: str) -> str:
    """Send the form; the address of what stands on the shelf."""
    answer = client.post(f"/p/{post.ref}/shelf", {**LINK, **changes})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer.headers["Location"])


def words_of(client: Client, address: str = "/shelf") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def test_an_author_puts_what_their_post_recommends_on_the_shelf(cast: Cast, said: Post) -> None:
    rowan, ash = cast.client(cast.rowan), cast.client(cast.ash)
    assert f"/p/{said.ref}/shelf" in rowan.get(f"/t/{said.topic.ref}").content.decode()
    assert f"/p/{said.ref}/shelf" not in ash.get(f"/t/{said.topic.ref}").content.decode()
    assert ash.post(f"/p/{said.ref}/shelf", LINK).status_code == 403
    put(rowan, said)
    shown = words_of(ash)
    assert (
        'href="https://www.slow.example/help/" rel="noopener noreferrer nofollow ugc" referrerpolicy="no-referrer"'
        in shown
    )
    assert all(word in shown for word in ("Slow mornings", "(slow.example)", "It calmed me.", "rowan", "What helped"))
    assert 'href="/shelf"' in ash.get("/").content.decode()


def test_the_form_begins_with_what_rules_find_in_the_post(cast: Cast, said: Post) -> None:
    rowan = cast.client(cast.rowan)
    shown = words_of(rowan, f"/p/{said.ref}/shelf")
    for one in ("https://www.slow.example/help/", "their other page", "020 7946 0123", "978-3-16-148410-0",
                "A House by Water", "Kitchen Light"):  # fmt: skip
        assert one in shown.split("</nav>")[0], one
    assert "not-mine.example" not in shown
    assert "Not Mine" not in shown
    numbers = {text.split(">")[1].split("<")[0]: n for n, text in enumerate(shown.split("?find=")[1:], start=1)}
    begun = words_of(rowan, f"/p/{said.ref}/shelf?find={numbers['their other page']}")
    assert 'value="their other page"' in begun
    assert 'value="https://other.example/x"' in begun
    assert 'value="broadcast" checked' in words_of(rowan, f"/p/{said.ref}/shelf?find={numbers['Kitchen Light']}")
    assert 'value="book" checked' in words_of(rowan, f"/p/{said.ref}/shelf?find={numbers['A House by Water']}")
    assert words_of(rowan, f"/p/{said.ref}/shelf?find=99")


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"address": "javascript:alert(1)"}, "address"),
        ({"address": ""}, "address"),
        ({"kind": "phone", "address": "call me"}, "address"),
        ({"kind": "book", "address": "978-3-16-148410-1"}, "address"),
        ({"what": " "}, "what"),
        ({"kind": ""}, "kind"),
        ({"why": "x" * 201}, "why"),
        ({"language": "xx"}, "language"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    cast: Cast, said: Post, changes: dict[str, str], wrong: str
) -> None:
    rowan = cast.client(cast.rowan)
    answer = rowan.post(f"/p/{said.ref}/shelf", {**LINK, **changes})
    assert answer.status_code == 422
    assert f'href="#id_{wrong}"' in answer.content.decode()
    if wrong != "what":
        assert "Slow mornings" in answer.content.decode()
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("link", "https://www.slow.example/help/", "http://slow.example/help#top"),
        ("link", "slow.example/help", "https://slow.example/help/"),
        ("phone", "020 7946 0123", "(020) 7946-0123"),
        ("book", "978-0-306-40615-7", "0-306-40615-2"),
    ],
)
def test_the_same_thing_recommended_twice_is_one_thing(cast: Cast, said: Post, kind: str, one: str, other: str) -> None:
    again = makers.reply(cast.ash, said.topic, "For me too.")
    first = put(cast.client(cast.rowan), said, kind=kind, address=one)
    assert put(cast.client(cast.ash), again, kind=kind, address=other, what="Another name for it") == first
    shown = words_of(cast.client(cast.wren))
    assert shown.count('class="shelf-name"') == 1
    assert "rowan" in shown
    assert "ash" in shown
    assert put(cast.client(cast.ash), again, kind=kind, address=other, why="Said anew") == first
    assert Recommendation.objects.count() == 2


def test_it_is_there_as_far_as_the_post_is(cast: Cast, said: Post) -> None:
    rowan, ash, wren = cast.client(cast.rowan), cast.client(cast.ash), cast.client(cast.wren)
    place = put(rowan, said, country="Atlantis")
    taking_down.take_down(by=cast.rowan, post=said)
    for client in (rowan, ash, wren):
        assert "Slow mornings" not in words_of(client)
        assert "Atlantis" not in words_of(client)
        assert client.get(place).status_code == 404
        assert client.post(place, {"do": "dead"}).status_code == 404
    taking_down.put_back(by=cast.rowan, post=said)
    assert "Slow mornings" in words_of(ash)
    block(by=cast.rowan, other=cast.ash)
    assert "Slow mornings" not in words_of(ash)
    assert "Atlantis" not in words_of(ash)
    assert ash.get(place).status_code == 404
    assert "Slow mornings" in words_of(wren)


def test_a_name_given_by_somebody_out_of_sight_is_not_shown(cast: Cast, said: Post) -> None:
    again = makers.reply(cast.wren, said.topic, "For me too.")
    put(cast.client(cast.rowan), said, what="A name by rowan", why="Said by rowan")
    put(cast.client(cast.wren), makers.topic(cast.wren, cast.board, "Mine", "x").posts.get(), what="A name by wren")
    assert "A name by rowan" in words_of(cast.client(cast.ash))
    block(by=cast.rowan, other=cast.ash)
    shown = words_of(cast.client(cast.ash))
    assert "A name by wren" in shown
    assert "by rowan" not in shown
    assert again.pk


def test_what_a_circle_s_board_recommends_stays_in_the_circle(cast: Cast) -> None:
    circle = Circle.objects.create(name="Few")
    few = makers.board("Few", readers="circle", readers_circle=circle)
    inside = makers.topic(cast.linden, few, "Inside", "x").posts.get()
    put(cast.client(cast.linden), inside)
    assert "Slow mornings" not in words_of(cast.client(cast.ash))
    cast.ash.circles.add(circle)
    assert "Slow mornings" in words_of(cast.client(cast.ash))


def test_another_name_stays_another_name(cast: Cast) -> None:
    hers = makers.topic(cast.rowan, cast.board, "Under another", "x", alias="Quiet Heron").posts.get()
    own = makers.topic(cast.rowan, cast.board, "Under my own", "x").posts.get()
    rowan = cast.client(cast.rowan)
    put(rowan, hers, address="https://heron.example/")
    shown = words_of(cast.client(cast.ash))
    assert "Quiet Heron" in shown
    assert "rowan" not in shown
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM shelf_recommendation")
        names = [column[0] for column in cursor.description]
    assert not [name for name in names if "member" in name or name.endswith("by_id")]
    put(rowan, own)
    file = json.loads(_file(cast, own))
    assert [one["address"] for one in file["shelf"]] == ["https://www.slow.example/help/"]


def _file(cast: Cast, own: Post) -> str:
    from leeward.leaving import words

    return "".join(words.as_json(cast.rowan))


def test_a_moderator_gathers_from_others_posts(cast: Cast, said: Post) -> None:
    wren, ash = cast.client(cast.wren), cast.client(cast.ash)
    assert f"/p/{said.ref}/shelf" in wren.get(f"/t/{said.topic.ref}").content.decode()
    put(wren, said)
    shown = words_of(ash)
    assert "put here by a moderator" in shown
    assert "rowan" in shown
    row = Recommendation.objects.get()
    assert ash.post(f"/shelf/said/{row.ref}/off").status_code == 403
    assert cast.client(cast.rowan).post(f"/shelf/said/{row.ref}/off").status_code == 302
    assert not Entry.objects.exists()


def test_a_dead_one_is_said_by_anybody_and_settled_by_who_may(cast: Cast, said: Post) -> None:
    rowan, ash, wren = cast.client(cast.rowan), cast.client(cast.ash), cast.client(cast.wren)
    place = put(rowan, said)
    assert ash.post(place, {"do": "confirm"}).status_code == 403
    assert ash.post(place, {"do": "dead"}).status_code == 302
    assert "Nobody has looked again yet" in words_of(wren)
    assert ash.post(place, {"do": "works"}).status_code == 403
    assert "It works after all" not in words_of(ash, place)
    assert "It works after all" in words_of(rowan, place)
    rowan.post(place, {"do": "works"})
    assert "Nobody has looked again yet" not in words_of(wren)
    refused = ash.post(place, {"do": "dead"})
    assert refused.status_code == 403
    assert "tell a moderator" in refused.content.decode()
    Entry.objects.update(works_at=None)
    ash.post(place, {"do": "dead"})
    wren.post(place, {"do": "confirm"})
    assert 'class="dead"' in words_of(ash)
    wren.post(place, {"do": "works"})
    assert 'class="dead"' not in words_of(ash)
    assert ash.post(place, {"do": "other"}).status_code == 400


def test_it_is_narrowed_by_kind_language_and_country(cast: Cast, said: Post) -> None:
    rowan, ash = cast.client(cast.rowan), cast.client(cast.ash)
    put(rowan, said, language="de", country="Österreich")
    put(rowan, said, kind="book", what="A House by Water", address="", language="en")
    assert "Slow mornings" not in words_of(ash, "/shelf?kind=book")
    assert "A House by Water" in words_of(ash, "/shelf?kind=book")
    assert "A House by Water" not in words_of(ash, "/shelf?language=de")
    sign = words_of(ash).split('value="', 1)[1]
    sign = words_of(ash).split(">Österreich")[0].rpartition('value="')[2].rstrip('"')
    assert "Slow mornings" in words_of(ash, f"/shelf?country={sign}")
    assert "A House by Water" not in words_of(ash, f"/shelf?country={sign}")
    assert "A House by Water" in words_of(ash, "/shelf?kind=nonsense&language=nonsense&country=nonsense&page=x")


def test_a_page_costs_the_same_however_much_stands_there(
    cast: Cast, said: Post, django_assert_num_queries: Any
) -> None:
    for number in range(rules.OF_A_POST * 4):
        post = said if number == 0 else makers.reply(cast.rowan, said.topic, "x")
        for _more in range(2):
            actions.recommend(by=cast.rowan, post=post, thing=Thing("book", f"Book {number}"))
    ash = cast.client(cast.ash)
    words_of(ash)
    for address, count in (("/shelf", 30), ("/shelf?page=2", 10), ("/shelf?kind=link", 0)):
        with django_assert_num_queries(5 if count else 4):
            assert words_of(ash, address).count('class="shelf-name"') == count


def test_one_post_recommends_only_so_much(cast: Cast, said: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "OF_A_POST", 1)
    rowan = cast.client(cast.rowan)
    put(rowan, said)
    put(rowan, said, why="Said anew")
    assert rowan.post(f"/p/{said.ref}/shelf", {**LINK, "address": "https://b.example/"}).status_code == 403


def test_a_struck_phrase_goes_from_the_shelf(cast: Cast, said: Post) -> None:
    rowan = cast.client(cast.rowan)
    put(rowan, said, why="As in Grimvolk")
    put(rowan, said, kind="book", what="Of Grimvolk", address="")
    shown = rowan.post(f"/p/{said.ref}/strike", {"phrase": "Grimvolk", "do": "look"}).content.decode()
    assert "2 things that you put on the shelf" in shown
    rowan.post(f"/p/{said.ref}/strike", {"phrase": "Grimvolk", "do": "strike"})
    assert [row.why for row in Recommendation.objects.all()] == ["As in […]"]
    assert Entry.objects.count() == 1


def test_erased_or_let_go_it_is_gone(cast: Cast, said: Post) -> None:
    put(cast.client(cast.rowan), said)
    taking_down.take_down(by=cast.rowan, post=said)
    cast.client(cast.rowan).post(f"/p/{said.ref}/decide", {"do": "let_go"})
    assert not Entry.objects.exists()


def test_nothing_is_asked_of_another_machine(cast: Cast, said: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*args: object, **more: object) -> None:
        raise AssertionError("somebody asked the net")

    monkeypatch.setattr(socket, "create_connection", never)
    monkeypatch.setattr(socket, "getaddrinfo", never)
    rowan = cast.client(cast.rowan)
    place = put(rowan, said)
    rowan.post(place, {"do": "dead"})
    assert 'class="dead"' in words_of(rowan)
