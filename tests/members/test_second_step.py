"""Six digits after the passphrase, for those who want them; a recovery code counts too; a passkey stands for both."""

import re
import time

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.test import Client, RequestFactory
from playwright.sync_api import Browser, Page, Route
from pytest_django.live_server_helper import LiveServer

from leeward.members import codes, passkeys, second_step
from leeward.members.models import CodeApp, Member, Passkey
from leeward.web.assets import published
from leeward.web.sealing import unseal
from tests import makers
from tests.cast import PASSPHRASE
from tests.members.pages import value_of, words_of

NEW = "eight loud herons wading"


@pytest.fixture
def hazel(db: None) -> Member:
    makers.house()
    return makers.member("hazel", passphrase=PASSPHRASE)


def digits(member: Member, ahead: int = 0) -> str:
    """What the app shows now, or some half-minutes later."""
    app = CodeApp.objects.get(member=member)
    secret = bytes.fromhex(unseal(bytes(app.secret), for_=f"code app {member.pk}"))
    return TOTP(secret, 6, SHA1(), 30).generate(time.time() + 30 * ahead).decode()


def with_app(member: Member) -> None:
    second_step.begin(by=member)
    assert second_step.confirm(by=member, code=digits(member, -1))


def first_step(client: Client, passphrase: str = PASSPHRASE) -> str:
    """Sign in as far as the code; the signed word that the page holds."""
    page = client.post("/sign-in", {"name": "hazel", "passphrase": passphrase, "device": "mine"})
    assert page.status_code == 200
    assert client.get("/me").status_code == 302
    return value_of(page, "half")


def test_setting_up_needs_the_passphrase_and_a_right_code(hazel: Member) -> None:
    here = Client()
    here.force_login(hazel)
    here.post("/me/keys/app", {"proving": "look", "present": PASSPHRASE})
    page = here.get("/me/keys/app")
    assert re.search(r'<path d="M\d+ \d+h1v1h-1z', page.content.decode())
    assert "style=" not in page.content.decode()
    assert here.post("/me/keys/app", {"code": "000000"}).status_code == 422
    assert not second_step.is_asked(hazel)
    assert here.post("/me/keys/app", {"code": digits(hazel)}).status_code == 302
    assert second_step.is_asked(hazel)
    assert "asks for six digits" in words_of(here.get("/me/keys"))
    assert here.post("/me/keys/app", {"remove": "yes"}).status_code == 302
    assert not CodeApp.objects.exists()


def test_the_code_is_asked_after_the_passphrase_and_is_good_once(hazel: Member) -> None:
    with_app(hazel)
    here = Client()
    half, code = first_step(here), digits(hazel)
    assert here.post("/sign-in", {"half": half, "code": ""}).status_code == 422
    assert here.post("/sign-in", {"half": half, "code": "12345x"}).status_code == 422
    assert here.post("/sign-in", {"half": half, "code": code, "next": "/rules"}).headers["Location"] == "/rules"
    assert here.get("/me").status_code == 200
    assert here.session["device"] == "mine"
    assert Client().post("/sign-in", {"half": half, "code": code}).status_code == 422


def test_a_recovery_code_counts_and_a_mailed_one_does_not(hazel: Member) -> None:
    with_app(hazel)
    paper, mailed = codes.renew(hazel), codes.lend(hazel)
    here = Client()
    half = first_step(here)
    assert here.post("/sign-in", {"half": half, "code": mailed}).status_code == 422
    assert here.post("/sign-in", {"half": half, "code": paper[0]}).status_code == 302
    assert Client().post("/sign-in", {"half": half, "code": paper[0]}).status_code == 422


def test_the_first_step_cannot_be_forged_and_ends_with_the_passphrase(hazel: Member) -> None:
    with_app(hazel)
    half = first_step(Client())
    assert Client().post("/sign-in", {"half": half + "x", "code": digits(hazel)}).status_code == 422
    hazel.set_password(NEW)
    hazel.save()
    late = Client().post("/sign-in", {"half": half, "code": digits(hazel)})
    assert late.status_code == 422
    assert "Begin again" in words_of(late)


def test_guessing_digits_stops_and_locks_nobody_out(hazel: Member) -> None:
    with_app(hazel)
    paper, here = codes.renew(hazel), Client()
    half = first_step(here)
    for _try in range(second_step.TRIES.times):
        here.post("/sign-in", {"half": half, "code": "000000"})
    assert here.post("/sign-in", {"half": half, "code": digits(hazel)}).status_code == 422
    assert here.post("/sign-in", {"half": half, "code": paper[0]}).status_code == 302


def test_a_found_sheet_of_paper_alone_lets_nobody_in(hazel: Member) -> None:
    with_app(hazel)
    paper, here = codes.renew(hazel), Client()
    typed = {"passphrase_choice": "own", "passphrase": NEW, "passphrase_again": NEW}
    page = here.post("/recover", {"name": "hazel", "code": paper[0], **typed})
    assert here.get("/me").status_code == 302
    half = value_of(page, "half")
    assert here.post("/sign-in", {"half": half, "code": paper[0]}).status_code == 422
    assert here.post("/sign-in", {"half": half, "code": digits(hazel), "next": "/me"}).status_code == 302


def authenticator(page: Page) -> None:
    """A device that holds keys, and whose owner unlocks it."""
    line = page.context.new_cdp_session(page)
    line.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    line.send("WebAuthn.addVirtualAuthenticator", {"options": {**kind, "isUserVerified": True}})


def from_the_tree(route: Route) -> None:
    """The files that a web server sends before Django is asked; under the pages' own strict policy."""
    name = route.request.url.rpartition("/")[2]
    kinds = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}
    route.fulfill(body=published()[1].get(name, b""), content_type=kinds[name.rpartition(".")[2]])


@pytest.mark.django_db(transaction=True)
def test_a_passkey_is_made_named_used_and_removed(browser: Browser, live_server: LiveServer) -> None:
    makers.house()
    hazel = makers.member("hazel", passphrase=PASSPHRASE)
    with_app(hazel)
    at = live_server.url.replace("127.0.0.1", "localhost")
    context = browser.new_context()
    client = Client()
    client.force_login(hazel)
    context.add_cookies([{"name": "s", "value": client.cookies["s"].value, "url": at}])
    page = context.new_page()
    page.route("**/static/**", from_the_tree)
    authenticator(page)

    page.goto(f"{at}/me/keys/new")
    page.get_by_label("Your present passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Go on").click()
    page.get_by_label("A name for this key").fill("the blue stick")
    page.get_by_role("button", name="Make the passkey").click()
    page.get_by_text("Your passkey is kept.").wait_for()
    key = Passkey.objects.get()
    assert (key.member, key.name) == (hazel, "the blue stick")

    context.clear_cookies()
    page.goto(f"{at}/sign-in/passkey")
    page.get_by_role("button", name="Use my passkey").click()
    page.get_by_role("link", name="hazel").wait_for()
    page.goto(f"{at}/me")
    assert "You are hazel here" in page.inner_text("main")

    client.post("/me/keys/new", {"proving": "look", "present": PASSPHRASE})
    assert client.post(f"/me/keys/{key.ref}", {"name": "stick"}).status_code == 302
    assert Passkey.objects.get().name == "stick"
    client.post(f"/me/keys/{key.ref}", {"remove": "yes"})
    context.clear_cookies()
    page.goto(f"{at}/sign-in/passkey")
    page.get_by_role("button", name="Use my passkey").click()
    page.get_by_text("could not be checked").first.wait_for()
    context.close()


def test_an_answer_is_good_once_and_only_as_it_was_asked(hazel: Member) -> None:
    here = Client()
    asked = value_of(here.get("/sign-in/passkey"), "asked")
    for answer in ("", "{}", "[1]", '{"id": "x"}', "null"):
        page = here.post("/sign-in/passkey", {"asked": asked, "answer": answer})
        assert page.status_code == 422
    assert here.post("/sign-in/passkey", {"asked": "forged", "answer": "{}"}).status_code == 422


def test_what_a_page_asked_is_answered_once(hazel: Member, rf: RequestFactory) -> None:
    _asked, signed = passkeys.ask_known(rf.get("/sign-in/passkey"), "Notes")
    assert passkeys.state_of(signed, "known")["challenge"]
    with pytest.raises(passkeys.WrongAnswer):
        passkeys.state_of(signed, "known")
    _asked, signed = passkeys.ask_known(rf.get("/sign-in/passkey"), "Notes")
    with pytest.raises(passkeys.WrongAnswer):
        passkeys.state_of(signed, "new")


def test_no_passphrase_or_code_comes_back_with_a_stale_form(hazel: Member) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(hazel)
    for name, secret in (("present", PASSPHRASE), ("receipt", "abcd-efgh"), ("code", "123456")):
        page = strict.post("/me/keys/app", {name: secret, "proving": "send"})
        assert page.status_code == 403
        assert secret not in page.content.decode()
