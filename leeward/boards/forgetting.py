"""What rooms above keep of a member about their posts, and forget when the member lets go of these or erases them.

register(forget_owed): called once by the room's AppConfig.ready.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from leeward.boards.models import Post, Topic
from leeward.members.models import Member

# (whose, topic, their posts in it, whether these are all of theirs in it); inside the transaction.
Forget = Callable[[Member, Topic, Sequence[Post], bool], None]

_rooms: list[Forget] = []


def register(forget: Forget) -> None:
    if forget not in _rooms:
        _rooms.append(forget)


def forget_posts(by: Member, topic: Topic, posts: Sequence[Post], is_all: bool) -> None:
    """After this no row of those rooms says that these posts were the member's."""
    for forget in _rooms:
        forget(by, topic, posts, is_all)
