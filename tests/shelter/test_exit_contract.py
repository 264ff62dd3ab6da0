"""Leaving fast, line by line, in a real Chromium against real pages. The number of each line stands in its test."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Route, expect

from leeward.boards.models import Topic
from leeward.members.models import Session
from tests import makers
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

AWAY = "https://weather.example.org/"
BODY = "The boiler was cold and so was he."


@dataclass
class Inside:
    """ash, signed in on a shared device, with a story to read; `away` counts visits to the place left to."""

    site: str
    cast: Cast
    topic: Topic
    context: BrowserContext
    away: list[str]

    def open(self, path: str = "") -> Page:
        page = self.context.new_page()
        page.goto(f"{self.site}{path or f'/t/{self.topic.ref}'}")
        return page

    def enter(self, device: str = "shared") -> None:
        session = self.cast.client(self.cast.ash, device).cookies["s"].value
        self.context.add_cookies([{"name": "s", "value": session, "url": self.site}])


def weather(inside: Inside, route: Route) -> None:
    inside.away.append(route.request.headers.get("referer", ""))
    route.fulfill(body="<!doctype html><title>Weather</title><h1>Rain later</h1>", content_type="text/html")


@pytest.fixture(params=["shared", "mine"])
def inside(request: pytest.FixtureRequest, browser: Browser, site: str, cast: Cast) -> Iterator[Inside]:
    makers.house(leave_to=AWAY)
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    here = Inside(site, cast, makers.topic(cast.rowan, cast.board, "The boiler", BODY), context, [])
    context.route(f"{AWAY}**", lambda route: weather(here, route))
    here.enter(request.param)
    yield here
    context.close()


def leave(page: Page) -> None:
    page.locator("a.leave").click()
    page.wait_for_url(AWAY)


def shown(page: Page) -> str:
    """What can be seen; nothing while a page is blank."""
    return str(page.evaluate("() => document.body ? document.body.innerText.trim() : ''"))


PAGES = ["", "/", "/sign-in", "/leaving", "/help-lines", "/nothing-here", "/search", "/me", "/drafts"]


@pytest.mark.parametrize(("width", "zoom"), [(320, 1), (1280, 1), (1280, 2)])
def test_e1_the_way_out_is_on_every_page_first_and_uncovered(inside: Inside, width: int, zoom: int) -> None:
    for path in PAGES:
        page = inside.open(path)
        page.set_viewport_size({"width": width // zoom, "height": 800 // zoom})
        box = page.locator("a.leave").bounding_box()
        assert box, path
        assert min(box["width"], box["height"]) >= 44, path
        middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
        top = "([x, y]) => document.elementFromPoint(x, y)?.closest('a')?.className"
        page.mouse.wheel(0, 600)
        assert page.evaluate(top, middle) == "leave", path
        first = "() => [...document.querySelectorAll('a, button, input, textarea, select, summary')][0]?.className"
        assert page.evaluate(first) == "leave", path
        page.close()


def test_e2_nothing_is_left_on_the_screen_in_the_very_press(inside: Inside) -> None:
    page = inside.open()
    seen = page.evaluate(
        """() => {
          document.querySelector("a.leave").click();
          const drawn = [...document.querySelectorAll("body, body *")].filter((e) => e.getClientRects().length);
          return [drawn.length, document.body.hidden];
        }"""
    )
    assert seen == [0, True]


def test_e3_and_e5_going_back_shows_nothing_five_times_over(inside: Inside) -> None:
    page = inside.open("/")
    page.locator("a.board-title").click()
    page.locator("a.topic-title").first.click()
    expect(page.get_by_text(BODY)).to_be_visible()
    leave(page)
    for _back in range(5):
        page.go_back(wait_until="commit")
        page.wait_for_url(lambda url: url.startswith(AWAY) or url == "about:blank")
        assert not any(words in shown(page) for words in ("boiler", "Test house", "Sign in"))


def test_e4_the_session_ends_on_the_server(inside: Inside) -> None:
    leave(inside.open())
    assert not Session.objects.exists()


def test_e6_the_browser_drops_cookies_and_storage(inside: Inside) -> None:
    page = inside.open()
    page.evaluate("() => localStorage.setItem('left', 'behind')")
    leave(page)
    page.goto(f"{inside.site}/leaving")
    assert page.evaluate("() => localStorage.length") == 0
    assert "s" not in {cookie["name"] for cookie in inside.context.cookies(inside.site)}


def test_e7_other_tabs_go_along(inside: Inside) -> None:
    first, second = inside.open(), inside.open("/")
    leave(first)
    second.wait_for_url(AWAY)


def test_e7_a_tab_that_heard_nothing_asks_when_it_is_seen(inside: Inside) -> None:
    page = inside.open()
    Session.objects.all().delete()
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_url(AWAY)


@pytest.mark.parametrize("device", ["shared", "mine"])
def test_e8_it_works_without_javascript(browser: Browser, site: str, cast: Cast, device: str) -> None:
    makers.house(leave_to=f"{site}/health")
    with browser.new_context(java_script_enabled=False) as context:
        session = cast.client(cast.ash, device).cookies["s"].value
        context.add_cookies([{"name": "s", "value": session, "url": site}])
        page = context.new_page()
        page.goto(f"{site}/me")
        page.locator("a.leave").click()
        page.wait_for_url(f"{site}/health")
        assert not Session.objects.exists()
        page.go_back()
        assert cast.ash.name not in page.locator("main").inner_text()


def test_e9_no_dialog_and_the_words_are_kept(inside: Inside) -> None:
    from leeward.drafts.models import Draft

    page = inside.open()
    asked: list[Dialog] = []
    page.on("dialog", lambda dialog: asked.append(dialog))
    page.locator("textarea[name=body]").press_sequentially("Half a thought")
    leave(page)
    assert not asked
    assert Draft.objects.filter(member=inside.cast.ash).exists()


def test_e10_shift_three_times_leaves_and_can_be_switched_off(inside: Inside) -> None:
    page = inside.open("/leaving")
    page.locator("[data-shift-switch]").click()
    for _press in range(4):
        page.keyboard.press("Shift")
    page.locator("[data-shift-switch]").click()
    assert not inside.away
    for _press in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(AWAY)


def test_e10_a_member_may_switch_it_off_for_good(inside: Inside) -> None:
    inside.cast.ash.shift_leaves = False
    inside.cast.ash.save()
    page = inside.open()
    for _press in range(4):
        page.keyboard.press("Shift")
    page.wait_for_timeout(300)
    assert not inside.away


def test_e11_no_page_gives_itself_away(inside: Inside) -> None:
    page = inside.open()
    assert page.title() == "Notes"
    assert "boiler" not in page.url


def test_e12_and_e13_it_goes_where_the_member_chose_and_says_nothing_there(inside: Inside) -> None:
    inside.cast.ash.leave_to = f"{AWAY}recipes"
    inside.cast.ash.save()
    page = inside.open()
    page.locator("a.leave").click()
    page.wait_for_url(f"{AWAY}recipes")
    assert inside.away == [""]  # one visit, no referrer
    page.goto(inside.site)
    assert not {"back", "ash"} & set(shown(page).casefold().split())


def test_e14_it_stays_blank_while_the_place_is_slow_and_a_second_press_goes_to_an_empty_page(inside: Inside) -> None:
    page = inside.open()
    held: list[Route] = []
    inside.context.unroute(f"{AWAY}**")
    inside.context.route(f"{AWAY}**", lambda route: held.append(route))
    box = page.locator("a.leave").bounding_box()
    assert box
    page.mouse.click(box["x"] + 9, box["y"] + 9)
    page.wait_for_timeout(1500)  # no question to the page now: Playwright would wait for the slow one
    assert held
    page.mouse.click(300, 300)
    page.wait_for_url("about:blank", wait_until="commit")
    for route in held:
        route.abort()
    assert not Session.objects.exists()


def test_e15_it_is_practised_once_after_the_codes_and_can_be_passed_over(inside: Inside) -> None:
    inside.context.clear_cookies()
    page = inside.open("/join")
    page.get_by_label("Name", exact=True).fill("hazel")
    page.get_by_label("I have read").check()
    page.locator("main button.main").click()
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_role("heading", name="Try leaving once")).to_be_visible()
    expect(page.get_by_role("link", name="Not now")).to_be_visible()
    page.get_by_role("link", name="Leave, to see how it is").click()
    page.wait_for_url(AWAY)
    assert not Session.objects.filter(member__name="hazel").exists()


def test_e15_the_page_about_it_is_one_press_away(inside: Inside) -> None:
    page = inside.open()
    page.locator("footer a", has_text="About leaving fast").click()
    expect(page.get_by_role("heading", name="What it cannot do")).to_be_visible()
