"""leave.js in Chromium: blank at once, out of the back stack, a second press does not wait."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from leeward import settings

pytestmark = pytest.mark.browser

HOUSE = "http://house.test"
SCRIPT = (Path(settings.PACKAGE) / "static/js/leave.js").read_text()
INSIDE = """<!doctype html><title>Notes</title><script type="module" src="/app.js"></script>
<a href="/leave" data-leave>Leave now</a><h1>A story</h1><input id="words">"""


class Asked:
    """What the server was asked, and whether it is slow to answer the way out."""

    def __init__(self) -> None:
        self.leaving: list[str] = []
        self.slow: list[Route] = []
        self.is_slow = False

    def answer(self, route: Route) -> None:
        path = route.request.url.removeprefix(HOUSE)
        if path == "/app.js":
            route.fulfill(body=SCRIPT, content_type="text/javascript")
        elif path == "/leave":
            self.leaving.append(route.request.method)
            if self.is_slow and route.request.method == "GET":
                self.slow.append(route)
            else:
                route.fulfill(body="<!doctype html><h1>The weather</h1>", content_type="text/html")
        else:
            route.fulfill(body=INSIDE, content_type="text/html", headers={"Cache-Control": "no-store"})


@pytest.fixture
def asked() -> Asked:
    return Asked()


@pytest.fixture
def page(browser: Browser, asked: Asked) -> Iterator[Page]:
    page = browser.new_page()
    page.route("**/*", asked.answer)
    page.goto(f"{HOUSE}/first")
    page.goto(f"{HOUSE}/story")
    yield page
    for route in asked.slow:
        route.abort()
    page.close()


def test_one_press_leaves_and_back_does_not_return(page: Page, asked: Asked) -> None:
    page.click("[data-leave]")
    page.wait_for_selector("text=The weather")
    assert sorted(asked.leaving) == ["GET", "POST"]
    page.go_back()
    assert page.url == f"{HOUSE}/first"  # /story is gone from the back stack


def test_the_page_is_blank_in_the_very_press(page: Page, asked: Asked) -> None:
    asked.is_slow = True
    seen = page.evaluate(
        """() => {
          document.querySelector("[data-leave]").click();
          const seen = [...document.querySelectorAll("body, body *")].filter((e) => e.getClientRects().length);
          return [seen.length, location.pathname];
        }"""
    )
    assert seen == [0, "/story"]


def test_a_second_press_does_not_wait_for_a_slow_page(page: Page, asked: Asked) -> None:
    asked.is_slow = True
    page.mouse.click(20, 15)  # page.click would wait for the slow page
    page.mouse.click(50, 50)
    page.wait_for_url("about:blank")
    assert "POST" in asked.leaving  # the session ends all the same


def test_shift_three_times_leaves(page: Page) -> None:
    for _press in range(3):
        page.keyboard.press("Shift")
    page.wait_for_selector("text=The weather")


def test_writing_capitals_does_not_leave(page: Page, asked: Asked) -> None:
    page.click("#words")
    for letter in "HOPE":
        page.keyboard.press(f"Shift+{letter}")
    page.keyboard.press("Shift")
    page.mouse.click(50, 200)
    page.keyboard.press("Shift")
    page.keyboard.press("Shift")
    assert page.input_value("#words") == "HOPE"
    assert not asked.leaving


def test_a_page_kept_by_the_browser_comes_back_blank_and_asks_again(page: Page) -> None:
    with page.expect_request(f"{HOUSE}/story"):
        blank = page.evaluate(
            """() => {
              dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
              return document.body.getClientRects().length === 0;
            }"""
        )
    assert blank is True
