"""What in a text could identify someone, and softer wordings for it.

Everybody who writes here may ask. Nothing is sent anywhere, nothing is kept, nothing is ever forbidden: `look` reads a
text and returns what it found, `grouped` and `reworded` turn a writer's choices into a new text.
"""

from leeward.shelter.identity.choosing import Group, Piece, grouped, pieces, reworded
from leeward.shelter.identity.finding import KINDS, Find
from leeward.shelter.identity.looking import contacts, look, read_lists
from leeward.shelter.identity.standing_in import StandIn, read_list, stood_in, written_list

__all__ = [
    "KINDS",
    "Find",
    "Group",
    "Piece",
    "StandIn",
    "contacts",
    "grouped",
    "look",
    "pieces",
    "read_list",
    "read_lists",
    "reworded",
    "stood_in",
    "written_list",
]
