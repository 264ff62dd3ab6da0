"""Posts that wait to be read. Whoever looks after them is a room above, and registers itself here."""

from collections.abc import Callable

from django.utils import timezone

from leeward.boards.counting import recount
from leeward.boards.models import Post, Topic
from leeward.boards.newcomers import Waits

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
    Post.objects.filter(pk=post.pk, held_for=Waits.ASKED).update(held_for=Waits.AGAIN)
    for told in _told:
        told(post, True)


def hold_again(post: Post, why: str) -> None:
    """A post that stood waits from now on, because of what a change put into it. Its topic's row is locked."""
    post.hidden_at = post.held_at = timezone.now()
    post.held_for = why
    post.save(update_fields=["hidden_at", "held_at", "held_for"])
    if post.number == 1:
        Topic.objects.filter(pk=post.topic_id).update(held_at=post.held_at)
    recount(post.topic)
    for told in _told:
        told(post, False)
