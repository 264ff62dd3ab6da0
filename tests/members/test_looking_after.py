"""Letting in, approving, roles, circles, accounts, invitations: who may, and what it does."""

import pytest
from django.test import Client

from leeward.members import joining
from leeward.members.models import Circle, Invitation, Member
from tests import makers
from tests.cast import PASSPHRASE, Cast
from tests.members.pages import words_of

MODERATORS = ["/house/members", "/house/members/{ref}", "/house/invitations"]
ADMINISTRATORS = ["/house/circles", "/house/circles/{circle}"]


@pytest.mark.parametrize("address", [*MODERATORS, *ADMINISTRATORS])
def test_pages_are_for_those_who_look_after(cast: Cast, address: str) -> None:
    circle = Circle.objects.create(name="Mothers")
    address = address.format(ref=cast.ash.ref, circle=circle.pk)
    refused = cast.client(cast.rowan).get(address)
    assert refused.status_code == 403
    assert "administrators of the house" in words_of(refused)
    assert cast.client(cast.linden).get(address).status_code == 200
    expected = 200 if "circles" not in address else 403
    assert cast.client(cast.wren).get(address).status_code == expected


def test_somebody_who_waits_is_let_in_once(cast: Cast) -> None:
    joining.keep(cast.briar, [("What brings you here?", "I need <somewhere>.")])
    wren = cast.client(cast.wren)
    assert "I need <somewhere>." in words_of(wren.get("/house/members"))
    assert cast.client(cast.rowan).post(f"/house/members/{cast.briar.ref}/admit").status_code == 403
    assert wren.post(f"/house/members/{cast.briar.ref}/admit").status_code == 302
    cast.briar.refresh_from_db()
    assert cast.briar.admitted_at
    assert cast.briar.approved_at
    again = wren.post(f"/house/members/{cast.briar.ref}/admit")
    assert again.status_code == 403
    assert "decided about briar already" in words_of(again)
    assert wren.post(f"/house/members/{cast.briar.ref}/decline").status_code == 403


def test_somebody_declined_reads_a_kind_sentence(cast: Cast) -> None:
    asked = makers.member("hazel", admitted=False, passphrase=PASSPHRASE)
    hazel = cast.client(asked)
    assert hazel.get("/waiting").status_code == 200
    assert cast.client(cast.wren).post(f"/house/members/{asked.ref}/decline").status_code == 302
    assert hazel.get("/waiting").status_code == 302
    page = hazel.post("/sign-in", {"name": "hazel", "passphrase": PASSPHRASE})
    assert "It says nothing about you" in words_of(page)
    assert "not right" not in words_of(page), "nothing is wrong with what they typed"
    assert page.content.decode().count('href="/help-lines"') == 2, "beside the sentence, and at the foot"
    assert cast.client(cast.linden).post(f"/house/members/{asked.ref}/account", {"open": "yes"}).status_code == 302
    assert "hazel" in words_of(cast.client(cast.wren).get("/house/members"))


def test_approval_is_given_and_taken_back(cast: Cast) -> None:
    wren, address = cast.client(cast.wren), f"/house/members/{cast.ash.ref}/approval"
    for choice in ("yes", "no"):
        assert wren.post(address, {"approved": choice}).status_code == 302
        cast.ash.refresh_from_db()
        assert bool(cast.ash.approved_at) == (choice == "yes")
    assert cast.client(cast.ash).post(address, {"approved": "yes"}).status_code == 403
    waiting = wren.post(f"/house/members/{cast.briar.ref}/approval", {"approved": "yes"})
    assert "still waits" in words_of(waiting)


def test_only_administrators_give_roles_and_nobody_raises_themselves(cast: Cast) -> None:
    for person in (cast.ash, cast.wren):
        raised = cast.client(person).post(f"/house/members/{person.ref}/role", {"role": "administrator"})
        assert raised.status_code == 403
        assert not Member.objects.get(pk=person.pk).is_administrator
    linden = cast.client(cast.linden)
    assert linden.post(f"/house/members/{cast.rowan.ref}/role", {"role": "moderator"}).status_code == 302
    assert Member.objects.get(pk=cast.rowan.pk).role == "moderator"
    assert linden.post(f"/house/members/{cast.rowan.ref}/role", {"role": "queen"}).status_code == 403
    assert linden.post(f"/house/members/{cast.briar.ref}/role", {"role": "moderator"}).status_code == 403


def test_the_last_administrator_cannot_step_down_or_be_closed(cast: Cast) -> None:
    linden = cast.client(cast.linden)
    own = f"/house/members/{cast.linden.ref}"
    refused = linden.post(f"{own}/role", {"role": "member"})
    assert refused.status_code == 403
    assert "one administrator at least" in words_of(refused)
    linden.post(f"/house/members/{cast.wren.ref}/role", {"role": "administrator"})
    assert linden.post(f"{own}/account", {"open": "no"}).status_code == 403  # not one's own
    assert linden.post(f"{own}/role", {"role": "member"}).status_code == 302
    assert cast.client(cast.wren).post(f"{own}/account", {"open": "no"}).status_code == 302


def test_a_closed_account_is_out_at_once_and_may_come_back(cast: Cast) -> None:
    ash, address = cast.client(cast.ash), f"/house/members/{cast.ash.ref}/account"
    assert cast.client(cast.wren).post(address, {"open": "no"}).status_code == 403
    linden = cast.client(cast.linden)
    assert linden.post(address, {"open": "no"}).status_code == 302
    assert ash.get("/me").status_code == 302
    assert "This account is closed" in words_of(cast.client(cast.rowan).get(f"/m/{cast.ash.ref}"))
    assert linden.post(address, {"open": "yes"}).status_code == 302
    assert cast.client(cast.ash).get("/me").status_code == 200


def test_finding_a_member_is_a_post_and_lists_nobody_unasked(cast: Cast) -> None:
    for number in range(25):
        makers.member(f"later {'o' * number}")
    wren = cast.client(cast.wren)
    assert "rowan" not in words_of(wren.get("/house/members"))
    found = words_of(wren.post("/house/members", {"q": "RÓW"}))
    assert "rowan" in found
    assert "more of the name" in words_of(wren.post("/house/members", {"q": "later"}))
    assert "Nobody is called that" in words_of(wren.post("/house/members", {"q": "zzzz"}))
    assert wren.post("/house/members", {"q": ""}).status_code == 422


def test_circles_are_made_filled_renamed_and_removed(cast: Cast) -> None:
    linden = cast.client(cast.linden)
    assert linden.post("/house/circles", {"name": "Mothers"}).status_code == 302
    twice = linden.post("/house/circles", {"name": "Mothers"})
    assert twice.status_code == 422
    assert "of this name already" in words_of(twice)
    assert linden.post("/house/circles", {"name": ""}).status_code == 422
    assert cast.client(cast.wren).post("/house/circles", {"name": "Others"}).status_code == 403
    circle = Circle.objects.get()
    filled = f"/house/members/{cast.ash.ref}/circles"
    assert cast.client(cast.wren).post(filled, {"circles": circle.pk}).status_code == 403
    assert linden.post(filled, {"circles": "x"}).status_code == 422
    assert linden.post(filled, {"circles": circle.pk}).status_code == 302
    assert "Mothers 1 member" in words_of(linden.get("/house/circles"))
    assert (
        "checked"
        in linden.get(f"/house/members/{cast.ash.ref}").content.decode().split("Mothers")[0].rsplit("<input", 1)[1]
    )
    assert linden.post(f"/house/circles/{circle.pk}", {"name": "Parents"}).status_code == 302
    makers.board("For parents", readers="circle", readers_circle=circle)
    kept = linden.post(f"/house/circles/{circle.pk}", {"remove": "yes"})
    assert kept.status_code == 403
    assert "A board is open to this circle" in words_of(kept)
    other = Circle.objects.create(name="Other")
    assert linden.post(f"/house/circles/{other.pk}", {"name": "Parents"}).status_code == 422
    assert linden.post(f"/house/circles/{other.pk}", {"remove": "yes"}).status_code == 302
    assert [row.name for row in Circle.objects.all()] == ["Parents"]


def test_an_invitation_is_shown_once_and_can_be_withdrawn(cast: Cast, stranger: Client) -> None:
    wren = cast.client(cast.wren)
    page = wren.post("/house/invitations", {"note": "the one from the library"})
    link = words_of(page).split("http://testserver")[1].split(" ")[0]
    secret = link.split("=")[1]
    assert secret not in wren.get("/house/invitations").content.decode()
    assert "the one from the library" in words_of(wren.get("/house/invitations"))
    invitation = Invitation.objects.get()
    assert secret not in invitation.digest
    assert b"library" not in bytes(invitation.sealed)
    assert "the one from the library" not in words_of(cast.client(cast.linden).get("/house/invitations"))
    assert stranger.get(link).status_code == 200
    assert cast.client(cast.ash).post(f"/house/invitations/{invitation.pk}").status_code == 404
    assert wren.post(f"/house/invitations/{invitation.pk}").status_code == 302
    makers.house(joining="invitation")
    assert "joined by invitation" in words_of(stranger.get(link))
    used = Invitation.objects.create(
        by=cast.wren, digest="x", made_at=cast.ash.joined_at, expires_at=cast.ash.joined_at, used_by=cast.ash
    )
    assert wren.post(f"/house/invitations/{used.pk}").status_code == 403
    assert wren.post("/house/invitations", {"note": "a" * 121}).status_code == 422
