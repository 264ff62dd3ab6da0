"""Where one is signed in: facts, a way to end each, and the passphrase once more before what matters."""

import time

import pytest
from django.test import Client
from django.utils import timezone

from leeward.members.devices import coarse, in_words
from leeward.members.models import Member, Session
from tests import makers
from tests.cast import PASSPHRASE
from tests.members.pages import words_of

PHONE = "Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0"
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Safari/537.36"


@pytest.fixture
def hazel(db: None) -> Member:
    makers.house()
    return makers.member("hazel", passphrase=PASSPHRASE)


def signed_in(browser: str, device: str = "shared") -> Client:
    client = Client(headers={"User-Agent": browser})
    client.post("/sign-in", {"name": "hazel", "passphrase": PASSPHRASE, "device": device})
    return client


@pytest.mark.parametrize(
    ("said", "kept", "words"),
    [
        (PHONE, "firefox/android", "Firefox on Android"),
        (LAPTOP, "chrome/windows", "Chrome on Windows"),
        (LAPTOP + " Edg/130", "edge/windows", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU like Mac OS X) Safari/604", "safari/iphone", "Safari on iPhone"),
        ("<script>" * 900, "/", "A browser that does not say what it is"),
        ("", "/", "A browser that does not say what it is"),
    ],
)  # fmt: skip
def test_a_browser_is_kept_coarsely(said: str, kept: str, words: str) -> None:
    assert coarse(said) == kept
    assert in_words(kept) == words


def test_the_list_says_what_since_when_and_which_is_this_one(hazel: Member) -> None:
    here, elsewhere = signed_in(PHONE, "mine"), signed_in(LAPTOP)
    page = words_of(here.get("/me/sessions"))
    assert "Firefox on Android this one since" in page
    assert "Chrome on Windows since" in page
    assert "said to be only yours" in page
    assert "said to be shared" in page
    assert "130.0" not in page
    for session in Session.objects.all():
        assert session.session_key not in here.get("/me/sessions").content.decode()
    assert "Chrome on Windows this one" in words_of(elsewhere.get("/me/sessions"))


def test_one_is_signed_out_and_nobody_elses_can_be(hazel: Member) -> None:
    here, elsewhere = signed_in(PHONE), signed_in(LAPTOP)
    other = Client()
    other.force_login(makers.member("heron"))
    its = Session.objects.get(member=hazel, browser="chrome/windows").ref
    assert other.post(f"/me/sessions/{its}").status_code == 302
    assert elsewhere.get("/me").status_code == 200
    assert here.post(f"/me/sessions/{its}").status_code == 302
    assert elsewhere.get("/me").status_code == 302
    assert here.get("/me").status_code == 200
    assert other.get("/me").status_code == 200


def test_begun_stays_while_the_session_is_written_again(hazel: Member) -> None:
    here = signed_in(PHONE)
    before = Session.objects.get(member=hazel)
    session = here.session
    session["more"] = "1"
    session.save()
    after = Session.objects.get(member=hazel)
    assert (after.begun_at, after.ref, after.browser) == (before.begun_at, before.ref, "firefox/android")


def test_the_passphrase_is_asked_again_and_good_for_ten_minutes(hazel: Member) -> None:
    here = signed_in(PHONE)
    asked = here.get("/me/keys/app")
    assert asked.status_code == 200
    assert "Your passphrase once more" in words_of(asked)
    assert here.post("/me/keys/app", {"proving": "look", "present": "wrong and wrong"}, follow=True).status_code == 422
    assert here.post("/me/keys/app", {"proving": "look", "present": PASSPHRASE}).status_code == 302
    assert "Set up an app" in words_of(here.get("/me/keys/app"))
    session = here.session
    session["proved"] = time.time() - 601
    session.save()
    assert "Your passphrase once more" in words_of(here.get("/me/keys/app"))


def test_what_was_sent_is_finished_with_the_passphrase(hazel: Member) -> None:
    here = signed_in(PHONE)
    asked = here.post("/me/keys/app", {"remove": "yes"}, follow=True)
    assert 'name="remove" value="yes"' in asked.content.decode()
    done = here.post("/me/keys/app", {"remove": "yes", "proving": "send", "present": PASSPHRASE})
    assert done.headers["Location"] == "/me/keys?done=app-off"


def test_wrong_tries_are_counted(hazel: Member) -> None:
    here = signed_in(PHONE)
    guess = {"proving": "look", "present": "wrong and wrong"}
    tries = [here.post("/me/keys/app", guess, follow=True).status_code for _try in range(9)]
    assert tries == [422] * 8 + [429]
    right = here.post("/me/keys/app", {"proving": "look", "present": PASSPHRASE}, follow=True)
    assert right.status_code == 429


def test_a_session_that_was_changed_in_the_database_lets_nobody_in(hazel: Member) -> None:
    client = signed_in(LAPTOP)
    assert client.get("/me").status_code == 200
    row = Session.objects.get(member=hazel)
    words, _sign = row.session_data.rsplit(":", 1)
    Session.objects.update(session_data=f"{words}:{'A' * 43}")
    assert client.get("/me").status_code == 302


def test_a_session_ends_with_the_passphrase_and_with_the_account(hazel: Member) -> None:
    for change in ({"password": "argon2$another"}, {"closed_at": timezone.now()}):
        client = Client()
        client.force_login(hazel)
        assert client.get("/me").status_code == 200
        before = {name: getattr(hazel, name) for name in change}
        Member.objects.filter(pk=hazel.pk).update(**change)
        assert client.get("/me").status_code == 302
        Member.objects.filter(pk=hazel.pk).update(**before)
