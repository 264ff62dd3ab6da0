"""The check of a whole sheet: what its page lists, and the sheet as the choices made there leave it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from leeward.members.models import Member
from leeward.shelter.identity.choosing import OWN, Group, Piece, grouped, pieces, reworded
from leeward.shelter.identity.looking import look
from leeward.shelter.identity.models import StandInList
from leeward.shelter.identity.standing_in import StandIn, stood_in
from leeward.web.sealing import Unreadable

ASKS = frozenset({"check", "soften", "soften_all", "stand_in"})  # the buttons that lead here
OWN_LONGEST = 200


@dataclass(frozen=True)
class Check:
    """`groups` are the rows; `title` and `body` the text itself, cut where something was found."""

    groups: tuple[Group, ...]
    title: list[Piece]
    body: list[Piece]
    softened: bool = False  # some wordings were taken just now

    @property
    def on_list(self) -> int:
        """How many of the finds the member has a stand-in for."""
        return sum(group.times for group in self.groups if group.kind == "stand-in")


def check(title: str, body: str, *, member: Member, known_names: Collection[str], softened: bool = False) -> Check:
    """Look through both. One query, for the member's own list."""
    mine = _list_of(member)
    in_title = look(title, stand_ins=mine, known_names=known_names)
    in_body = look(body, stand_ins=mine, known_names=known_names)
    groups = grouped(in_title, in_body)
    return Check(groups, pieces(title, in_title, groups), pieces(body, in_body, groups), softened)


def softer(
    sent: Mapping[str, str], title: str, body: str, *, member: Member, known_names: Collection[str]
) -> tuple[str, str]:
    """(Title, body) as the button in `sent` asks: every best wording, the list's stand-ins, or what was chosen."""
    mine = _list_of(member)
    if sent.get("do") == "stand_in":
        return stood_in(title, mine), stood_in(body, mine)
    in_title = look(title, stand_ins=mine, known_names=known_names)
    in_body = look(body, stand_ins=mine, known_names=known_names)
    groups = grouped(in_title, in_body)
    chosen = _best(groups) if sent.get("do") == "soften_all" else _chosen(sent, groups)
    return reworded(title, in_title, chosen), reworded(body, in_body, chosen)


def _list_of(member: Member) -> tuple[StandIn, ...]:
    try:
        return StandInList.of(member)
    except Unreadable:
        return ()


def _best(groups: tuple[Group, ...]) -> dict[str, str]:
    return {group.key: group.softer[0] for group in groups if group.softer}


def _chosen(sent: Mapping[str, str], groups: tuple[Group, ...]) -> dict[str, str]:
    """By the radios: `soften-<key>` is the number of a wording, "own" with `own-<key>`, or anything else: leave it."""
    found = {}
    for group in groups:
        choice = sent.get(f"soften-{group.key}", "")
        own = " ".join(sent.get(f"own-{group.key}", "").split())[:OWN_LONGEST]
        if choice == OWN and own:
            found[group.key] = own
        elif choice.isascii() and choice.isdigit() and 0 < int(choice[:3]) <= len(group.softer):
            found[group.key] = group.softer[int(choice[:3]) - 1]
    return found
