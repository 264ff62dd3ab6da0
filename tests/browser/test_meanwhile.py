"""What others write meanwhile: a quiet line for whoever reads or writes, and a press that leads there."""

from playwright.sync_api import Browser, expect

from tests import makers
from tests.browser.telling import enter
from tests.cast import Cast

MINUTE = 61_000  # milliseconds


def test_whoever_reads_sees_a_line_that_leads_to_the_new_reply(cast: Cast, site: str, browser: Browser) -> None:
    long = "\n\n".join(f"Paragraph {number}, and the rain went on." for number in range(60))
    topic = makers.topic(cast.rowan, cast.board, body=long)
    with enter(browser, site, cast, cast.ash, 360) as context:
        page = context.new_page()
        page.clock.install()
        page.goto(f"{site}/t/{topic.ref}")
        line = page.locator(".reading-news")
        page.clock.run_for(MINUTE)
        expect(line).to_be_empty()
        makers.reply(cast.wren, topic, "I was there too.")
        page.clock.run_for(MINUTE)
        expect(line).to_have_text("1 new reply came meanwhile. Look")
        expect(line).to_be_in_viewport()
        expect(page.locator(".kept-news")).to_be_empty()
        line.get_by_role("link", name="Look").click()
        expect(page.locator("#p2")).to_be_in_viewport()
        expect(line).to_be_empty()

        page.locator("#body").focus()
        makers.reply(cast.wren, topic, "And once more.")
        page.clock.run_for(MINUTE)
        expect(page.locator(".kept-news")).to_have_text("1 new reply came meanwhile. Look")
        expect(line).to_be_empty()
