"""Administrators make, change and remove boards; nobody else does."""

from leeward.boards.access import Who
from leeward.boards.models import Board, BoardGroup
from leeward.members.models import Circle
from tests import makers
from tests.cast import Cast


def fields(group: BoardGroup, **changes: object) -> dict[str, object]:
    """A filled form for a board."""
    return {
        "title": "By the window",
        "about": "For quiet days.",
        "group": group.pk,
        "position": 3,
        "readers": Who.MEMBERS,
        "writers": Who.MEMBERS,
        "readers_circle": "",
        "writers_circle": "",
        **changes,
    }


def test_an_administrator_makes_a_heading_and_a_board_under_it(cast: Cast) -> None:
    linden = cast.client(cast.linden)
    assert linden.post("/house/boards/group", {"title": "Getting through", "position": 1}).status_code == 302
    group = BoardGroup.objects.get(title="Getting through")
    assert linden.post("/house/boards/board", fields(group)).status_code == 302
    shown = cast.client(cast.ash).get("/").content.decode()
    assert "Getting through" in shown
    assert "By the window" in shown
    assert "By the window" in linden.get("/house/boards").content.decode()


def test_a_board_is_given_to_a_circle_and_the_circle_must_be_named(cast: Cast) -> None:
    linden = cast.client(cast.linden)
    circle = Circle.objects.create(name="The small table")
    address = f"/house/boards/{cast.board.ref}"
    unnamed = linden.post(address, fields(cast.board.group, readers=Who.CIRCLE))
    assert unnamed.status_code == 422
    assert "Please choose the circle." in unnamed.content.decode()
    assert "By the window" in unnamed.content.decode()
    assert (
        linden.post(address, fields(cast.board.group, readers=Who.CIRCLE, readers_circle=circle.pk)).status_code == 302
    )
    assert cast.client(cast.ash).get(f"/b/{cast.board.ref}").status_code == 404


def test_strangers_never_write(cast: Cast) -> None:
    answer = cast.client(cast.linden).post("/house/boards/board", fields(cast.board.group, writers=Who.EVERYONE))
    assert answer.status_code == 422
    assert "Only members can write." in answer.content.decode()


def test_nobody_else_arranges_boards(cast: Cast) -> None:
    for member in (cast.ash, cast.rowan, cast.wren):
        client = cast.client(member)
        for address in ("/house/boards", "/house/boards/group", "/house/boards/board"):
            refused = client.get(address)
            assert refused.status_code == 403
            assert "Only administrators arrange the boards." in refused.content.decode()
        assert client.post("/house/boards/board", fields(cast.board.group)).status_code == 403
    assert Board.objects.count() == 1


def test_what_holds_words_cannot_be_removed(cast: Cast) -> None:
    linden = cast.client(cast.linden)
    makers.topic(cast.ash, cast.board)
    kept = linden.post(f"/house/boards/{cast.board.ref}", {"do": "remove"})
    assert kept.status_code == 422
    assert "People have written on this board" in kept.content.decode()
    full = linden.post(f"/house/boards/group/{cast.board.group_id}", {"do": "remove"})
    assert full.status_code == 422
    empty = makers.board("Empty")
    assert linden.post(f"/house/boards/{empty.ref}", {"do": "remove"}).status_code == 302
    assert linden.post(f"/house/boards/group/{empty.group_id}", {"do": "remove"}).status_code == 302
    assert list(Board.objects.all()) == [cast.board]
