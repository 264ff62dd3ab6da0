"""A device that others use: one line in the history, half an hour, nothing kept in the browser."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, expect

from leeward.boards.models import Post, Topic
from leeward.members.models import Session
from leeward.members.sessions import IDLE
from tests import makers
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def topic(cast: Cast) -> Topic:
    topic = makers.topic(cast.rowan, cast.board, "The boiler", "One.\n\nTwo.\n\n" + "Long. " * 900 + "\n\nFour.")
    makers.reply(cast.wren, topic, "An answer.")
    return topic


@pytest.fixture
def context(browser: Browser, site: str, cast: Cast, topic: Topic) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    session = cast.client(cast.ash, "shared").cookies["s"].value
    context.add_cookies([{"name": "s", "value": session, "url": site}])
    yield context
    for page in context.pages:
        page.goto("about:blank")
    context.close()


@pytest.fixture
def page(context: BrowserContext, site: str) -> Page:
    page = context.new_page()
    page.goto(site)
    return page


def read(page: Page) -> None:
    page.locator("a.board-title").click()
    page.locator("a.topic-title").first.click()
    expect(page.get_by_role("heading", name="The boiler")).to_be_visible()


def test_pages_change_under_one_address_and_title(page: Page, site: str) -> None:
    read(page)
    assert (page.url, page.title()) == (f"{site}/", "Notes")
    assert page.evaluate("() => document.activeElement.textContent") == "The boiler"
    assert isinstance(page.evaluate("() => history.state"), int)  # a number, and nothing else, is in the history


def test_back_and_forward_work_inside_and_find_the_place_again(page: Page, site: str) -> None:
    read(page)
    # Pressed by script: Playwright would scroll to what it presses.
    page.evaluate("() => { scrollTo(0, 900); document.querySelector('.ways a[href=\"/search\"]').click(); }")
    expect(page.get_by_role("heading", name="Search")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="The boiler")).to_be_attached()
    page.wait_for_function("() => scrollY === 900")
    page.go_forward()
    expect(page.get_by_role("heading", name="Search")).to_be_visible()
    assert page.url == f"{site}/"


def test_a_reload_comes_back_to_the_front_page(page: Page) -> None:
    read(page)
    page.reload()
    expect(page.locator("h1")).to_have_text("Test house")


def test_a_link_from_outside_shows_its_page_under_the_one_address(
    context: BrowserContext, site: str, topic: Topic
) -> None:
    page = context.new_page()
    page.goto(f"{site}/t/{topic.ref}#p1-4")
    expect(page.locator("#p1-4")).to_be_in_viewport()
    assert page.url == f"{site}/"


def test_an_anchor_is_reached_without_standing_in_the_address(page: Page, site: str, topic: Topic) -> None:
    read(page)
    post = Post.objects.get(topic=topic, number=1)
    page.evaluate("(at) => { document.querySelector('main a').setAttribute('href', at); }", f"/p/{post.ref}/4")
    page.locator("main a").first.click()
    expect(page.locator("#p1-4")).to_be_in_viewport()
    expect(page.locator("#p1-4")).to_be_focused()
    assert page.url == f"{site}/"


def test_forms_work_in_place_with_the_button_that_was_pressed(page: Page, site: str, topic: Topic) -> None:
    read(page)
    page.locator("textarea[name=body]").fill("A word from ash.")
    page.get_by_role("button", name="See how it will look").click()
    expect(page.locator(".preview")).to_contain_text("A word from ash.")
    page.get_by_role("button", name="Post this reply").click()
    expect(page.locator("article.post").last).to_contain_text("A word from ash.")
    assert page.url == f"{site}/"
    assert Post.objects.filter(topic=topic).count() == 3


def test_a_form_without_an_address_goes_to_the_page_it_stands_on(page: Page) -> None:
    page.get_by_role("link", name="ash", exact=True).click()
    page.locator("textarea[name=about]").fill("I like rivers.")
    page.get_by_role("button", name="Keep this").click()
    expect(page.locator(".done")).to_be_visible()


def test_what_was_searched_is_shown_again_on_back_and_stands_nowhere(page: Page, site: str) -> None:
    page.get_by_role("link", name="Search").first.click()
    page.locator("input[name=q]").fill("nothing-like-it")
    page.locator("main form button.main").click()
    expect(page.locator("h1")).to_have_text("Nothing found")
    page.get_by_role("link", name="New").first.click()
    expect(page.locator("h1")).not_to_have_text("Nothing found")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Nothing found")
    assert page.url == f"{site}/"


def test_what_is_being_written_is_kept_before_the_page_goes(page: Page) -> None:
    read(page)
    page.locator("textarea[name=body]").press_sequentially("Half a thought")
    page.get_by_role("link", name="New").first.click()
    page.get_by_role("link", name="ash", exact=True).click()
    page.get_by_role("link", name="Your drafts").first.click()
    expect(page.get_by_text("Half a thought").first).to_be_visible()


def test_a_page_that_is_not_there_says_so_in_place(page: Page, site: str) -> None:
    page.evaluate("() => document.querySelector('main a').setAttribute('href', '/t/aaaaaaaaaaa')")
    page.locator("main a").first.click()
    expect(page.locator("h1")).to_have_text("That did not work")
    assert page.url == f"{site}/"


def test_a_line_that_breaks_leaves_the_page_and_says_so(page: Page) -> None:
    read(page)
    page.locator("textarea[name=body]").fill("Still here")
    page.context.set_offline(True)
    page.get_by_role("link", name="New").first.click()
    expect(page.get_by_role("alert")).to_contain_text("The line broke")
    assert page.locator("textarea[name=body]").input_value() == "Still here"
    page.context.set_offline(False)


def test_a_second_tab_has_the_same_address_and_shows_what_was_asked(page: Page, site: str, topic: Topic) -> None:
    page.locator("a.board-title").click()
    with page.context.expect_page() as opened:
        page.locator("a.topic-title").first.click(modifiers=["Control"])
    expect(opened.value.get_by_role("heading", name="The boiler")).to_be_visible()
    assert opened.value.url == page.url == f"{site}/"


def test_the_browsers_own_menu_sees_no_address(page: Page, site: str) -> None:
    link = page.locator("a.board-title")
    address = link.get_attribute("href")
    link.click(button="right")
    assert link.get_attribute("href") == "/"
    page.keyboard.press("Escape")
    assert link.get_attribute("href") == address


def test_nothing_is_stored_in_the_browser(page: Page) -> None:
    read(page)
    page.locator("textarea[name=body]").press_sequentially("Half a thought")
    kept = page.evaluate(
        """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
          (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]"""
    )
    assert kept == [0, 0, 0, 0, 0]
    cookies = {cookie["name"]: cookie["expires"] for cookie in page.context.cookies()}
    assert set(cookies.values()) == {-1}  # gone with the browser


def test_no_field_is_offered_to_the_browsers_memory(page: Page, browser: Browser, site: str) -> None:
    with browser.new_context() as context:
        stranger = context.new_page()
        stranger.goto(f"{site}/sign-in")
        fields = "'form, input[type=text], input[type=password]'"
        kept = f"() => [...document.querySelectorAll({fields})].map((field) => field.autocomplete)"
        assert set(stranger.evaluate(kept)) == {"off", "one-time-code"}
        stranger.get_by_label("No, only me").check()
        assert {"username", "current-password"} <= set(stranger.evaluate(kept)) | {"username"}


def test_resting_is_warned_of_and_then_takes_the_page_away(page: Page) -> None:
    read(page)
    page.evaluate("() => document.querySelector('idle-end').plan(200)")
    expect(page.locator("idle-end")).to_contain_text("In five minutes you will be signed out")
    page.locator("idle-end").get_by_role("button", name="Stay").click()
    expect(page.locator("idle-end")).not_to_contain_text("In five minutes")
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    page.evaluate("() => document.querySelector('idle-end').wait(0)")
    expect(page.locator("h1")).to_have_text("You are signed out")
    assert "boiler" not in page.locator("body").inner_text()
    page.go_back()
    expect(page.locator("h1")).not_to_have_text("The boiler")


@pytest.mark.parametrize(("device", "ends"), [("shared", True), ("mine", False)])
def test_half_an_hour_of_rest_ends_a_shared_session_and_no_other(cast: Cast, device: str, ends: bool) -> None:
    client = cast.client(cast.ash, device)
    before = Session.objects.get()
    assert (before.expire_date - timezone.now() <= IDLE) is ends
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=5))
    client.get("/here")
    assert Session.objects.get().expire_date - timezone.now() < timedelta(minutes=6)  # a page asking by itself
    client.get("/leaving")
    assert (Session.objects.get().expire_date - timezone.now() > IDLE - timedelta(minutes=1)) is ends
