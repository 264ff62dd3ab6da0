"""A newcomer posts and says what would help; a helper takes it from the list and answers. In a real browser."""

import re
import secrets
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.test_walk import WIDE, sign_in


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def contexts(browser: Browser, request: pytest.FixtureRequest) -> Iterator[list[BrowserContext]]:
    """Three browsers, each somebody's own."""
    made = [browser.new_context(viewport=WIDE, java_script_enabled=request.param) for _ in range(3)]  # type: ignore[arg-type]
    yield made
    for context in made:
        context.close()


def opened(page: Page, site: str, title: str) -> str:
    """Begin a topic with two boxes ticked; its address."""
    page.goto(f"{site}/")
    page.locator("a.board-title", has_text="First words").click()
    page.get_by_role("link", name="Begin a topic").click()
    page.get_by_label("Title").fill(title)
    page.get_by_label("Your story, or your question").fill("It has been a long winter. Has anyone been there?")
    page.get_by_label("Have you been there?").check()
    page.get_by_label("Just listen").check()
    page.get_by_role("button", name="See how it will look").click()
    expect(page.get_by_label("Have you been there?")).to_be_checked()
    page.get_by_role("button", name="Post this topic").click()
    expect(page.locator("h1")).to_have_text(title)
    return page.url


def test_a_newcomer_gets_a_first_answer_from_a_helper_who_took_it(
    demo_site: str, contexts: list[BrowserContext]
) -> None:
    newcomer, helper, other = (context.new_page() for context in contexts)
    title = f"A heliotrope {secrets.token_hex(3)}"
    sign_in(newcomer, demo_site, "ash")
    address = opened(newcomer, demo_site, title)
    expect(newcomer.get_by_text(re.compile("Most first answers come within"))).to_be_visible()

    sign_in(helper, demo_site, "rowan")
    helper.goto(f"{demo_site}/first-replies")
    line = helper.locator(".waiting > li", has_text=title)
    expect(line).to_contain_text("Has anyone been there?")
    expect(line).to_contain_text("What would help: somebody who just listens, somebody who has been there")
    line.get_by_role("button", name=re.compile("I am writing to them")).click()
    expect(helper.locator("h1")).to_have_text(title)
    expect(helper.get_by_text("You said that you are writing to them")).to_be_visible()

    sign_in(other, demo_site, "wren")
    other.goto(f"{demo_site}/first-replies")
    expect(other.locator(".waiting > li", has_text=title)).to_contain_text("Somebody is writing to them at the moment.")

    answer = f"I have been there, on a stair with a {secrets.token_hex(3)}."
    helper.locator("textarea[name=body]").fill(answer)
    helper.get_by_role("button", name="Post this reply").click()
    expect(helper.locator("article").last).to_contain_text(answer)
    other.goto(f"{demo_site}/first-replies")
    expect(other.locator(".waiting > li", has_text=title)).to_have_count(0)
    newcomer.goto(address)
    expect(newcomer.locator("article").last).to_contain_text(answer)
    expect(newcomer.get_by_text(re.compile("Most first answers come within"))).to_have_count(0)
