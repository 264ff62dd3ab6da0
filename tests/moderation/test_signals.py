"""Hints at somebody who was shut out and may have come back: quiet, few, and nothing follows by itself."""

import pytest

from leeward.members.models import Invitation, Member, Restraint
from leeward.moderation.models import Look
from leeward.moderation.signals import are_alike, look_of
from tests import makers
from tests.cast import Cast
from tests.moderation.hands import bring, read

ALIKE = "looks like"
CHAIN = "same chain of invitations"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("stormcrow", "Stormcrow22", True),
        ("stormcrow", "st0rmcroww", True),
        ("stormcrow", "stormcro", True),
        ("stormcrow", "stomcrow", True),
        ("stormcrow", "starmcrow", True),
        ("stormcrow", "stormfront", False),
        ("Rose", "Rosa", False),
        ("Rose", "Rose7", True),
        ("Ann", "Anna", False),
    ],
)
def test_which_names_are_alike(one: str, other: str, expected: bool) -> None:
    assert are_alike(look_of(one), look_of(other)) is expected
    assert are_alike(look_of(other), look_of(one)) is expected


def invited(by: Member, member: Member) -> None:
    Invitation.objects.create(
        by=by, digest=member.ref, made_at=member.joined_at, expires_at=member.joined_at, used_by=member
    )


def test_a_name_like_that_of_somebody_banned_is_pointed_out_and_nothing_else_happens(cast: Cast) -> None:
    crow, again, other = (makers.member(name) for name in ("stormcrow", "Stormcrow22", "heron"))
    posts = [makers.topic(member, cast.board).posts.get() for member in (again, other)]
    wren = cast.client(cast.wren)
    address = f"/house/members/{again.ref}"
    assert ALIKE not in read(wren, address)
    decision = makers.decide(cast.linden, crow, "suspend", days=30)
    assert "looks like stormcrow" in read(wren, address)
    assert "looks like stormcrow" in read(wren, f"/desk/{bring(wren, posts[0].ref).ref}")
    assert ALIKE not in read(wren, f"/desk/{bring(wren, posts[1].ref).ref}")
    assert ALIKE not in read(cast.client(cast.rowan), f"/m/{again.ref}")
    assert not Restraint.objects.filter(member=again).exists()
    makers.reply(again, posts[1].topic)
    Restraint.objects.filter(decision=decision.ref).delete()
    assert ALIKE not in read(wren, address), "no longer suspended"


def test_a_chain_of_invitations_is_hinted_at_and_shown_for_a_reason_only(cast: Cast) -> None:
    inviter, banned, fresh = (makers.member(name) for name in ("alder", "thorn", "maple"))
    invited(inviter, banned)
    invited(inviter, fresh)
    wren, linden, place = cast.client(cast.wren), cast.client(cast.linden), f"/desk/came/{fresh.ref}"
    assert CHAIN not in read(wren, place)
    makers.decide(cast.linden, banned, "suspend", days=30)
    page = read(wren, place)
    assert CHAIN in page
    assert "alder" not in page
    assert "thorn" not in page
    assert CHAIN in read(wren, f"/desk/came/{inviter.ref}")
    assert CHAIN not in read(wren, f"/desk/came/{cast.rowan.ref}")
    assert wren.post(place, {"reason": " "}).status_code == 422
    assert not Look.objects.exists()
    assert "alder" in wren.post(place, {"reason": "Three of them write alike."}).content.decode()
    for member in (fresh, inviter):
        told = read(cast.client(member), "/me/looks")
        assert "Three of them write alike." in told
        assert "who invited whom" in told
    assert "who invited a member" in read(linden, "/desk/looks")
    assert cast.client(cast.rowan).get(place).status_code == 403


def test_whom_a_moderator_invited_is_no_chain(cast: Cast) -> None:
    banned, fresh = makers.member("thorn"), makers.member("maple")
    invited(cast.wren, banned)
    invited(cast.wren, fresh)
    makers.decide(cast.linden, banned, "suspend", days=30)
    assert CHAIN not in read(cast.client(cast.wren), f"/desk/came/{fresh.ref}")
