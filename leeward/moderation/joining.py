"""Splitting a topic and joining two: posts go from one to the other with new numbers, and can go back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q

from leeward.answering.models import Owed
from leeward.boards.counting import recount
from leeward.boards.models import Post, Topic
from leeward.boards.rendering import rerender
from leeward.boards.subscriptions import begin_to_follow

Before = dict[str, Any]


def split(first: Post) -> Before:
    """This post and all after it become a topic of their own, on the same board, under the same title."""
    here = Topic.objects.select_for_update().get(pk=first.topic_id)
    posts = list(here.posts.filter(number__gte=first.number).select_related("author").order_by("number"))
    made = Topic.objects.create(
        board_id=here.board_id,
        author=first.author,
        title=here.title,
        opened_at=first.written_at,
        last_post_at=first.written_at,
        held_at=first.held_at,
    )
    before = _note(here, made, posts, is_new=True)
    _carry(posts, made, from_number=1)
    for author in {post.author for post in posts if post.author}:
        begin_to_follow(author, made)
    _settle([here, made])
    return before


def merge(pk: int, into_ref: str) -> Before:
    """All posts of the one stand at the end of the other; the one is empty from then on, and nobody finds it."""
    locked = {
        one.pk: one for one in Topic.objects.select_for_update().filter(Q(pk=pk) | Q(ref=into_ref)).order_by("pk")
    }
    here = locked[pk]
    into = next(topic for topic in locked.values() if topic.ref == into_ref)
    posts = list(here.posts.order_by("number"))
    before = _note(here, into, posts, is_new=False)
    Topic.objects.filter(pk=here.pk).update(joined_to=into, joined_from=into.last_number + 1)
    _carry(posts, into, from_number=into.last_number + 1)
    _settle([here, into])
    return before


def _note(here: Topic, there: Topic, posts: Sequence[Post], *, is_new: bool) -> Before:
    numbers = {str(post.pk): post.number for post in posts}
    in_story = {str(post.pk): post.in_story_at.isoformat() for post in posts if post.in_story_at}
    return {
        "in_story": in_story,
        **{"from": here.pk, "to": there.pk, "is_new": is_new, "numbers": numbers},
        **{"from_last": here.last_number, "to_last": there.last_number},
    }


def _carry(posts: Sequence[Post], to: Topic, *, from_number: int) -> None:
    """In order: the numbers of a topic are given once each, so none is ever taken while another has it."""
    number = from_number
    for post in posts:
        Post.objects.filter(pk=post.pk).update(topic=to, number=number, in_story_at=None)  # a story is of its topic
        number += 1
    if number - 1 > to.last_number:
        Topic.objects.filter(pk=to.pk).update(last_number=number - 1)
    ids = [post.pk for post in posts]
    _follow_up(ids, to.pk)
    rerender(Post.objects.filter(pk__in=ids))  # paragraphs bear the number of their post


def take_back(before: Before) -> None:
    """The posts stand where they stood. A topic that was made for them goes, unless somebody wrote in it since."""
    ids = [int(pk) for pk in before["numbers"]]
    pair = [before["from"], before["to"]]
    topics = {one.pk: one for one in Topic.objects.select_for_update().filter(pk__in=pair).order_by("pk")}
    here, there = topics[before["from"]], topics[before["to"]]
    for pk, number in before["numbers"].items():
        since = before["in_story"].get(pk)
        moved = {"topic": here, "number": number, "in_story_at": datetime.fromisoformat(since) if since else None}
        Post.objects.filter(pk=int(pk), topic=there).update(**moved)
    _follow_up(ids, here.pk)
    last = max(here.last_number, before["from_last"])
    Topic.objects.filter(pk=here.pk).update(last_number=last, joined_to=None, joined_from=0)
    rerender(Post.objects.filter(pk__in=ids))
    recount(here)
    left = there.posts.order_by("-number").values_list("number", flat=True).first()
    if before["is_new"] and left is None:
        there.delete()
        return
    Topic.objects.filter(pk=there.pk).update(last_number=max(before["to_last"], left or 0))
    recount(there)


def _follow_up(ids: list[int], topic: int) -> None:
    Owed.objects.filter(post__in=ids).update(topic=topic)


def _settle(topics: Iterable[Topic]) -> None:
    for topic in topics:
        recount(topic)
