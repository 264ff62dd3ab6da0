"""Whom a new post concerns, found by the worker; and how a post is shown among notices."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from leeward import words
from leeward.boards.marks import Followed, Subscription
from leeward.boards.models import Post, PostRows, own
from leeward.boards.rendering import MENTIONS_MAX, names_in
from leeward.members.models import Member
from leeward.members.names import name_key
from leeward.notices.models import What
from leeward.notices.subjects import Shown, Subject
from leeward.notices.telling import Happened, tell


def post_written(detail: dict[str, Any]) -> None:
    """{"post": id}: tell those whom it quotes, mentions or answers, each once, by the nearest of these reasons."""
    rows = Post.objects.select_related("topic").filter(taken_down_at=None, hidden_at=None)
    post = rows.filter(pk=detail["post"]).first()
    if post is None:
        return
    read = words.render(post.source, anchor="p1", names=names_in(post.source))
    whom: dict[int, list[What]] = {}
    for what, members in (
        (What.QUOTED, _quoted(read)),
        (What.MENTIONED, _mentioned(read)),
        (What.ANSWERED, _followers(post)),
    ):
        for member in members:
            whom.setdefault(member, []).append(what)
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


def show_posts(member: Member, refs: Sequence[str]) -> dict[str, Shown]:
    """Posts as notices lead to them. One query."""
    rows = Post.objects.visible_to(member).filter(ref__in=refs).select_related("topic", "author")
    return {
        post.ref: Shown(
            title=post.topic.title,
            address=f"{reverse('topic_at', args=[post.topic.ref, post.number])}#p{post.number}",
            who=post.author.name if post.author else "",
        )
        for post in rows.only("ref", "number", "topic__ref", "topic__title", "author__name")
    }


def by_others(member: Member) -> PostRows:
    """What the member may see and did not write: also their own under another name is no news."""
    return Post.objects.visible_to(member).exclude(own(member))


POST = Subject("post", by_others, show_posts)
