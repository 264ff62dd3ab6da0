"""What a room above looks at in the moment in which a post is written or changed.

register(look): called once by the room's AppConfig.ready. `look(post)` is called in the transaction that writes the
post, whose `topic` and `plain` are those that now stand; it may hold up nothing, and hides nothing.
"""

from collections.abc import Callable

from leeward.boards.models import Post

Look = Callable[[Post], None]

_rooms: list[Look] = []


def register(look: Look) -> None:
    if look not in _rooms:
        _rooms.append(look)


def note_written(post: Post) -> None:
    for look in _rooms:
        look(post)
