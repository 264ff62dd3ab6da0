"""Making what a test needs in one line each. Words are written through the same actions that pages call."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from leeward.boards import actions
from leeward.boards.models import Board, BoardGroup, Post, Topic
from leeward.house.models import House
from leeward.members.models import Member, Role
from leeward.members.names import name_key


def house(**changes: Any) -> House:
    """The one row."""
    return House.objects.update_or_create(id=1, defaults={"name": "Test house", **changes})[0]


def member(
    name: str, role: str = Role.MEMBER, *, admitted: bool = True, approved: bool = False, passphrase: str = ""
) -> Member:
    """A member who joined a year ago. Without a passphrase nobody can sign in by form (Argon2 is slow on purpose)."""
    then = timezone.now() - timedelta(days=365)
    return Member.objects.create(
        name=name,
        name_key=name_key(name),
        role=role,
        password=make_password(passphrase or None),
        joined_at=then,
        caught_up_at=then,
        admitted_at=then if admitted else None,
        approved_at=then if approved else None,
    )


def board(title: str = "A board", **fields: Any) -> Board:
    """A board open to members, in a group of its own unless one is given."""
    group = fields.pop("group", None) or BoardGroup.objects.create(title=f"Group of {title}")
    return Board.objects.create(title=title, group=group, **fields)


def topic(
    by: Member, board: Board, title: str = "A quiet question", body: str = "Has anyone been here?", alias: str = ""
) -> Topic:
    """Under `alias`, a name for this topic alone, where one is given."""
    return actions.open_topic(by=by, board=board, title=title, body=body, alias=alias)


def reply(by: Member, topic: Topic, body: str = "Yes, I have been there.", alias: str | None = None) -> Post:
    """Under the name that `by` has in the topic, unless one is said."""
    return actions.reply(by=by, topic=topic, body=body, alias=alias)
