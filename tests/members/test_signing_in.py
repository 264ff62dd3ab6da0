"""Signing in and out, coming back with a code; wrong tries slow down and never lock."""

import pytest
from django.conf import settings
from django.test import Client

from leeward.members import signing_in
from leeward.members.models import Member, Session
from tests import makers
from tests.cast import PASSPHRASE
from tests.members.pages import codes_of, value_of, words_of

NEW = "eight loud herons wading"


@pytest.fixture
def hazel(db: None) -> Member:
    return makers.member("hazel", passphrase=PASSPHRASE)


def sign_in(client: Client, passphrase: str = PASSPHRASE, **more: str) -> int:
    return client.post("/sign-in", {"name": "Hazel", "passphrase": passphrase, **more}).status_code


def test_a_shared_device_forgets_on_closing_and_ones_own_does_not(hazel: Member, stranger: Client) -> None:
    assert sign_in(stranger) == 302
    assert stranger.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == ""
    assert stranger.session["device"] == "shared"
    mine = Client()
    assert sign_in(mine, device="mine") == 302
    assert mine.cookies[settings.SESSION_COOKIE_NAME]["max-age"] == 14 * 24 * 3600
    assert Client().post("/sign-in", {"name": "hazel", "passphrase": PASSPHRASE, "device": "x"}).status_code == 422


def test_signing_in_takes_a_fresh_session_key(hazel: Member, stranger: Client) -> None:
    stranger.session.save()
    before = stranger.session.session_key
    stranger.cookies[settings.SESSION_COOKIE_NAME] = str(before)
    sign_in(stranger)
    assert stranger.session.session_key != before
    assert Session.objects.get(session_key=stranger.session.session_key).member == hazel


def test_a_wrong_name_and_a_wrong_passphrase_read_the_same(hazel: Member, stranger: Client) -> None:
    wrong_words = stranger.post("/sign-in", {"name": "hazel", "passphrase": "wrong and wrong"})
    wrong_name = stranger.post("/sign-in", {"name": "nobody here", "passphrase": "wrong and wrong"})
    assert wrong_words.status_code == wrong_name.status_code == 422
    assert "do not go together" in words_of(wrong_words)
    assert words_of(wrong_words) == words_of(wrong_name)
    assert value_of(wrong_words, "name") == "hazel"
    assert "wrong and wrong" not in wrong_words.content.decode()


@pytest.mark.parametrize(
    ("wanted", "given"),
    [
        ("/rules", "/rules"),
        ("/t/abc?x=1", "/t/abc?x=1"),
        ("https://example.org/", "/"),
        ("//example.org/", "/"),
        ("/\\example.org", "/"),
        ("javascript:alert(1)", "/"),
        ("rules", "/"),
    ],
)
def test_next_leads_only_within_the_house(hazel: Member, stranger: Client, wanted: str, given: str) -> None:
    answer = stranger.post("/sign-in", {"name": "hazel", "passphrase": PASSPHRASE, "next": wanted})
    assert answer.headers["Location"] == given
    assert stranger.get("/sign-in", {"next": wanted}).headers["Location"] == given


def test_many_wrong_tries_slow_one_place_down_and_lock_nobody(hazel: Member) -> None:
    watcher = Client(REMOTE_ADDR="192.0.2.1")
    for _time in range(signing_in.FROM_ONE_PLACE.times):
        assert sign_in(watcher, "wrong and wrong") == 422
    slowed = watcher.post("/sign-in", {"name": "hazel", "passphrase": PASSPHRASE})
    assert slowed.status_code == 429
    assert "Nothing is locked" in words_of(slowed)
    assert sign_in(Client(REMOTE_ADDR="192.0.2.2")) == 302


def test_a_name_under_attack_from_everywhere_still_opens_to_its_owner(hazel: Member) -> None:
    for _time in range(signing_in.FOR_ONE_NAME.times):
        signing_in.FOR_ONE_NAME.reached("hazei")  # as keys have it: l reads as i
    elsewhere = Client(REMOTE_ADDR="192.0.2.3")
    tries = [sign_in(elsewhere, "wrong and wrong") for _time in range(5)]
    assert tries.count(422) == 3  # each wrong try weighs three times now
    assert tries[-1] == 429
    owner = Client(REMOTE_ADDR="192.0.2.4")
    assert sign_in(owner, "mistyped by me") == 422
    assert sign_in(owner) == 302


def test_the_right_words_forget_earlier_wrong_ones(hazel: Member, stranger: Client) -> None:
    for _round in range(3):
        for _time in range(signing_in.FROM_ONE_PLACE.times - 1):
            signing_in.FROM_ONE_PLACE.reached("127.0.0.1\0hazei")
        assert sign_in(stranger) == 302


def test_a_closed_account_learns_why_only_with_the_right_words(hazel: Member, stranger: Client) -> None:
    hazel.closed_at = hazel.joined_at
    hazel.save()
    right = stranger.post("/sign-in", {"name": "hazel", "passphrase": PASSPHRASE})
    wrong = stranger.post("/sign-in", {"name": "hazel", "passphrase": "wrong and wrong"})
    assert "This account is closed" in words_of(right)
    assert "closed" not in words_of(wrong).split("Does anyone")[0]
    assert stranger.get("/me").status_code == 302


def test_signing_out_ends_the_session_and_wants_a_press(hazel: Member, stranger: Client) -> None:
    sign_in(stranger)
    assert stranger.get("/sign-out").status_code == 405
    assert stranger.post("/sign-out").status_code == 302
    assert not Session.objects.exists()
    assert stranger.get("/me").status_code == 302


def test_a_code_lets_its_owner_in_once_and_everybody_else_out(hazel: Member, stranger: Client) -> None:
    watcher = Client()
    sign_in(watcher)
    codes = codes_of(watcher.post("/me/codes", {"present": PASSPHRASE}, follow=True))
    typed = {
        "name": "HAZEL",
        "code": codes[0].upper().replace("-", " "),
        "passphrase_choice": "own",
        "passphrase": NEW,
        "passphrase_again": NEW,
    }
    assert stranger.post("/recover", typed).status_code == 302
    assert stranger.get("/me").status_code == 200
    assert watcher.get("/me").status_code == 302
    hazel.refresh_from_db()
    assert hazel.check_password(NEW)
    again = Client().post("/recover", typed)
    assert again.status_code == 422
    assert "used before" in words_of(again)
    assert "7 codes are still good" in words_of(stranger.get("/me"))


@pytest.mark.parametrize("name", ["hazel", "nobody here"])
def test_a_wrong_code_says_the_same_for_any_name(hazel: Member, stranger: Client, name: str) -> None:
    typed = {"name": name, "code": "zzzz-zzzz-zzzz-zzzz", "passphrase_choice": "own"}
    page = stranger.post("/recover", {**typed, "passphrase": NEW, "passphrase_again": NEW})
    assert page.status_code == 422
    assert "do not go together" in words_of(page)
    assert Member.objects.get().check_password(PASSPHRASE)


def test_codes_cannot_be_tried_by_the_thousand(hazel: Member, stranger: Client) -> None:
    typed = {"name": "hazel", "code": "zzzz", "passphrase_choice": "own", "passphrase": NEW, "passphrase_again": NEW}
    tries = [stranger.post("/recover", typed).status_code for _time in range(signing_in.FROM_ONE_PLACE.times + 1)]
    assert tries[-1] == 429
