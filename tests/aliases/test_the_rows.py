"""What somebody finds who has the database, and not the key that stands outside it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model, OneToOneField

from leeward.boards.models import Post, Topic
from leeward.drafts.models import Draft
from leeward.members import aliases
from leeward.members.models import Alias, Member
from leeward.web import sealing
from tests.cast import Cast


def values(row: Model) -> Iterator[tuple[str, Any]]:
    """Every column as it stands; what one points at by its table and id."""
    for column in row._meta.concrete_fields:
        value = getattr(row, column.attname)
        if isinstance(column, ForeignKey | OneToOneField):
            yield column.name, (column.related_model._meta.db_table, value)
        else:
            yield column.name, bytes(value) if isinstance(value, memoryview) else value


def everything() -> Iterator[Model]:
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed:
            yield from model._default_manager.all()


def test_no_row_holds_both_ends_but_how_far_its_owner_has_read(cast: Cast, curlews: Topic) -> None:
    """Ids and refs of the account on one side; of the face, the topic and its posts on the other."""
    face, posts = Member.objects.get(name="curlew"), list(Post.objects.filter(author__name="curlew"))
    theirs = {("members_member", face.pk), ("boards_topic", curlews.pk), *(("boards_post", post.pk) for post in posts)}
    words = [face.ref, face.name, curlews.ref, *(post.ref for post in posts)]
    both = set()
    for row in everything():
        there = dict(values(row))
        of_owner = ("members_member", cast.rowan.pk) in there.values() or tells(there, [cast.rowan.ref, "rowan"])
        if of_owner and (
            theirs & {value for value in there.values() if isinstance(value, tuple)} or tells(there, words)
        ):
            both.add(row._meta.label)
    assert both == {"boards.Reading"}


def tells(there: dict[str, Any], words: list[str]) -> bool:
    """Whether any of the words stands in a column, also in bytes."""
    texts = [value for value in there.values() if isinstance(value, str)]
    texts += [value.decode("latin-1") for value in there.values() if isinstance(value, bytes)]
    return any(word in text for word in words for text in texts)


def test_no_value_stands_in_rows_of_both(cast: Cast, curlews: Topic) -> None:
    """A number of a form, a digest, a mark: what is the same in two rows joins them as well as a name."""
    face = Member.objects.get(name="curlew")
    hers: set[object] = set()
    its: set[object] = set()
    for row in everything():
        if row._meta.label == "boards.Reading":
            continue  # the one that stands for both: see above
        there = dict(values(row))
        long: set[object] = {value for value in there.values() if isinstance(value, str | bytes) and len(value) >= 10}
        long |= {value for value in there.values() if isinstance(value, datetime) and value.microsecond}
        if ("members_member", cast.rowan.pk) in there.values() or (row._meta.label, row.pk) == (
            "members.Member",
            cast.rowan.pk,
        ):
            hers |= long
        if {("members_member", face.pk), ("boards_topic", curlews.pk)} & {
            v for v in there.values() if isinstance(v, tuple)
        }:
            its |= long
    assert len(hers) > 10
    assert len(its) > 5
    assert hers & its == set()


def test_the_mark_and_the_seal_are_nothing_without_the_key(
    cast: Cast, curlews: Topic, settings: Any, tmp_path: Any
) -> None:
    alias = Alias.objects.get()
    assert sealing.unseal(bytes(alias.owner), for_=f"owner of {alias.face.ref}") == cast.rowan.ref
    assert aliases.is_own(cast.rowan, alias.face_id)
    settings.DATA = tmp_path
    assert not aliases.is_own(cast.rowan, alias.face_id)
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(bytes(alias.owner), for_=f"owner of {alias.face.ref}")


def test_a_draft_does_not_say_in_its_row_where_it_is_meant_for(cast: Cast, curlews: Topic) -> None:
    for draft in Draft.objects.all():
        there = dict(values(draft))
        assert not tells(there, [curlews.ref, cast.board.ref, "/t/", "/b/"])
        assert draft.target
    assert Draft.objects.exclude(posted_at=None).first().posted_to  # type: ignore[union-attr]
