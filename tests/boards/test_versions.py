"""What a published post said before: its author's to see, take up again and strike; others' as the board says."""

import pytest

from leeward.boards.access import VersionsShown
from leeward.boards.models import Post, Revision
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet, shown


@pytest.fixture
def post(cast: Cast) -> Post:
    post = makers.topic(cast.ash, cast.board, body="The first words.").posts.get()
    ash = cast.client(cast.ash)
    for words in ("The second words.", "The third words."):
        Sheet(ash, f"/p/{post.ref}/edit").send(words, title="A quiet question")
    return post


def test_the_author_sets_an_old_version_beside_the_post(cast: Cast, post: Post) -> None:
    page = shown(cast.client(cast.ash).get(f"/p/{post.ref}/versions?version=1"))
    assert "<mark>first</mark>" in page
    assert "<mark>third</mark>" in page


def test_others_see_versions_only_where_the_board_says_so(cast: Cast, post: Post) -> None:
    rowan = cast.client(cast.rowan)
    assert rowan.get(f"/p/{post.ref}/versions").status_code == 404
    cast.board.versions_shown = VersionsShown.READERS
    cast.board.save()
    page = shown(rowan.get(f"/p/{post.ref}/versions?version=1"))
    assert "<mark>first</mark>" in page
    assert "Strike it" not in page


def test_an_old_version_is_taken_up_again_in_the_composer(cast: Cast, post: Post) -> None:
    sheet = Sheet(cast.client(cast.ash), f"/p/{post.ref}/edit?version=1")
    assert sheet.body == "The first words."
    sheet.send(sheet.body, title="A quiet question")
    post.refresh_from_db()
    assert post.source == "The first words."


def test_a_struck_version_has_no_words_and_is_still_counted(cast: Cast, post: Post) -> None:
    first = Revision.objects.order_by("pk")[0]
    refused = cast.client(cast.wren).post(f"/p/{post.ref}/versions/strike", {"version": first.pk})
    assert refused.status_code == 403
    ash = cast.client(cast.ash)
    ash.post(f"/p/{post.ref}/versions/strike", {"version": first.pk})
    first.refresh_from_db()
    assert (first.source, first.note) == ("", "")
    page = shown(ash.get(f"/p/{post.ref}/versions?version=1"))
    assert "Struck by its author" in page
    assert "<mark>" not in page
    assert Sheet(ash, f"/p/{post.ref}/edit?version=1").body == "The third words."


def test_an_administrator_says_who_sees_versions(cast: Cast, post: Post) -> None:
    linden = cast.client(cast.linden)
    fields = {"title": "Living with it", "group": cast.board.group_id, "position": 1, "readers": "members"}
    linden.post(f"/house/boards/{cast.board.ref}", {**fields, "writers": "members", "versions_shown": "readers"})
    cast.board.refresh_from_db()
    assert cast.board.versions_shown == VersionsShown.READERS
