"""The people every test knows. One word says who may be expected to do what."""

from dataclasses import dataclass

from django.test import Client

from leeward.boards.models import Board
from leeward.members.models import Member
from tests import makers

PASSPHRASE = "seven quiet herons wading"


@dataclass
class Cast:
    """ash is new, rowan answers, wren moderates, linden administers, briar waits to be admitted."""

    ash: Member
    rowan: Member
    wren: Member
    linden: Member
    briar: Member
    board: Board

    def client(self, member: Member, device: str = "mine") -> Client:
        """A browser in which the member is signed in. On a "shared" device pages change in place."""
        client = Client()
        client.force_login(member)
        session = client.session
        session["device"] = device
        session.save()
        return client


def assemble() -> Cast:
    """Make the house, one board open to members, and the people."""
    makers.house()
    return Cast(
        ash=makers.member("ash"),
        rowan=makers.member("rowan", approved=True),
        wren=makers.member("wren", role="moderator", approved=True),
        linden=makers.member("linden", role="administrator", approved=True),
        briar=makers.member("briar", admitted=False),
        board=makers.board("Living with it"),
    )
