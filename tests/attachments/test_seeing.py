"""Who sees a picture: whoever may see a post that shows it, its owner, and nobody else."""

import pytest
from django.db.models import Q
from django.test import Client

from leeward.attachments import files
from leeward.attachments.models import Attachment
from leeward.boards.models import Post, Topic
from leeward.members import sight
from leeward.members.models import Circle
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet, shown

pytestmark = pytest.mark.django_db


def seen_by(cast: Cast, picture: Attachment) -> set[str]:
    """Whom the picture's address answers with the picture; everybody else with 404 and nothing in it."""
    found = set()
    for name in ("ash", "rowan", "briar", "wren", "linden", "stranger"):
        client = Client() if name == "stranger" else cast.client(getattr(cast, name))
        answer = client.get(f"/a/{picture.ref}")
        if answer.status_code == 200:
            assert answer.content == b"points"
            found.add(name)
        else:
            assert answer.status_code == (302 if name == "briar" else 404)
            assert b"points" not in answer.content
    return found


@pytest.fixture
def picture(cast: Cast) -> Attachment:
    """rowan's."""
    return makers.picture(cast.rowan, b"points")


def show(cast: Cast, picture: Attachment, **board: object) -> Post:
    """A reply by rowan that shows it, in a topic of its own."""
    topic = makers.topic(cast.rowan, makers.board("Its board", **board))
    return makers.reply(cast.rowan, topic, f"Look:\n\n[picture {picture.ref}: a heron]")


def test_before_it_stands_in_a_post_only_its_owner_sees_it(cast: Cast, picture: Attachment) -> None:
    assert seen_by(cast, picture) == {"rowan"}


@pytest.mark.parametrize(
    ("readers", "expected"),
    [
        ("everyone", {"ash", "rowan", "wren", "linden", "stranger"}),
        ("members", {"ash", "rowan", "wren", "linden"}),
        ("approved", {"rowan", "wren", "linden"}),
        ("circle", {"rowan", "wren", "linden"}),
    ],
)
def test_who_may_read_the_board_sees_it(cast: Cast, picture: Attachment, readers: str, expected: set[str]) -> None:
    circle = Circle.objects.create(name="The few")
    cast.rowan.circles.add(circle)
    show(cast, picture, readers=readers, readers_circle=circle if readers == "circle" else None)
    assert seen_by(cast, picture) == expected


def test_in_two_posts_it_is_seen_by_the_readers_of_either(cast: Cast, picture: Attachment) -> None:
    show(cast, picture, readers="approved")
    assert "ash" not in seen_by(cast, picture)
    second = show(cast, picture, readers="members")
    assert "ash" in seen_by(cast, picture)
    cast.client(cast.rowan).post(f"/p/{second.ref}/take-down")
    assert "ash" not in seen_by(cast, picture)


def test_taken_down_it_is_gone_for_all_but_its_owner_and_put_back_it_is_there(cast: Cast, picture: Attachment) -> None:
    post, rowan = show(cast, picture), cast.client(cast.rowan)
    rowan.post(f"/p/{post.ref}/take-down")
    assert seen_by(cast, picture) == {"rowan"}
    rowan.post(f"/p/{post.ref}/put-back")
    assert seen_by(cast, picture) == {"ash", "rowan", "wren", "linden"}


def test_a_story_taken_down_takes_its_pictures_along(cast: Cast, picture: Attachment) -> None:
    topic = makers.topic(cast.rowan, cast.board, body=f"[picture {picture.ref}: a heron]")
    cast.client(cast.rowan).post(f"/t/{topic.ref}/take-down")
    assert seen_by(cast, picture) == {"rowan"}


def test_edited_out_it_is_gone_for_all_but_its_owner(cast: Cast, picture: Attachment) -> None:
    post = show(cast, picture)
    cast.client(cast.rowan).post(f"/p/{post.ref}/edit", {"body": "Nothing to look at.", "do": "post"})
    assert Post.objects.get(pk=post.pk).source == "Nothing to look at."
    assert seen_by(cast, picture) == {"rowan"}


def test_hidden_by_a_moderator_moderators_still_see_it(cast: Cast, picture: Attachment) -> None:
    post = show(cast, picture)
    Post.objects.filter(pk=post.pk).update(hidden_at=post.written_at)
    assert seen_by(cast, picture) == {"rowan", "wren", "linden"}
    Post.objects.filter(pk=post.pk).update(hidden_at=None)
    Topic.objects.filter(pk=post.topic_id).update(hidden_at=post.written_at)
    assert seen_by(cast, picture) == {"rowan", "wren", "linden"}


def test_a_block_hides_it_both_ways(cast: Cast, picture: Attachment) -> None:
    show(cast, picture)
    sight.block(by=cast.ash, other=cast.rowan)
    assert seen_by(cast, picture) == {"rowan", "wren", "linden"}
    sight.unblock(by=cast.ash, other=cast.rowan)
    sight.block(by=cast.rowan, other=cast.ash)
    assert seen_by(cast, picture) == {"rowan", "wren", "linden"}


def test_under_another_name_no_row_and_no_address_leads_from_the_picture_to_its_owner(
    cast: Cast, picture: Attachment
) -> None:
    own, rowan = show(cast, makers.picture(cast.rowan, b"points")), cast.client(cast.rowan)
    topic = makers.topic(cast.rowan, cast.board, body=f"Look:\n\n[picture {picture.ref}: a heron]", alias="Willow")
    assert f"/a/{picture.ref}" in topic.posts.get().html
    picture.refresh_from_db()
    assert (picture.owner_id, picture.once, picture.digest) == (topic.author_id, "", "")
    assert picture.owner_id != cast.rowan.pk
    assert seen_by(cast, picture) == {"ash", "rowan", "wren", "linden"}
    rowan.post(f"/p/{topic.posts.get().ref}/take-down")
    assert seen_by(cast, picture) == {"rowan"}, "it is still rowan's own"

    # The same address under two names would tell: neither name shows what stands under the other.
    mine = own.source.partition("[picture ")[2][:11]
    both = f"[picture {picture.ref}: x]\n\n[picture {mine}: y]"
    as_rowan = makers.reply(cast.rowan, own.topic, both)
    assert f"/a/{mine}" in as_rowan.html
    assert f"/a/{picture.ref}" not in as_rowan.html
    begun = makers.topic(cast.ash, cast.board)
    as_other = makers.reply(cast.rowan, begun, both, alias="Sorrel")
    assert "/a/" not in as_other.html
    sheet = Sheet(rowan, f"/t/{begun.ref}/reply")
    assert f'src="/a/{mine}"' not in shown(sheet.send(both, do="preview"))


def test_a_reply_under_another_name_keeps_its_picture_when_it_is_changed(cast: Cast, picture: Attachment) -> None:
    topic = makers.topic(cast.ash, cast.board)
    post = makers.reply(cast.rowan, topic, f"[picture {picture.ref}: x]", alias="Sorrel")
    rowan = cast.client(cast.rowan)
    Sheet(rowan, f"/p/{post.ref}/edit").send(f"Now:\n\n[picture {picture.ref}: a heron]")
    changed = Post.objects.get(pk=post.pk)
    assert changed.source.startswith("Now:")
    assert f"/a/{picture.ref}" in changed.html


def test_naming_somebodys_picture_shows_it_to_nobody(cast: Cast, picture: Attachment) -> None:
    porch = makers.board("The porch", readers="everyone")
    makers.topic(cast.ash, porch, body=f"[picture {picture.ref}: x]\n\nand in a line [picture {picture.ref}: y] too")
    assert seen_by(cast, picture) == {"rowan"}


def test_a_post_that_only_says_its_number_shows_it_to_nobody(cast: Cast, picture: Attachment) -> None:
    post = show(cast, picture)
    Post.objects.filter(Q(pk=post.pk)).update(html="<p>Its words were struck.</p>")
    assert seen_by(cast, picture) == {"rowan"}


def test_every_answer_forbids_all_and_is_kept_nowhere(cast: Cast, picture: Attachment) -> None:
    headers = cast.client(cast.rowan, "shared").get(f"/a/{picture.ref}").headers
    assert headers["Cache-Control"] == "no-store"
    assert headers["Content-Security-Policy"].startswith("default-src 'none';")
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "ETag" not in headers
    assert "Last-Modified" not in headers


def test_a_file_that_is_missing_or_was_changed_for_another_is_no_picture(cast: Cast, picture: Attachment) -> None:
    rowan, other = cast.client(cast.rowan), makers.picture(cast.ash, b"another")
    (files.folder() / picture.ref).write_bytes((files.folder() / other.ref).read_bytes())
    assert rowan.get(f"/a/{picture.ref}").status_code == 404
    files.forget([picture.ref])
    assert rowan.get(f"/a/{picture.ref}").status_code == 404
