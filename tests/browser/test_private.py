"""A private conversation, walked by two people: with and without JavaScript, and on a shared device."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from leeward.conversations.models import Message
from tests import makers
from tests.browser.telling import enter
from tests.cast import Cast


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def script(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def ask(page: Page, site: str, name: str, words: str) -> None:
    page.goto(f"{site}/c/new")
    page.get_by_label("The exact name").fill(name)
    press(page, "Go on")
    page.get_by_label("What it is about").fill("The pier")
    page.get_by_label("Your message").fill(words)
    press(page, "Send this request")


def test_two_people_come_to_write_to_one_another(browser: Browser, site: str, cast: Cast, script: bool) -> None:
    with (
        enter(browser, site, cast, cast.ash, java_script_enabled=script) as hers,
        enter(browser, site, cast, cast.rowan, 360, java_script_enabled=script) as his,
    ):
        ash, rowan = hers.new_page(), his.new_page()
        ask(ash, site, "rowan", "You counted the lamps. Call me: 020 7946 0123")
        expect(ash.locator(".wrongs")).to_contain_text("There is a phone number in your message.")
        press(ash, "Send it as it is")
        expect(ash.locator("main")).to_contain_text("Not answered yet.")

        rowan.goto(f"{site}/c")
        rowan.get_by_role("link", name="The pier").click()
        expect(rowan.locator("article, .words").first).not_to_be_visible()
        rowan.get_by_text("Read what they wrote").click()
        expect(rowan.locator(".words")).to_contain_text("You counted the lamps.")
        press(rowan, "Accept")
        rowan.get_by_label("Write to them").fill("Forty-one.\n\nI counted them twice.")
        press(rowan, "Send this message")
        expect(rowan.locator("article.post").last).to_contain_text("Forty-one.")

        ash.goto(f"{site}/c")
        ash.get_by_role("link", name="The pier").click()
        ash.locator("article.post").last.get_by_role("link", name="Quote a passage").click()
        ash.get_by_label("I counted them twice.").check()
        press(ash, "Quote these in my message")
        body = ash.get_by_label("Write to them")
        body.fill(body.input_value() + "So did I.")
        press(ash, "Send this message")
        last = ash.locator("article.post").last
        expect(last).to_contain_text("So did I.")
        expect(last.locator("blockquote.quote a")).to_have_attribute("href", re.compile(r"^/c/message/\w{11}/2$"))
        last.get_by_role("link", name="Take back").click()
        press(ash, "Take it back")
        expect(ash.locator("article.gone")).to_have_count(1)
    assert Message.objects.count() == 3


@pytest.fixture
def shared(browser: Browser, site: str, cast: Cast) -> Iterator[BrowserContext]:
    with browser.new_context() as context:
        session = cast.client(cast.ash, "shared").cookies["s"].value
        context.add_cookies([{"name": "s", "value": session, "url": site}])
        yield context


def test_on_a_shared_device_it_leaves_one_line_with_one_address(shared: BrowserContext, site: str) -> None:
    page = shared.new_page()
    page.goto(site)
    page.get_by_role("link", name="Your conversations").click()
    page.get_by_role("link", name="Write to somebody").click()
    page.get_by_label("The exact name").fill("rowan")
    press(page, "Go on")
    page.get_by_label("Your message").fill("A word to rowan.")
    press(page, "Send this request")
    expect(page.locator("article.post")).to_contain_text("A word to rowan.")
    assert page.url == f"{site}/"
    assert page.title() == "Notes"
    page.get_by_role("link", name="Leave this conversation").click()
    expect(page.get_by_role("heading", name="Leave this conversation?")).to_be_visible()
    page.go_back()
    expect(page.locator("article.post")).to_contain_text("A word to rowan.")
    assert page.url == f"{site}/"


def test_words_selected_in_a_message_are_quoted_below(browser: Browser, site: str, cast: Cast) -> None:
    _theirs, mine = makers.conversation(cast.rowan, cast.ash, "The lamps on the pier.")
    with enter(browser, site, cast, cast.ash) as context:
        page = context.new_page()
        page.goto(f"{site}/c/{mine.ref}")
        page.locator("article.post .text p").first.select_text()
        press(page, "Quote this")
        expect(page.get_by_label("Write to them")).to_have_value(re.compile(r"\[quote name=\"rowan\" post=\"\w{11}\""))
