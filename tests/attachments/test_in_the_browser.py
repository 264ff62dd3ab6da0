"""Adding and seeing a picture in a real Chromium on a phone's screen: with JavaScript, without, and in place."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, FilePayload, Page, Route, expect

from leeward.attachments.models import Attachment
from leeward.boards.models import Topic
from leeward.members.models import Session
from tests import makers
from tests.attachments import samples
from tests.browser.test_look import RULES
from tests.cast import Cast

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("on")]
PHONE = {"width": 360, "height": 740}
WAYS = {"mine": True, "mine, no script": False, "shared": True}  # how it is reached: whether scripts run


def photo(name: str = "IMG_0417.jpg") -> FilePayload:
    return {"name": name, "mimeType": "image/jpeg", "buffer": samples.written(samples.scene(1200, 900), "JPEG")}


@pytest.fixture(params=WAYS)
def page(browser: Browser, site: str, cast: Cast, request: pytest.FixtureRequest) -> Iterator[Page]:
    """ash's phone, on the front page. On a shared device pages change in place."""
    device = request.param.split(",")[0]
    context = browser.new_context(viewport=PHONE, java_script_enabled=WAYS[request.param])  # type: ignore[arg-type]
    context.add_cookies([{"name": "s", "value": cast.client(cast.ash, device).cookies["s"].value, "url": site}])
    page = context.new_page()
    page.goto(site)
    yield page
    close(context)


def close(context: BrowserContext) -> None:
    for page in context.pages:
        page.goto("about:blank")
    context.close()


def open_composer(page: Page, topic: Topic) -> None:
    page.locator("a.board-title").click()
    page.locator("a.topic-title", has_text=topic.title).click()
    expect(page.get_by_role("heading", name=topic.title)).to_be_visible()
    expect(page.locator("html:not([aria-busy])")).to_be_attached()


def add(page: Page, description: str = "Three letters on a table") -> None:
    page.get_by_text("Add a picture", exact=True).click()
    page.get_by_label("Picture", exact=True).set_input_files(photo())
    page.get_by_label("Description for those who cannot see it").fill(description)
    page.get_by_role("button", name="Add this picture").click()
    expect(page.get_by_text("The picture is kept.")).to_be_visible()


def is_drawn(page: Page, css: str) -> bool:
    """Fetched and decoded, with points in it."""
    picture = page.locator(css)
    picture.scroll_into_view_if_needed()
    handle = picture.element_handle()
    page.wait_for_function("(image) => image.complete && image.naturalWidth > 0", arg=handle)
    return bool(picture.evaluate("(image) => image.naturalWidth > 0"))


def test_a_picture_is_added_moved_posted_and_seen(page: Page, cast: Cast, topic: Topic) -> None:
    open_composer(page, topic)
    body = page.locator("textarea[name=body]")
    body.fill("What I found.\n\nThat is all.")
    add(page)
    assert is_drawn(page, ".picture-added img")
    picture = Attachment.objects.get()
    line = f"[picture {picture.ref}: Three letters on a table]"
    assert body.input_value() == f"What I found.\n\nThat is all.\n\n{line}\n"
    body.fill(f"What I found.\n\n{line}\n\nThat is all.")
    page.get_by_role("button", name="See how it will look").click()
    expect(page.locator(".preview figure img")).to_have_attribute("alt", "Three letters on a table")
    page.get_by_role("button", name="Post this reply").click()
    shown = page.locator("article.post figure img")
    expect(shown).to_have_attribute("alt", "Three letters on a table")
    assert is_drawn(page, "article.post figure img")
    assert (shown.get_attribute("width"), shown.get_attribute("height")) == ("1200", "900")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_file_chosen_and_another_button_pressed_is_added_and_nothing_is_posted(
    page: Page, cast: Cast, topic: Topic
) -> None:
    open_composer(page, topic)
    page.locator("textarea[name=body]").fill("What I found.")
    page.get_by_text("Add a picture", exact=True).click()
    page.get_by_label("Picture", exact=True).set_input_files(photo())
    page.get_by_role("button", name="Post this reply").click()
    expect(page.get_by_text("Nothing is posted yet.")).to_be_visible()
    assert topic.posts.count() == 1


def test_the_session_ended_meanwhile_and_no_word_is_lost(page: Page, cast: Cast, topic: Topic) -> None:
    open_composer(page, topic)
    page.locator("textarea[name=body]").fill("What I found.")
    page.get_by_text("Add a picture", exact=True).click()
    page.get_by_label("Picture", exact=True).set_input_files(photo())
    Session.objects.all().delete()
    page.get_by_role("button", name="Add this picture").click()
    expect(page.get_by_role("heading", name="Sign in to go on")).to_be_visible()
    expect(page.get_by_text("Choose it again where you go on writing.")).to_be_visible()
    assert page.locator("textarea[name=body]").input_value().strip() == "What I found."


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_jumps(
    browser: Browser, site: str, cast: Cast, topic: Topic, scheme: str
) -> None:
    picture = makers.picture(cast.rowan, samples.written(samples.scene(1200, 900), "WEBP"), width=1200, height=900)
    makers.reply(cast.rowan, topic, f"Look:\n\n[picture {picture.ref}: a heron]\n\n" + "After it.\n\n" * 5)
    makers.reply(cast.rowan, topic, "[picture 123456789AB: a heron that is gone]")
    session = cast.client(cast.ash).cookies["s"].value
    context = browser.new_context(viewport=PHONE, color_scheme=scheme)  # type: ignore[arg-type]
    context.add_cookies([{"name": "s", "value": session, "url": site}])
    page = context.new_page()
    held: list[Route] = []
    page.route("**/a/*", lambda route: held.append(route))
    with page.expect_request("**/a/*"):
        page.goto(f"{site}/t/{topic.ref}", wait_until="commit")
        page.locator("#p2 figure").scroll_into_view_if_needed()
    page.locator("#p2 figure").scroll_into_view_if_needed()
    before = page.locator("#p3").bounding_box()
    held.pop().continue_()
    assert is_drawn(page, "#p2 figure img")
    assert page.locator("#p3").bounding_box() == before
    page.goto(f"{site}/t/{topic.ref}/reply")
    page.get_by_text("Add a picture", exact=True).click()
    page.get_by_role("button", name="Add this picture").click()
    expect(page.get_by_text("Choose a picture first")).to_have_count(2)
    for address in ("", f"/t/{topic.ref}", f"/t/{topic.ref}/reply"):
        if address:
            page.goto(f"{site}{address}")
            page.locator("details").evaluate_all("(all) => all.forEach((one) => { one.open = true })")
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}})
        assert found.violations_count == 0, found.generate_report()
    close(context)
