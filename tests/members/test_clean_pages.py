"""The pages of account, keys, mail and coming back: no finding of axe, wide and narrow, by day and by night."""

from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from leeward.members import asking_back, second_step
from leeward.members.models import AskedBack, Member, Passkey
from tests import makers
from tests.cast import PASSPHRASE, assemble
from tests.members.test_second_step import from_the_tree

OPEN = ["/sign-in", "/sign-in/passkey", "/recover", "/recover/ask", "/recover/back", "/recover/mail"]
INSIDE = ["/me", "/me/sessions", "/me/keys", "/me/keys/app", "/me/keys/new", "/me/asked-back", "/me/mail",
          "/me/leaving-someone", "/me/words"]  # fmt: skip


NOT_THESE = {"Your passphrase once more", "That did not work", "Something broke on our side"}


def found(page: Page, address: str) -> list[str]:
    page.goto(address)
    assert page.inner_text("h1") not in NOT_THESE
    results = Axe().run(page).response
    return [
        f"{address} {finding['id']} {node['target']}" for finding in results["violations"] for node in finding["nodes"]
    ]


def signed_in(page: Page, member: Member, at: str) -> None:
    """Here, in another browser too, and with a passphrase given again."""
    Client().force_login(member)
    client = Client()
    client.force_login(member)
    client.post("/me/keys/new", {"proving": "look", "present": PASSPHRASE})
    page.context.add_cookies([{"name": "s", "value": client.cookies["s"].value, "url": at}])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing(
    width: int, scheme: Literal["dark", "light"], browser: Browser, live_server: LiveServer
) -> None:
    assemble()
    hazel = makers.member("hazel", passphrase=PASSPHRASE)
    wren = makers.member("heron", role="moderator", passphrase=PASSPHRASE)
    second_step.begin(by=hazel)
    stick = Passkey(member=hazel, name="the blue stick", digest="d", public=b"", made_at=hazel.joined_at)
    stick.save()
    asking_back.ask(name="hazel", words="I wrote to wren.")
    asked = AskedBack.objects.get()
    asking_back.approve(by=wren, asked=asked, reason="She knew.")
    asking_back.ask(name="rowan", words="I wrote to wren.")
    other = AskedBack.objects.exclude(pk=asked.pk).get()
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.route("**/static/**", from_the_tree)
    findings = [line for address in OPEN for line in found(page, live_server.url + address)]
    signed_in(page, hazel, live_server.url)
    for address in INSIDE:
        if address == "/me/keys/new":
            stick.delete()  # its public half is no key, and this page would read it
        findings += found(page, live_server.url + address)
    signed_in(page, wren, live_server.url)
    for address in ("/house/asked-back", f"/house/asked-back/{other.ref}", "/me/keys/app"):
        findings += found(page, live_server.url + address)
    context.close()
    assert not findings, "\n".join(findings)
