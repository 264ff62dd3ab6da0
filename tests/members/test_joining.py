"""Joining: open, asked for, invited; everything typed is kept when something is wrong."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from leeward.house.models import House
from leeward.members import house_actions
from leeward.members.models import Invitation, Member
from leeward.members.views import JOINED_HERE
from tests import makers
from tests.cast import PASSPHRASE, Cast
from tests.members.pages import codes_of, value_of, words_of


def form(**changes: Any) -> dict[str, Any]:
    typed = {
        "name": "hazel",
        "passphrase_choice": "own",
        "passphrase": PASSPHRASE,
        "passphrase_again": PASSPHRASE,
        "agreed": "yes",
        "consents": "yes",
    }
    return {key: value for key, value in {**typed, **changes}.items() if value is not None}


def _offered(passphrase: str) -> dict[str, Any]:
    return form(passphrase_choice="offered", passphrase_offered=passphrase, passphrase="", passphrase_again="")


def test_somebody_joins_with_the_offered_passphrase_and_sees_codes_once(cast: Cast, stranger: Client) -> None:
    page = stranger.get("/join")
    offered = value_of(page, "passphrase_offered")
    assert f"Use this one: {offered}" in words_of(page)
    joined = stranger.post("/join", _offered(offered), follow=True)
    assert joined.status_code == 200
    assert len(set(codes_of(joined))) == 8
    hazel = Member.objects.get(name="hazel")
    assert hazel.admitted_at
    assert hazel.approved_at is None
    assert hazel.check_password(offered)
    assert stranger.get("/me").status_code == 200
    assert not codes_of(stranger.get("/me"))
    again = Client()
    signed_in = again.post("/sign-in", {"name": "Hazel", "passphrase": offered})
    assert signed_in.status_code == 302
    assert again.get("/me").status_code == 200


def test_another_passphrase_is_offered_and_what_was_typed_stays(db: None, stranger: Client) -> None:
    first = value_of(stranger.get("/join"), "passphrase_offered")
    page = stranger.post("/join", form(passphrase_offered=first, another="yes"), follow=True)
    assert page.status_code == 200
    assert value_of(page, "passphrase_offered") != first
    assert value_of(page, "name") == "hazel"
    assert "wrongs" not in page.content.decode()
    assert not Member.objects.filter(name="hazel").exists()


def test_when_something_is_wrong_all_but_the_passphrase_is_kept(db: None, stranger: Client) -> None:
    makers.house(joining="approval", joining_question="What brings you?")
    offered = value_of(stranger.get("/join"), "passphrase_offered")
    page = stranger.post("/join", form(agreed=None, answer="A long <year>.", passphrase_offered=offered), follow=True)
    assert page.status_code == 422
    assert "Read the house rules and say" in words_of(page)
    assert value_of(page, "name") == "hazel"
    assert value_of(page, "passphrase_offered") == offered  # perhaps written down already
    assert "A long <year>." in words_of(page)
    assert PASSPHRASE not in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": ""}, "Say a name"),
        ({"name": "ash"}, "taken, or looks like"),
        ({"name": "аsh"}, "different alphabets"),
        ({"name": "ASH."}, "taken, or looks like"),
        ({"passphrase": "too short", "passphrase_again": "too short"}, "too short"),
        ({"passphrase_again": "seven loud herons wading"}, "not the same"),
        (
            {"passphrase_choice": "offered", "passphrase_offered": "", "passphrase": "", "passphrase_again": ""},
            "too short",
        ),
        ({"passphrase_choice": "offered", "passphrase_offered": PASSPHRASE, "passphrase_again": ""}, "not both"),
        ({"passphrase": "i am hazel of here", "passphrase_again": "i am hazel of here"}, "Your name is part"),
        ({"name": "x" * 100_000}, "2 to 30 characters"),
        ({"website": "https://mill.test"}, "One field is there for machines only"),
    ],
)
def test_a_refusal_says_why(cast: Cast, stranger: Client, changes: dict[str, str], sentence: str) -> None:
    before = Member.objects.count()
    page = stranger.post("/join", form(**changes), follow=True)
    assert page.status_code == 422
    assert sentence in words_of(page)
    assert Member.objects.count() == before


def test_ones_own_passphrase_typed_twice_is_the_choice(cast: Cast, stranger: Client) -> None:
    """The button stood on the offered one, which nobody had read."""
    assert (
        stranger.post(
            "/join", form(passphrase_choice="offered", passphrase_offered="a b c d e f g"), follow=True
        ).status_code
        == 200
    )
    assert Member.objects.get(name="hazel").check_password(PASSPHRASE)


def test_two_who_ask_for_one_name_at_once_get_the_sentence(
    cast: Cast, stranger: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one joins after the rule was asked and before the row is written."""

    set_password = Member.set_password

    def slip_in(member: Member, passphrase: str | None) -> None:
        set_password(member, passphrase)
        makers.member("hazel")

    monkeypatch.setattr(Member, "set_password", slip_in)
    page = stranger.post("/join", form(), follow=True)
    assert page.status_code == 422
    assert "taken, or looks like" in words_of(page)


def test_a_second_press_is_the_same_joining_but_a_stranger_with_the_name_is_not(cast: Cast) -> None:
    assert Client().post("/join", form(), follow=True).status_code == 200
    again = Client().post("/join", form(), follow=True)
    assert again.status_code == 200
    assert len(codes_of(again)) == 8
    assert Member.objects.filter(name="hazel").count() == 1
    other = "eight loud herons wading"
    assert Client().post("/join", form(passphrase=other, passphrase_again=other), follow=True).status_code == 422


def test_asking_to_join_leads_to_the_waiting_page(cast: Cast, stranger: Client) -> None:
    makers.house(joining="approval", joining_question="What brings you here?")
    assert "What brings you here?" in words_of(stranger.get("/join"))
    assert "lets you in. That can take some days" in words_of(stranger.get("/join"))
    assert "sentence or two" in words_of(stranger.post("/join", form(), follow=True))
    asked = stranger.post("/join", form(answer="I want to read."), follow=True)
    assert len(codes_of(asked)) == 8
    assert Member.objects.get(name="hazel").admitted_at is None
    assert 'action="/leaving/practice"' in asked.content.decode()
    practice = stranger.get("/leaving/practice")
    assert "Try leaving once" in words_of(practice)
    assert 'href="/waiting"' in practice.content.decode()
    waiting = stranger.get("/me", follow=True)
    assert 'href="/leaving/practice"' in waiting.content.decode()
    assert waiting.redirect_chain[-1][0] == "/waiting"
    assert "I want to read." in words_of(waiting)
    for way in ("/new", "/notices", "/search", "/c", "/shelf", "/report"):
        assert f'href="{way}"' not in waiting.content.decode(), "a way that leads nowhere yet"


def test_a_house_by_invitation_opens_to_one_link_once(cast: Cast, stranger: Client) -> None:
    makers.house(joining="invitation")
    assert "joined by invitation" in words_of(stranger.get("/join"))
    assert stranger.post("/join", form(), follow=True).status_code == 403
    secret = house_actions.invite(by=cast.wren, note="the one from the library")
    page = stranger.get(f"/join?invitation={secret}")
    assert value_of(page, "invitation") == secret
    assert stranger.post("/join", form(invitation=secret), follow=True).status_code == 200
    hazel = Member.objects.get(name="hazel")
    assert hazel.admitted_at
    assert hazel.approved_at
    assert Client().post("/join", form(name="elder", invitation=secret), follow=True).status_code == 403


def test_an_old_invitation_opens_nothing(cast: Cast, stranger: Client) -> None:
    makers.house(joining="invitation")
    secret = house_actions.invite(by=cast.wren, note="")
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert stranger.post("/join", form(invitation=secret), follow=True).status_code == 403


def test_whoever_comes_with_a_link_that_is_good_no_more_reads_so(cast: Cast, stranger: Client) -> None:
    secret = house_actions.invite(by=cast.wren, note="")
    Invitation.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    for joining in ("open", "approval"):
        makers.house(joining=joining)
        assert "good no more" in words_of(stranger.get(f"/join?invitation={secret}"))
        assert "good no more" not in words_of(stranger.get("/join"))
    makers.house(joining="invitation")
    assert "they can make another" in words_of(stranger.get(f"/join?invitation={secret}"))


def test_an_invited_person_need_not_wait(cast: Cast, stranger: Client) -> None:
    makers.house(joining="approval")
    secret = house_actions.invite(by=cast.wren, note="")
    assert stranger.post("/join", form(invitation=secret), follow=True).status_code == 200
    assert Member.objects.get(name="hazel").admitted_at


def test_a_thousand_joinings_from_one_place_are_slowed_down(cast: Cast, stranger: Client) -> None:
    for _time in range(JOINED_HERE.times):
        JOINED_HERE.reached("127.0.0.1")
    page = stranger.post("/join", form(), follow=True)
    assert page.status_code == 429
    assert "Wait an hour" in words_of(page)


def test_a_member_has_joined_already(cast: Cast) -> None:
    assert cast.client(cast.ash).get("/join").status_code == 302


def test_the_house_row_need_not_exist(db: None, stranger: Client) -> None:
    House.objects.all().delete()
    assert stranger.get("/join").status_code == 200
