"""A name for one topic can be written to like anybody, and nothing says whose it is."""

import pytest
from django.apps import apps

from leeward.members.models import Member
from leeward.moderation.models import Case
from tests import makers
from tests.cast import Cast
from tests.conversations.talk import accept, answer, ask, plain, read, requests_of, say
from tests.conversations.test_sealing import everything


@pytest.fixture
def heron(cast: Cast) -> Member:
    """rowan's name in one topic."""
    makers.topic(cast.rowan, cast.board, "Under another name", alias="Heron Quay")
    return Member.objects.get(name="Heron Quay")


def test_a_request_to_another_name_reaches_whose_it_is_and_is_answered_under_it(cast: Cast, heron: Member) -> None:
    ash, rowan = cast.client(cast.ash), cast.client(cast.rowan)
    assert ash.post("/c/new", {"name": "heron quay"}).headers["Location"] == f"/m/{heron.ref}/write"
    mine = ask(ash, heron, "You wrote about the pier.")
    page = read(rowan, "/c")
    assert "to you as Heron Quay" in page
    theirs = accept(rowan)
    say(rowan, theirs, "I did.")
    page = read(ash, f"/c/{mine}")
    assert "I did." in page
    assert "Heron Quay" in page
    assert "rowan" not in page
    assert "rowan" not in read(ash, f"/c/{mine}/report")
    for person in (cast.linden, cast.wren):
        assert cast.client(person).get(f"/c/{theirs}").status_code == 404


def test_the_preview_stands_under_the_name_that_the_message_will_stand_under(cast: Cast, heron: Member) -> None:
    ash, rowan = cast.client(cast.ash), cast.client(cast.rowan)
    mine = ask(ash, heron)
    theirs = accept(rowan)
    for client, place, name in ((rowan, theirs, "Heron Quay"), (ash, mine, "ash")):
        answer = client.post(f"/c/{place}/write", {"body": "It was late.", "do": "preview"})
        shown = answer.content.decode().partition('class="preview"')[2].partition("</section>")[0]
        assert f"<bdi>{name}</bdi>" in shown


def test_to_whoever_asks_another_name_is_somebody_of_its_own(cast: Cast, heron: Member) -> None:
    """Asking both is asking two people; each page of the one is that of the other."""
    Member.objects.filter(pk=cast.ash.pk).update(approved_at=cast.ash.joined_at)
    ash = cast.client(cast.ash)
    other = makers.member("other", approved=True)
    places = {face.ref: ask(ash, face) for face in (heron, other)}
    answer(cast.client(cast.rowan), requests_of(cast.client(cast.rowan))[0], "decline")
    pages = [
        plain(read(ash, f"/c/{places[face.ref]}"), face.ref, face.name, places[face.ref]) for face in (heron, other)
    ]
    assert pages[0] == pages[1]
    assert ash.get(f"/m/{cast.rowan.ref}/write").status_code == 200, (
        "to have asked the one is not to have asked the other"
    )
    together = ask(cast.client(cast.wren), cast.rowan, "Both.", note="Heron Quay")
    assert len(requests_of(cast.client(cast.rowan))) == 2
    assert "Heron Quay" in read(cast.client(cast.wren), f"/c/{together}")


def test_nobody_writes_to_another_name_of_their_own_and_blocks_nobody_from_behind_it(cast: Cast, heron: Member) -> None:
    rowan = cast.client(cast.rowan)
    assert rowan.get(f"/m/{heron.ref}/write").status_code == 403
    ask(cast.client(cast.ash), heron)
    place = requests_of(rowan)[0]
    assert "block" not in read(rowan, f"/c/{place}").partition('<form class="sheet"')[2].partition("<p class")[2][:600]
    assert rowan.post(f"/c/{place}/answer", {"do": "block"}).status_code == 403
    answer(rowan, place, "accept")
    assert "Leave it and block" not in read(rowan, f"/c/{place}/leave")
    rowan.post(f"/c/{place}/leave", {"do": "block"})
    assert "You have blocked" not in read(rowan, f"/m/{cast.ash.ref}")


def test_no_row_says_whose_name_it_is(cast: Cast, heron: Member) -> None:
    """With a request, its answer, a message, a report and a look, rowan stands nowhere in the tables of this room."""
    ash, rowan = cast.client(cast.ash), cast.client(cast.rowan)
    mine = ask(ash, heron)
    theirs = accept(rowan)
    words = say(rowan, theirs, "I did.")
    ash.post(f"/c/{mine}/report", {"wanted": [words, "threat"], "body": "", "do": "send"})
    cast.client(cast.wren).post(f"/desk/{Case.objects.get().ref}", {"do": "look", "reason": "To see."})
    assert "to you as Heron Quay" in read(rowan, "/me/looks")
    rooms = ("conversations", "notices", "moderation")
    models = [model for room in rooms for model in apps.get_app_config(room).get_models()]
    pointing = [
        (model, field.name) for model in models for field in model._meta.fields if field.related_model is Member
    ]
    assert len(pointing) > 5
    for model, name in pointing:
        assert not model._default_manager.filter(**{name: cast.rowan}).exists(), (model, name)
    for table, cells in everything().items():
        if table.startswith("conversations_"):
            assert cast.rowan.ref.lower().encode() not in cells, table
