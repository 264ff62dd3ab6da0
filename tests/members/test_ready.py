"""Queries that stand ready are asked with each reader's own values, and refused where that would not be true."""

from collections.abc import Callable

import pytest
from django.db.models import QuerySet
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from leeward.boards.models import Post
from leeward.members import sight
from leeward.members.models import Member
from leeward.members.ready import NotReady, Ready
from tests import makers
from tests.cast import Cast


def seen(reader: Member | None, words: str) -> "QuerySet[Post]":
    return Post.objects.visible_to(reader).filter(source=words).order_by("pk")


def test_each_reader_finds_what_the_query_itself_would_find(
    cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    closed = makers.board("Behind the door", readers="approved")
    for by, board in ((cast.ash, cast.board), (cast.rowan, closed), (cast.linden, cast.board)):
        makers.topic(by, board, body="It was late.")
    sight.block(by=cast.ash, other=cast.rowan)
    query = Ready(seen)
    readers = [None, *Member.objects.order_by("pk"), *Member.objects.order_by("-pk")]
    found = []
    for reader in readers:
        for words in ("It was late.", "nothing of it"):
            query.rows(reader, words)
            with django_assert_max_num_queries(1):
                rows = query.rows(reader, words)
            assert rows == list(seen(reader, words)), f"{reader} {words}"
            found.append(len(rows))
    assert {0, 2, 3} <= set(found), "some see more than others"


def refused(build: Callable[..., "QuerySet[Member]"], reader: Member, *values: str) -> None:
    with pytest.raises((NotReady, Member.DoesNotExist)):
        Ready(build).rows(reader, *values)


@pytest.mark.django_db
def test_what_belongs_to_one_reader_or_one_moment_alone_is_refused(cast: Cast) -> None:
    everybody = Member.objects.all()
    refused(lambda reader: everybody.filter(joined_at__lt=timezone.now()), cast.ash)
    refused(lambda reader: everybody.filter(name=reader.name), cast.ash)
    refused(lambda reader, words: everybody.filter(name=words.upper()), cast.ash, "ash")
    refused(lambda reader, words: everybody.filter(pk__in=range(len(words) if "1" in words else 1)), cast.ash, "ash")
    chosen = Ready(lambda reader, name: everybody.filter(name=name).exclude(pk=reader.pk))
    assert chosen.rows(cast.ash, "ash") == []
    assert chosen.rows(cast.rowan, "ash") == [cast.ash]
