"""Whom a new post concerns, found by the worker; and how a post is shown among notices."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from leeward import words
from leeward.boards.access import Who
from leeward.boards.marks import Followed, Reading, Subscription
from leeward.boards.models import Post, PostRows, own
from leeward.boards.rendering import MENTIONS_MAX, names_in
from leeward.members.models import Member, Role
from leeward.members.names import name_key
from leeward.members.ready import Ready
from leeward.notices.models import Notice, What
from leeward.notices.subjects import Shown, Subject
from leeward.notices.telling import Happened, tell

BOARD = "topic__board__"


def post_written(detail: dict[str, Any]) -> None:
    """{"post": id}: tell those whom it quotes, mentions or answers, each once, by the nearest of these reasons."""
    post = _standing(detail)
    if post is None:
        return
    read = words.render(post.source, anchor="p1", names=names_in(post.source))
    whom: dict[int, list[What]] = {}
    for what, members in (
        (What.QUOTED, _quoted(read)),
        (What.MENTIONED, _mentioned(read)),
        (What.UPDATE, followers_of_story(post, post.written_at) if post.in_story_at else []),
        (What.ANSWERED, _followers(post)),
    ):
        for member in members:
            whom.setdefault(member, []).append(what)
    _tell(post, whom)


def update_marked(detail: dict[str, Any]) -> None:
    """{"post": id}: it was made an update after it was written. Whoever has read it, or was told of it, knows it."""
    post = _standing(detail)
    if post is None or post.in_story_at is None:
        return
    known = Reading.objects.filter(topic=post.topic_id, seen_number__gte=post.number).values_list(
        "member_id", flat=True
    )
    whom = set(followers_of_story(post, post.in_story_at)) - set(known)
    _tell(post, {member: [What.UPDATE] for member in whom})


def update_unmarked(detail: dict[str, Any]) -> None:
    """{"post": id}: whoever was told of it as an update only is told of it no more; the others, of an answer."""
    post = _standing(detail)
    if post and post.in_story_at is None:
        told = Notice.objects.filter(subject="post", about=post.ref, what=What.UPDATE)
        told.filter(member__in=_followers(post)).update(what=What.ANSWERED)
        told.delete()


def _standing(detail: dict[str, Any]) -> Post | None:
    rows = Post.objects.select_related("topic__board").filter(taken_down_at=None, hidden_at=None)
    return rows.filter(pk=detail["post"]).first()


def _tell(post: Post, whom: dict[int, list[What]]) -> None:
    if post.author_id:
        whom.pop(post.author_id, None)
    tell(Happened("post", post.ref, post.topic.ref, post.number, post.written_at), whom)


def _quoted(read: words.Rendered) -> list[int]:
    """Authors of what the post itself quotes. What came along inside a quote is no news to its author."""
    refs = {quote.post for quote in read.quotes if quote.depth == 1 and quote.post}
    authors = Post.objects.filter(ref__in=refs, author__isnull=False).values_list("author_id", flat=True)
    return [author for author in authors if author]


def _mentioned(read: words.Rendered) -> list[int]:
    keys = [name_key(name) for name in read.mentions[:MENTIONS_MAX]]
    return list(Member.objects.filter(name_key__in=keys, closed_at=None).values_list("pk", flat=True)) if keys else []


def _followers(post: Post) -> list[int]:
    """Those who followed the topic when the post was written, however late the worker comes to it."""
    rows = Subscription.objects.filter(topic=post.topic_id, what=Followed.ALL, since__lt=post.written_at)
    return list(rows.values_list("member_id", flat=True))


def followers_of_story(post: Post, at: datetime) -> list[int]:
    """Those who follow its topic or one before it in the same story, and began to before that moment.

    The nearest of these topics of which somebody said anything decides; of one that they may not read any more they
    are told nothing by another's posts. Two queries.
    """
    here = Q(topic=post.topic_id)
    if post.topic.story_id:
        here |= Q(topic__story=post.topic.story_id, topic__lt=post.topic_id) & _still_read()
    rows = Subscription.objects.filter(here, since__lt=at).order_by("topic_id")
    said = dict(rows.values_list("member_id", "what"))
    return [member for member, what in said.items() if what != Followed.NOTHING]


def _still_read() -> Q:
    """The subscription's topic stands on a board that its member may read."""
    circles = Member.circles.through.objects.filter(
        member=OuterRef("member"), circle=OuterRef(f"{BOARD}readers_circle")
    )
    open_to = Q(**{f"{BOARD}readers__in": [Who.EVERYONE, Who.MEMBERS]}) | Q(
        member__role__in=[Role.MODERATOR, Role.ADMINISTRATOR]
    )
    open_to |= Q(**{f"{BOARD}readers": Who.APPROVED, "member__approved_at__isnull": False})
    open_to |= Q(Exists(circles), **{f"{BOARD}readers": Who.CIRCLE})
    return open_to & Q(topic__taken_down_at=None, topic__hidden_at=None)


def show_posts(member: Member, refs: Sequence[str]) -> dict[str, Shown]:
    """Posts as notices lead to them. One query."""
    return {
        post.ref: Shown(
            title=post.topic.title,
            address=_place_of(post),
            who=post.author.name if post.author else "",
        )
        for post in _posts.among(member, refs)
    }


@Ready
def _posts(member: Member, *refs: str) -> PostRows:
    rows = Post.objects.visible_to(member).filter(ref__in=refs).select_related("topic", "author")
    return rows.only("ref", "number", "in_story_at", "topic__ref", "topic__title", "author__name")


def _place_of(post: Post) -> str:
    """An update is read in its story."""
    if post.in_story_at:
        return reverse("in_story", args=[post.ref])
    return f"{reverse('topic_at', args=[post.topic.ref, post.number])}#p{post.number}"


def by_others(member: Member) -> PostRows:
    """What the member may see and did not write: also their own under another name is no news."""
    return Post.objects.visible_to(member).exclude(own(member))


POST = Subject("post", by_others, show_posts)
