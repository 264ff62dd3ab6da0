"""A double press where a new page comes between its halves: the second half was not meant for that page."""

import pytest
from playwright.sync_api import Browser, expect

from tests import makers
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Whatever the page has under the pointer: a link over all of it, which counts.
COVER = """() => {
  const link = Object.assign(document.createElement("a"), { href: "/search", textContent: "Elsewhere" });
  Object.assign(link.style, { position: "fixed", inset: "6rem 0 0 0", zIndex: 9 });
  link.dataset.pressed = "0";
  link.addEventListener("click", () => (link.dataset.pressed = String(Number(link.dataset.pressed) + 1)));
  document.body.append(link);
}"""
PRESSED = "document.querySelector('a[data-pressed]')?.dataset.pressed"


@pytest.mark.parametrize("device", ["shared", "mine"])
def test_the_second_half_of_a_double_press_does_nothing_on_a_page_that_just_came(
    browser: Browser, site: str, cast: Cast, device: str
) -> None:
    makers.topic(cast.rowan, cast.board, "The boiler", "It was cold.")
    with browser.new_context(viewport={"width": 1280, "height": 800}) as context:
        session = cast.client(cast.ash, device).cookies["s"].value
        context.add_cookies([{"name": "s", "value": session or "", "url": site}])
        page = context.new_page()
        page.goto(site)
        box = page.locator("a.board-title").bounding_box()
        assert box
        page.mouse.move(box["x"] + 5, box["y"] + 5)
        page.mouse.down(click_count=1)
        page.mouse.up(click_count=1)
        expect(page.locator("h1")).to_have_text(cast.board.title)
        page.evaluate(COVER)
        page.mouse.down(click_count=2)
        page.mouse.up(click_count=2)
        assert page.evaluate(PRESSED) == "0"
        page.mouse.down(click_count=1)  # a press of its own works at once
        page.mouse.up(click_count=1)
        expect(page.locator("h1")).to_have_text("Search")
        page.goto("about:blank")
