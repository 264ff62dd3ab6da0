"""Two months of a story, with a promise kept: told in two topics, followed by its updates, read on where it stopped."""

import secrets
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.test_walk import WIDE, sign_in

TOLD_WITHIN = 60_000  # milliseconds: the worker comes by every few seconds, on a slow machine later


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def contexts(browser: Browser, request: pytest.FixtureRequest) -> Iterator[list[BrowserContext]]:
    """Two browsers, each somebody's own."""
    made = [browser.new_context(viewport=WIDE, java_script_enabled=request.param) for _ in range(2)]  # type: ignore[arg-type]
    yield made
    for context in made:
        context.close()


def write_on(page: Page, address: str, body: str, *, is_update: bool) -> None:
    page.goto(f"{address}/reply")
    page.get_by_label("Write to them").fill(body)
    if is_update:
        page.get_by_label("This is an update in my story").check()
    page.get_by_role("button", name="Post this reply").click()
    expect(page.get_by_role("heading", name="Your reply", level=1)).to_have_count(0)


def is_told(page: Page, site: str, title: str, news: str) -> None:
    """The line for this topic says so, at last."""
    line = page.locator("li.told", has_text=title)
    for _look in range(TOLD_WITHIN // 2_000):
        page.goto(f"{site}/notices")
        if line.filter(has_text=news).count():
            break
        page.wait_for_timeout(2_000)
    expect(line).to_contain_text(news)


def begin(page: Page, site: str, title: str) -> str:
    """A topic with a promise in it; its address."""
    page.goto(f"{site}/")
    page.locator("a.board-title", has_text="First words").click()
    page.get_by_role("link", name="Begin a topic").click()
    page.get_by_label("Title").fill(title)
    page.get_by_label("Your story, or your question").fill("It began with a pane of glass. More another day.")
    page.get_by_role("button", name="Post this topic").click()
    expect(page.locator("h1")).to_have_text(title)
    address = page.url.split("#")[0].split("?")[0]
    page.locator("article .more-acts summary").first.click()
    page.get_by_role("link", name="More to come").click()
    page.get_by_label("About what").fill("about the key")
    page.get_by_role("button", name="Keep this promise on my list").click()
    expect(page.locator("h1")).to_have_text("Replies you owe")
    return address


def follow_updates(page: Page, site: str, address: str, title: str) -> None:
    page.goto(address)
    page.get_by_role("button", name="Follow the story: only updates").click()
    expect(page.get_by_text("You are told of updates in the story.")).to_be_visible()
    page.goto(f"{site}/me/following")
    expect(page.locator(".followed li", has_text=title)).to_contain_text("updates in the story")


def keep_the_promise(page: Page, site: str, title: str) -> None:
    """Asked once the update stands, and off the list."""
    expect(page.get_by_text("You had promised more")).to_be_visible()
    page.get_by_label("about the key").check()
    page.get_by_role("button", name="Keep this").click()
    expect(page.locator("article").last).to_contain_text("In June the key was found.")
    page.goto(f"{site}/owed")
    expect(page.locator(".owed li", has_text=title)).to_have_count(0)


def go_on(page: Page, address: str, first: str, second: str) -> None:
    """In a new topic, and with a recap above both."""
    page.goto(address)
    page.get_by_role("link", name="Go on with this story in a new topic").click()
    page.get_by_label("Title").fill(second)
    page.get_by_label("Your story, or your question").fill("And now the second summer.")
    page.get_by_role("button", name="Post this topic").click()
    expect(page.locator("h1")).to_have_text(second)
    page.get_by_role("link", name="Read it as one story").click()
    expect(page.locator("h1")).to_have_text(first)
    page.get_by_role("link", name="Write a recap").click()
    page.get_by_label("Your recap").fill("A pane, a key, a summer.")
    page.get_by_role("button", name="Keep this recap").click()
    expect(page.locator(".recap")).to_contain_text("A pane, a key, a summer.")


def test_two_months_of_a_story_and_a_promise_kept(demo_site: str, contexts: list[BrowserContext]) -> None:
    writer, follower = (context.new_page() for context in contexts)
    mark = secrets.token_hex(3)
    title, second = f"The greenhouse {mark}", f"The second summer {mark}"
    sign_in(writer, demo_site, "rowan")
    address = begin(writer, demo_site, title)
    sign_in(follower, demo_site, "ash")
    follow_updates(follower, demo_site, address, title)
    write_on(writer, address, "Thank you, I am well.", is_update=False)
    write_on(writer, address, "In June the key was found.", is_update=True)
    keep_the_promise(writer, demo_site, title)

    is_told(follower, demo_site, title, "1 update")
    line = follower.locator("li.told", has_text=title)
    expect(line).not_to_contain_text("answer")
    line.get_by_role("link", name=title).click()
    expect(follower.locator("article")).to_have_count(2)
    expect(follower.locator("article").last).to_contain_text("In June the key was found.")
    follower.locator(".about-topic").scroll_into_view_if_needed()
    follower.wait_for_timeout(500)

    go_on(writer, address, title, second)
    is_told(follower, demo_site, second, "1 update")
    follower.goto(f"{address}/story")
    expect(follower.locator("article")).to_have_count(3)
    expect(follower.locator(".recap")).to_contain_text("A pane, a key, a summer.")
    expect(follower.get_by_text("1 update is new to you")).to_be_visible()
    follower.get_by_role("link", name="Go on where you stopped").click()
    expect(follower.locator("#new + article")).to_contain_text("And now the second summer.")
    expect(follower.locator(".dates li")).to_have_count(3)
