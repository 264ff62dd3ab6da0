"""What the worker does for boards."""

from collections.abc import Callable
from typing import Any

from leeward.boards.models import Post
from leeward.boards.rendering import rerender


def rerender_topic(detail: dict[str, Any]) -> None:
    """A topic's cast changed: {"topic": id}."""
    rerender(Post.objects.filter(topic_id=detail["topic"]))


def rerender_short_forms(detail: dict[str, Any]) -> None:
    """The glossary changed: {"forms": ["H", ...]}; the posts in which one of them stands."""
    for form in detail["forms"]:
        rerender(Post.objects.filter(source__contains=form))


JOBS: dict[str, Callable[[dict[str, Any]], None]] = {
    "rerender_topic": rerender_topic,
    "rerender_short_forms": rerender_short_forms,
}
