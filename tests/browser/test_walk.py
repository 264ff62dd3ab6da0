"""A newcomer's first evening, walked in a real browser against a real server: read, quote, reply, search, find."""

import re
import secrets
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import PASSPHRASE

WIDE = {"width": 1280, "height": 900}
POINTS = [f"({n}) Point number {n} of my answer, said plainly." for n in range(1, 7)]


@pytest.fixture(params=[True, False], ids=["with-javascript", "without-javascript"])
def context(browser: Browser, request: pytest.FixtureRequest) -> Iterator[BrowserContext]:
    with browser.new_context(viewport=WIDE, java_script_enabled=request.param) as made:  # type: ignore[arg-type]
        yield made


def sign_in(page: Page, site: str, name: str) -> None:
    page.goto(f"{site}/sign-in")
    page.get_by_label("Name", exact=True).fill(name)
    page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
    page.get_by_label("No, only me").check()  # so that addresses can be read; tests/shelter walks the other answer
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()


def search(page: Page, site: str, words: str) -> None:
    page.goto(f"{site}/search")
    page.locator("input[name=q]").fill(words)
    page.locator("main form button.main").first.click()
    expect(page.locator("mark").first).to_be_visible()
    assert words not in page.url


def follow_the_outline(page: Page) -> str:
    """Press the outline's third entry; the id of the paragraph it leads to."""
    outline = page.locator("nav.outline").first
    if outline.locator("summary").is_visible():
        outline.locator("summary").click()
    point = outline.locator("a").nth(2)
    target = (point.get_attribute("href") or "")[1:]
    point.click()
    assert page.url.endswith(f"#{target}")
    expect(page.locator(f"[id='{target}']")).to_be_in_viewport()
    return target


def quote(page: Page, passage: str) -> None:
    """Through the page of passages, which needs no JavaScript and no mouse."""
    page.locator("article").first.get_by_role("link", name="Quote or point to a passage").click()
    page.locator(f"input[name=quote][value$='.{passage}']").check()
    words = page.locator(f"label[for=passage-{passage}]").inner_text()
    page.get_by_role("button", name="Quote these in my reply").click()
    assert words.split()[-1] in page.locator("textarea[name=body]").input_value()


def test_a_newcomer_reads_by_the_outline_quotes_answers_and_finds_it(demo_site: str, context: BrowserContext) -> None:
    page = context.new_page()
    sign_in(page, demo_site, "ash")
    search(page, demo_site, "spreadsheet")
    page.goto(f"{demo_site}{_topic_with_outline(page, demo_site)}")
    target = follow_the_outline(page)
    passage = target.rsplit("-", 1)[1]
    quote(page, passage)

    marker = f"heliotrope{secrets.token_hex(3)}"
    body = page.locator("textarea[name=body]")
    body.fill(body.input_value() + "\n\n".join([*POINTS, f"The {marker} stands on the sill."]))
    page.get_by_role("button", name="Post this reply").click()
    posted = page.locator("article").last
    expect(posted.locator("blockquote.quote a").first).to_have_attribute("href", re.compile(rf"^/p/\w+/{passage}$"))
    assert posted.locator(".point, ol li").count() >= 6

    search(page, demo_site, marker)
    expect(page.locator("mark").first).to_have_text(marker)
    page.locator("article a[href^='/p/']").first.click()
    assert re.search(r"#p\d+-\d+$", page.url)
    expect(page.locator(f"[id='{page.url.rsplit('#', 1)[1]}']")).to_contain_text(marker)


def _topic_with_outline(page: Page, site: str) -> str:
    """Walk the boards until a page shows a post with an outline."""
    page.goto(f"{site}/")
    boards = [link.get_attribute("href") for link in page.locator("a.board-title").all()]
    for board in boards:
        page.goto(f"{site}{board}")
        for topic in [link.get_attribute("href") or "" for link in page.locator("a.topic-title").all()]:
            page.goto(f"{site}{topic}")
            if page.locator("article").first.locator("nav.outline").count():
                return page.url.removeprefix(site).split("#")[0]
    raise AssertionError("no post of the demo community has an outline")
