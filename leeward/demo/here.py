"""Is the demo here? Asked at every start, so without what fills it."""

from leeward.boards.models import BoardGroup
from leeward.house.models import House
from leeward.members.models import Member

PASSPHRASE = "under one roof tonight"  # noqa: S105 (printed at every start, and refused off loopback)


class NotEmpty(Exception):
    """There is a community here already; a demo would be mixed into it."""


def is_here() -> bool:
    """The house, or anybody in it, came from the demo."""
    return House.objects.filter(is_demo=True).exists() or Member.objects.filter(is_demo=True).exists()


def is_empty() -> bool:
    """Nobody has joined and there is no board."""
    return not (Member.objects.exists() or BoardGroup.objects.exists())
