"""With JavaScript what others wrote appears in its place; without, the page comes again with the text in it."""

import pytest
from playwright.sync_api import Browser, expect

from leeward.boards.models import Post
from tests import makers
from tests.alike.conftest import read_all, story
from tests.browser.telling import enter
from tests.cast import assemble

FIRST = "Good evening to everybody who reads this tonight."
SECOND = "My wages go to his account and I must ask him for every coin."


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("javascript", [True, False])
def test_who_else_said_something_while_writing(browser: Browser, site: str, javascript: bool) -> None:
    cast = assemble()
    makers.topic(cast.rowan, cast.board, "On receipts", story("money", 0))
    here = makers.topic(cast.wren, cast.board, "Here", "A question.")
    read_all()
    count = Post.objects.count()
    with enter(browser, site, cast, cast.ash, 360, java_script_enabled=javascript) as context:
        page = context.new_page()
        page.goto(f"{site}/t/{here.ref}/reply")
        page.fill("#body", f"{FIRST}\n\n{SECOND}")
        if javascript:
            page.evaluate("() => { document.querySelector('#body').dataset.same = 'yes'; }")
        page.click("button[value=said]")
        section = page.locator(".beside-text section")
        expect(section.locator("h3")).to_have_text("On receipts")
        expect(section).to_contain_text(f"About: {SECOND}")
        if javascript:
            expect(page.locator("#alike-title")).to_be_focused()
            assert page.locator("#body[data-same]").count() == 1
            page.evaluate("() => document.querySelector('#body').setSelectionRange(0, 48)")
            page.click("button[value=said]")
            expect(section).to_contain_text(f"About: {FIRST[:48]}")
            page.click("button[value=alike]")
            expect(section.locator("h2")).to_have_text("Stories like yours")
        assert page.input_value("#body") == f"{FIRST}\n\n{SECOND}"
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        page.locator(".beside-text button[value^=cite]").first.click()
        expect(page.locator(".beside-text h2")).to_have_text("Quoted at the end of your text")
        assert page.input_value("#body").startswith(f"{FIRST}\n\n{SECOND}\n\n[quote")
        assert Post.objects.count() == count
