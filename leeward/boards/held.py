"""Posts that wait to be read. Whoever looks after them is a room above, and registers itself here."""

from collections.abc import Callable

from leeward.boards.models import Post, Topic

Told = Callable[[Post, bool], None]
Marked = Callable[[Post], list[str] | None]
_told: list[Told] = []
_marked: list[Marked] = []


def register(told: Told, marked: Marked) -> None:
    """Called once by a room's AppConfig.ready.

    `told(post, changed)` is called in the transaction that writes the post. `marked(post)`: the passages its author
    is asked to change; None where they were asked nothing.
    """
    if told not in _told:
        _told.append(told)
        _marked.append(marked)


def asked_to_change(post: Post) -> list[str] | None:
    """For the page on which its author changes it. No query for a post that does not wait."""
    if post.held_at is None:
        return None
    return next((found for marked in _marked if (found := marked(post)) is not None), None)


def note_that_it_waits(post: Post, topic: Topic) -> None:
    """The post is there for its author; nobody counts it, and nobody is told, until it is let through."""
    topic.last_number = post.number
    topic.held_at = post.held_at if post.number == 1 else topic.held_at
    topic.save(update_fields=["last_number", "held_at"])
    for told in _told:
        told(post, False)


def note_that_it_changed(post: Post) -> None:
    """Its author has changed it: it comes back to the desk."""
    for told in _told:
        told(post, True)
