"""What the worker does for boards. A job is one transaction, so each does one batch and puts the next in line."""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from leeward.boards.models import Post
from leeward.boards.quoting import quotes_in_drafts
from leeward.boards.rendering import BATCH, rerender
from leeward.boards.telling import post_written, update_marked, update_unmarked
from leeward.jobs import queue

Detail = dict[str, Any]


def _one_batch(kind: str, detail: Detail, which: Q) -> None:
    """Render the next posts of `which` again, after the id in `detail["after"]`; more to do is another job."""
    posts = Post.objects.filter(which, pk__gt=detail.get("after", 0)).order_by("pk")
    ids = list(posts.values_list("pk", flat=True)[:BATCH])
    rerender(Post.objects.filter(pk__in=ids))
    if len(ids) == BATCH:
        queue.put(kind, {**detail, "after": ids[-1]})


def rerender_topic(detail: Detail) -> None:
    """A topic's cast changed: {"topic": id}."""
    _one_batch("rerender_topic", detail, Q(topic_id=detail["topic"]))


def rerender_short_forms(detail: Detail) -> None:
    """The glossary changed: {"forms": ["H", ...]}; the posts in which one of them stands."""
    which = Q(pk__in=[])
    for form in detail["forms"]:
        which |= Q(source__contains=form)
    _one_batch("rerender_short_forms", detail, which)


JOBS: dict[str, Callable[[Detail], None]] = {
    "post_written": post_written,
    "update_marked": update_marked,
    "update_unmarked": update_unmarked,
    "rerender_topic": rerender_topic,
    "rerender_short_forms": rerender_short_forms,
    "quotes_in_drafts": quotes_in_drafts,
}
