"""What is quoted of a post, everywhere: changed when its author takes words away.

Posts and their earlier versions are changed at once, drafts by the worker: nobody should have to wait for texts that
they are not even to know of. Only what stands inside quotes of these posts is touched, also where the quote names its
writer but no post (typed by hand, or come from another board) in the same topic.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import Q

from leeward import words
from leeward.boards.models import Post, Quoting, Revision
from leeward.boards.rendering import render_for
from leeward.boards.rewording import words_changed
from leeward.boards.showing import noted
from leeward.drafts import rewriting
from leeward.drafts.models import Draft, Version
from leeward.drafts.words import Words
from leeward.jobs import queue
from leeward.web.sealing import seal, unseal

AT_ONCE = 200  # posts whose quotes are looked for together
DRAFTS_AT_ONCE = 500  # versions in one transaction of the worker
SEALED_FOR = "job quotes in drafts"


@dataclass(frozen=True)
class Wish:
    """What becomes of the quotes: without `phrase`; else said by `name`; else, where both are None, nothing."""

    phrase: str | None = None
    name: str | None = None

    def granted(self, source: str, meant: words.Meant) -> str:
        if self.phrase is not None:
            return words.strike_in_quotes(source, meant, self.phrase)
        if self.name is not None:
            return words.rename_quotes(source, meant, self.name)
        return words.erase_quotes(source, meant)


def quoting(posts: Sequence[Post], names: Collection[str]) -> Iterator[tuple[Post, words.Meant]]:
    """Every post that quotes one of these, or may, with the quotes that are meant. Locked."""
    refs, topics, ids = {post.ref for post in posts}, {post.topic_id for post in posts}, [post.pk for post in posts]
    by_ref = Quoting.objects.filter(of_post__in=ids).values("by_post")
    by_name = Q(topic__in=topics) & (Q(source__icontains="[quote") | Q(revisions__source__icontains="[quote"))
    found = Post.objects.filter(Q(pk__in=by_ref) | by_name).values("pk")
    rows = Post.objects.select_for_update(of=("self",)).select_related("topic").prefetch_related("revisions")
    for post in rows.filter(pk__in=found, erased_at=None).order_by("pk"):
        yield post, words.of_posts(refs, names if post.topic_id in topics else ())


def grant(wish: Wish, posts: Sequence[Post], names: Collection[str]) -> int:
    """Change the quotes of these posts in posts and their versions; how many posts. Inside a transaction.

    `names`: in the same topic a quote that names one of these, and no post, is meant too.
    """
    changed: set[int] = set()
    for start in range(0, len(posts), AT_ONCE):
        for post, meant in quoting(posts[start : start + AT_ONCE], names):
            if _granted_in(post, wish, meant):
                changed.add(post.pk)
    return len(changed)


def _granted_in(post: Post, wish: Wish, meant: words.Meant) -> bool:
    source = wish.granted(post.source, meant)
    if source != post.source:
        put_source(post, source)
    older = [
        (version, said)
        for version in post.revisions.all()
        if (said := wish.granted(version.source, meant)) != version.source
    ]
    for version, said in older:
        Revision.objects.filter(pk=version.pk).update(source=said)
    return source != post.source or bool(older)


def put_source(post: Post, source: str) -> None:
    """The post says this from now on, as if it had never said anything else: no version is kept of what it said."""
    pictures = noted([post]).get(post.pk, ())
    Post.objects.filter(pk=post.pk).update(source=source, **render_for(post.topic, source, post.number, pictures))
    words_changed([post.pk])


@dataclass(frozen=True)
class Errand:
    """What the worker needs to change quotes in drafts. It rests sealed: it may hold the very words to be struck."""

    refs: list[str]  # of the posts quoted
    topics: list[str]  # where a quote may name its writer and no post
    names: list[str]
    wish: dict[str, Any]
    since: str  # drafts kept before the posts were written cannot quote them


def later_in_drafts(wish: Wish, posts: Sequence[Post], names: Collection[str]) -> None:
    """Put off what is to be done in drafts, whosever they are."""
    if not posts:
        return
    since = min(post.written_at for post in posts)
    topics = sorted({post.topic.ref for post in posts})
    errand = Errand([post.ref for post in posts], topics, sorted(names), asdict(wish), since.isoformat())
    sealed = seal(json.dumps(asdict(errand)), for_=SEALED_FOR)
    queue.put("quotes_in_drafts", {"sealed": base64.b64encode(sealed).decode(), "after": 0})


def quotes_in_drafts(detail: dict[str, Any]) -> None:
    """One batch of versions; more to do is another job."""
    errand = Errand(**json.loads(unseal(base64.b64decode(detail["sealed"]), for_=SEALED_FOR)))
    wish, refs, topics = Wish(**errand.wish), frozenset(errand.refs), frozenset(errand.topics)

    def change(draft: Draft, said: Words) -> Words:
        names = errand.names if draft.target in topics else ()
        return replace(said, body=wish.granted(said.body, words.of_posts(refs, names)))

    since = datetime.fromisoformat(errand.since)
    rows = Version.objects.filter(pk__gt=detail["after"], kept_at__gte=since).order_by("pk")
    ids = list(rows.values_list("pk", flat=True)[:DRAFTS_AT_ONCE])
    rewriting.rewrite(Version.objects.filter(pk__in=ids), change)
    if len(ids) == DRAFTS_AT_ONCE:
        queue.put("quotes_in_drafts", {**detail, "after": ids[-1]})
