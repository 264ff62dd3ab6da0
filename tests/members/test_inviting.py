"""Invitations by members: where the house allows it, a few at a time, and nobody is shown who came by whose."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from leeward.clocks.actions import carry_out
from leeward.clocks.kinds import clock_of
from leeward.members.models import Invitation, Member
from tests import makers
from tests.cast import PASSPHRASE, Cast
from tests.members.pages import words_of

FORM = {"passphrase_choice": "own", "passphrase": PASSPHRASE, "passphrase_again": PASSPHRASE}
FORM |= {"agreed": "yes", "consents": "yes"}


def link_from(client: Client, note: str = "") -> str:
    page = words_of(client.post("/me/invitations", {"note": note}))
    return page.split("http://testserver")[1].split(" ")[0]


def join_by(link: str, name: str) -> Member:
    secret = link.split("=")[1]
    Client().post("/join", {**FORM, "name": name, "invitation": secret}, follow=True)
    return Member.objects.get(name=name)


def test_who_may_invite_is_the_operators_choice(cast: Cast) -> None:
    ash, rowan, wren = (cast.client(one) for one in (cast.ash, cast.rowan, cast.wren))
    newest = makers.member("fern")
    Member.objects.filter(pk=newest.pk).update(joined_at=timezone.now())
    may = {
        "staff": {"wren"},
        "approved": {"wren", "rowan"},
        "members": {"wren", "rowan", "ash"},
    }
    for inviting, names in may.items():
        makers.house(inviting=inviting)
        for name, client in {"ash": ash, "rowan": rowan, "wren": wren, "fern": cast.client(newest)}.items():
            answer = client.post("/me/invitations", {"note": ""})
            assert answer.status_code == (200 if name in names else 403), (inviting, name)
            assert client.get("/me/invitations").status_code == 200
            assert ("Make an invitation" in words_of(client.get("/me/invitations"))) == (name in names)
    makers.decide(cast.linden, cast.rowan, "suspend", days=7)
    assert rowan.post("/me/invitations", {"note": ""}).status_code == 403


def test_a_members_link_lets_one_person_in_and_says_to_nobody_who_came(cast: Cast, stranger: Client) -> None:
    makers.house(joining="invitation", inviting="members")
    ash, rowan, wren = (cast.client(one) for one in (cast.ash, cast.rowan, cast.wren))
    link = link_from(ash, "my sister in law")
    assert "Somebody here invited you" in words_of(stranger.get(link))
    hazel = join_by(link, "hazel")
    assert hazel.admitted_at
    assert hazel.approved_at is None, "a member cannot open boards that ask for a moderator's approval"
    mine = words_of(ash.get("/me/invitations"))
    assert "my sister in law" in mine
    assert "used" in mine
    pages = [ash.get("/me/invitations"), ash.get(f"/m/{hazel.ref}"), rowan.get(f"/m/{hazel.ref}")]
    pages += [wren.get("/house/invitations"), wren.get(f"/house/members/{cast.ash.ref}")]
    for page in pages:
        words = words_of(page)
        assert not ("hazel" in words and "ash" in words.replace("ash@", "")) or "my sister" not in words
    assert "hazel" not in words_of(ash.get("/me/invitations"))
    assert "hazel" not in words_of(wren.get("/house/invitations"))
    assert "my sister in law" not in words_of(wren.get("/house/invitations"))
    assert "joined by invitation" in words_of(stranger.get(link)), "a link is good once"


def test_links_are_few_can_be_withdrawn_and_end_with_whoever_made_them(cast: Cast, stranger: Client) -> None:
    makers.house(joining="invitation", inviting="members")
    ash, rowan = cast.client(cast.ash), cast.client(cast.rowan)
    links = [link_from(ash) for _number in range(5)]
    assert "5 of your invitations are open" in words_of(ash.get("/me/invitations"))
    assert ash.post("/me/invitations", {"note": ""}).status_code == 403
    first = Invitation.objects.order_by("pk")[0]
    assert rowan.post(f"/house/invitations/{first.pk}").status_code == 404
    assert ash.post(f"/house/invitations/{first.pk}", {"from": "mine"}).headers["Location"] == "/me/invitations"
    assert "joined by invitation" in words_of(stranger.get(links[0]))
    assert "withdrawn" in words_of(ash.get("/me/invitations"))
    for _number in range(5):
        Invitation.objects.filter(withdrawn_at=None).update(withdrawn_at=timezone.now())
        if Invitation.objects.count() < 10:
            links.append(link_from(ash))
    Invitation.objects.update(withdrawn_at=timezone.now())
    assert "10 invitations in the last 30 days" in words_of(ash.get("/me/invitations"))
    Invitation.objects.update(withdrawn_at=None)
    assert "Somebody here invited you" in words_of(stranger.get(links[-1]))
    makers.decide(cast.linden, cast.ash, "suspend", days=7)
    assert "joined by invitation" in words_of(stranger.get(links[-1])), "made by somebody who may not write"


def test_what_is_kept_of_invitations_goes_after_a_year(cast: Cast) -> None:
    makers.house(inviting="members")
    join_by(link_from(cast.client(cast.ash)), "hazel")
    link_from(cast.client(cast.ash))
    Invitation.objects.filter(used_by__isnull=False).update(expires_at=timezone.now() - timedelta(days=366))
    clock = clock_of("invitations")
    assert clock
    assert carry_out(clock) == 1
    assert Invitation.objects.get().used_by is None
