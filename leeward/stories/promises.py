"""A promise made in a story ("More to come"), kept by an update of it: its author says so, and is asked."""

from collections.abc import Sequence

from django.urls import reverse

from leeward.answering.models import Owed
from leeward.answering.owing import promises_in, settle
from leeward.boards.models import Post
from leeward.members.models import Member


def open_promises(by: Member, post: Post) -> list[tuple[Owed, str]]:
    """What the author promised in the story before this post and has not kept, each with its note. Two queries."""
    return promises_in(by=by, topic=post.topic, before=post)


def keep_promises(*, by: Member, post: Post, refs: Sequence[str]) -> None:
    """This post keeps these."""
    for owed, _note in open_promises(by, post):
        if owed.ref in refs:
            settle(by=by, owed=owed)


def ask(by: Member, post: Post) -> str:
    """Where to ask, once an update stands; "" where nothing was promised."""
    return reverse("update", args=[post.ref]) if open_promises(by, post) else ""
