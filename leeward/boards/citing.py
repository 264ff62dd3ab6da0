"""Posts and their passages, as somebody's citation shows them to whoever reads it."""

from __future__ import annotations

from collections.abc import Collection

from leeward.boards.models import Post, Topic
from leeward.citations.finding import Found
from leeward.members.models import Member
from leeward.words import Cited, passage_of

OPENING = 2_000  # characters: more than a citation shows of a whole post


def find_posts(viewer: Member | None, cited: Collection[Cited]) -> dict[Cited, Found]:
    """Those that stand and that the viewer may read. One query; by the refs' and the numbers' own indexes."""
    refs = [one.post for one in cited if one.post]
    topics = Topic.objects.filter(ref__in=[one.topic for one in cited if one.topic]).values("pk")
    numbers = [one.number for one in cited if one.topic]
    named = Post.objects.filter(ref__in=refs).values("pk")
    placed = Post.objects.filter(topic__in=topics, number__in=numbers).values("pk")
    rows = Post.objects.visible_to(viewer).filter(pk__in=named.union(placed)).select_related("topic", "author")
    posts: dict[str | tuple[str, int], Post] = {}
    for row in rows.only("ref", "number", "written_at", "plain", "topic__ref", "topic__title", "author__name"):
        posts[row.ref] = posts[row.topic.ref, row.number] = row
    found = {}
    for one in cited:
        if post := posts.get(one.post or (one.topic, one.number)):
            text = passage_of(post.plain, one.passage) if one.passage else post.plain[:OPENING]
            found[one] = _shown(one, post, text)
    return found


def _shown(cited: Cited, post: Post, text: str) -> Found:
    """A passage that is no longer there, after a change, leads to its post and shows its beginning."""
    passage = cited.passage if text else 0
    return Found(
        address=Cited(post=post.ref, passage=passage).href,
        who=post.author.name if post.author else "",
        where=post.topic.title,
        at=post.written_at,
        text=text or post.plain[:OPENING],
    )
