"""E1 and E14: the way out is there on every page, and works while things are slow."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from playwright.sync_api import Page, Route

from leeward.members.models import Session
from leeward.shelter import views
from leeward.web.pages import page as page_of
from tests import makers
from tests.shelter.inside import AWAY, Inside

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

FOR_MEMBERS = ("", "/", "/leaving", "/help-lines", "/nothing-here", "/house", "/search", "/me", "/drafts", "/rules")
FOR_STRANGERS = ("/sign-in", "/join", "/recover", "/recover/ask", "/help-lines", "/nothing-here", "/sign-in/passkey")
SENT = """(names) => {
  const form = document.querySelector("main form");
  for (const name of names) form.querySelector(`[name=${name}]`)?.remove();
  form.submit();
}"""
DRAWN = """() => void setInterval(() => console.log("drawn",
  [...document.querySelectorAll("body, body *")].filter((e) => e.getClientRects().length).length), 100)"""


def broken(*_given: object, **_named: object) -> None:
    raise RuntimeError("broken for a test")


def insist_on_the_way_out(page: Page, what: str) -> None:
    """The first press of Tab finds it; it is large enough, and nothing lies over it wherever one has scrolled to."""
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.className") == "leave", what
    for way in (0, 600):
        page.mouse.wheel(0, way)
        box = page.locator("a.leave").bounding_box()
        assert box, what
        assert min(box["width"], box["height"]) >= 44, what
        middle = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
        assert page.evaluate("([x, y]) => document.elementFromPoint(x, y)?.className", middle) == "leave", what


@pytest.mark.parametrize("width", [320, 1280, 640])  # 640: 1280 at 200 % zoom
def test_e1_the_first_press_of_tab_finds_the_way_out_on_every_page(inside: Inside, width: int) -> None:
    page = inside.context.new_page()
    page.set_viewport_size({"width": width, "height": 800 * width // 1280 + 200})
    for path in FOR_MEMBERS:
        page.goto(f"{inside.site}{path or f'/t/{inside.topic.ref}'}")
        insist_on_the_way_out(page, path)
    inside.context.clear_cookies()
    for path in FOR_STRANGERS:
        page.goto(f"{inside.site}{path}")
        insist_on_the_way_out(page, path)


@pytest.mark.parametrize("width", [320, 1280])
def test_e1_it_is_there_when_something_is_wrong(inside: Inside, monkeypatch: pytest.MonkeyPatch, width: int) -> None:
    makers.house(leave_to=f"{inside.site}/health")  # a page that broke asks the server where to go
    page = inside.context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    answers = []
    page.on("response", lambda answer: answers.append(answer.status))
    for path, removed in (("/me", ["csrfmiddlewaretoken"]), ("/search", [])):  # a stale form; an empty one
        page.goto(f"{inside.site}{path}")
        with page.expect_navigation():
            page.evaluate(SENT, removed)
        insist_on_the_way_out(page, path)
    monkeypatch.setattr("leeward.drafts.keeping._begin", broken)
    page.goto(f"{inside.site}/t/{inside.topic.ref}/reply")
    with page.expect_navigation():
        page.evaluate(SENT, [])
    insist_on_the_way_out(page, "what was written could not be kept")
    monkeypatch.setattr(views, "_place", broken)
    page.goto(f"{inside.site}/leaving")
    insist_on_the_way_out(page, "broken")
    assert {403, 422, 503, 500} <= set(answers)
    page.locator("a.leave").click()
    page.wait_for_url(f"{inside.site}/health")
    assert not Session.objects.exists()


def test_e10_and_e2_hold_on_a_page_that_broke(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    makers.house(leave_to=f"{inside.site}/health")
    monkeypatch.setattr(views, "_place", broken)
    page = inside.open("/leaving")
    for _press in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(f"{inside.site}/health")


def press_while_slow(inside: Inside, page: Page) -> list[Route]:
    """Leave by mouse, to a place that does not answer, and see that the page is blank; what is held up."""
    said: list[str] = []
    page.on("console", lambda words: said.append(words.text) if words.text.startswith("drawn") else None)
    page.evaluate(DRAWN)  # told by the page by itself: asked, the browser would wait for the slow place
    held: list[Route] = []
    inside.context.unroute(f"{AWAY}**")
    inside.context.route(f"{AWAY}**", lambda route: held.append(route))
    box = page.locator("a.leave").bounding_box()
    assert box
    page.mouse.click(box["x"] + 9, box["y"] + 9)
    page.wait_for_timeout(1500)
    assert held
    assert said[-1] == "drawn 0"
    return held


def test_e14_it_stays_blank_while_the_place_is_slow_and_a_second_press_goes_to_an_empty_page(inside: Inside) -> None:
    page = inside.open()
    held = press_while_slow(inside, page)
    page.mouse.click(300, 300)
    page.wait_for_url("about:blank", wait_until="commit")
    for route in held:
        route.abort()
    assert not Session.objects.exists()


def test_e14_and_e2_hold_while_the_page_itself_is_still_coming(inside: Inside, monkeypatch: pytest.MonkeyPatch) -> None:
    more = threading.Event()

    def slowly(request: HttpRequest, template: str, **given: Any) -> HttpResponseBase:
        """Half of the page, and the rest when the line has recovered."""
        text = page_of(request, template, **given).content
        half = text.index(b"</h1>")

        def parts() -> Iterator[bytes]:
            yield text[:half]
            more.wait(30)
            yield text[half:]

        return StreamingHttpResponse(parts())

    monkeypatch.setattr(views, "page", slowly)
    page = inside.context.new_page()
    page.goto(f"{inside.site}/leaving", wait_until="commit")
    page.wait_for_function("() => performance.getEntriesByType('resource').some((e) => e.name.endsWith('/leave.js'))")
    assert page.evaluate("() => document.readyState") == "loading"
    held = press_while_slow(inside, page)
    page.mouse.click(300, 300)
    page.wait_for_url("about:blank", wait_until="commit")
    more.set()
    for route in held:
        route.abort()
    assert not Session.objects.exists()
