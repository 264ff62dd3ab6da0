"""The small elements, each doing its one thing in a real browser."""

from collections.abc import Iterator
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from leeward.boards.marks import Reading
from leeward.boards.models import Post
from leeward.words import quote_source
from tests.browser.telling import HEBREW, Told, enter, tell
from tests.cast import Cast

TO_THE_END = """async () => {
  for (let at = 0; at < document.documentElement.scrollHeight; at += innerHeight / 2) {
    scrollTo(0, at);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)));
  }
}"""
SELECT = """([from, to]) => {
  const range = document.createRange();
  range.setStart(document.getElementById(from), 0);
  const end = document.getElementById(to);
  range.setEnd(end, end.childNodes.length);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""


@pytest.fixture
def told(cast: Cast) -> Told:
    return tell(cast, posts=28)


@pytest.fixture
def page(browser: Browser, site: str, told: Told) -> Iterator[Page]:
    """ash reads, having read nothing of the story yet."""
    Reading.objects.all().delete()
    with enter(browser, site, told.cast, told.cast.ash, 360) as context:
        yield context.new_page()


def is_report(request: Request) -> bool:
    return request.url.endswith("/position")


def facts(request: Request) -> dict[str, int]:
    sent = parse_qs(request.post_data or "")
    return {name: int(sent[name][0]) for name in ("seen", "number", "passage")}


def test_what_was_read_to_its_end_is_told_and_kept(page: Page, site: str, told: Told) -> None:
    page.goto(site + told.url("topic"))
    with page.expect_response(lambda answer: is_report(answer.request)) as early:
        pass
    assert facts(early.value.request) == {"seen": 0, "number": 1, "passage": 1}
    page.evaluate(TO_THE_END)
    with page.expect_response(lambda answer: is_report(answer.request)) as late:
        pass
    assert late.value.status == 204
    assert facts(late.value.request)["seen"] == 25
    reading = Reading.objects.get(member=told.cast.ash, topic=told.topic)
    assert reading.seen_number == 25


def test_the_place_within_a_long_post_is_told_and_its_end_is_not(page: Page, site: str, told: Told) -> None:
    page.goto(f"{site}{told.url('topic')}#p1-9")
    with page.expect_request(is_report) as report:
        pass
    sent = facts(report.value)
    assert sent["seen"] == 0
    assert sent["number"] == 1
    assert 9 <= sent["passage"] <= 11


def test_a_later_page_opened_first_does_not_count_the_earlier_ones_as_read(page: Page, site: str, told: Told) -> None:
    page.goto(f"{site}{told.url('topic')}/26")
    page.evaluate(TO_THE_END)
    with page.expect_request(is_report) as report:
        pass
    assert facts(report.value)["seen"] == 0
    assert facts(report.value)["number"] >= 26


def test_a_blanked_page_tells_nothing(page: Page, site: str, told: Told) -> None:
    page.goto(site + told.url("topic"))
    reports: list[Request] = []
    page.on("request", lambda request: reports.append(request) if is_report(request) else None)
    page.evaluate("document.body.hidden = true; dispatchEvent(new Event('pagehide'))")
    page.wait_for_timeout(300)
    assert reports == []
    page.evaluate("document.body.hidden = false; dispatchEvent(new Event('pagehide'))")
    page.wait_for_timeout(300)
    assert len(reports) == 1


def test_selections_from_two_posts_are_quoted_and_posted(page: Page, site: str, told: Told) -> None:
    page.goto(site + told.url("topic"))
    sheet = page.locator("#body")
    sheet.fill("Before.")
    page.evaluate(SELECT, ["p1-4", "p1-4"])
    page.locator(".quote-this").click()
    expect(sheet).to_be_focused()
    assert "Quoted below" in page.locator("quote-source").inner_text()
    page.evaluate(SELECT, ["p3-1", "p3-3"])
    page.locator(".quote-this").click()

    hebrew = HEBREW.replace("\n\n1. ", "\n\n").replace("\n2. ", "\n\n")
    third = Post.objects.get(topic=told.topic, number=3)
    fourth_passage = Post.objects.get(pk=told.first.pk).plain.split("\n\n")[3]
    written = "Before.\n\n" + quote_source("rowan", told.first.ref, 4, fourth_passage)
    assert sheet.input_value() == written + quote_source("wren", third.ref, 1, hebrew)

    page.get_by_role("button", name="Post this reply").click()
    quotes = page.locator("article").last.locator("blockquote.quote")
    expect(quotes).to_have_count(2)
    assert quotes.nth(0).locator("a").get_attribute("href") == f"/p/{told.first.ref}/4"


def test_the_button_to_quote_is_the_next_stop_of_tab(page: Page, site: str, told: Told) -> None:
    page.goto(site + told.url("topic"))
    page.locator("[id='p1-4']").click(click_count=3)
    expect(page.locator(".quote-this")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.locator(".quote-this")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#body")).to_be_focused()
    page.get_by_role("link", name="Back to where you read").click()
    expect(page.locator("[id='p1-4']")).to_be_in_viewport()


def test_nothing_is_offered_for_words_outside_a_post_or_without_a_sheet(page: Page, site: str, told: Told) -> None:
    page.goto(site + told.url("topic"))
    page.evaluate(SELECT, ["answer-title", "answer-title"])
    page.wait_for_timeout(400)
    assert page.locator(".quote-this").count() == 0
    page.goto(site + told.url("topic_print"))
    page.evaluate(SELECT, ["p1-4", "p1-4"])
    page.wait_for_timeout(400)
    assert page.locator(".quote-this").count() == 0


HOSTILE = [
    "plain words",
    "a *star*, an _under_, a `tick`, a ~tilde~, ~~two~~, a |pipe|, <b>, \\ and &amp; and &#8230; but R&B; & co",
    "[b]bold[/b] [How can I ...] [x](y) ![z] :// http://a.example [1]: [*] [é]",
    "1. one\n2) two\n10.\n(3) three\n(1234) no\n 4. four\n1.5 apples",
    "# head\n+ plus\n- minus\n=== \n   - deep\n---\nx - y",
    "two\n\nparagraphs",
    "אחת. &copy; [קטע]\n1. שלוש",
]


def test_the_browser_writes_a_quote_as_the_server_does(page: Page, site: str, told: Told) -> None:
    page.goto(site + told.url("topic"))
    for name in ("rowan", 'a "b" [c] & d  e', ""):
        for passage in (None, 3):
            for text in HOSTILE:
                ours = page.evaluate(
                    "(asked) => customElements.get('quote-source').sourceOf(...asked)",
                    [name, told.first.ref, str(passage or ""), text],
                )
                assert ours == quote_source(name, told.first.ref, passage, text)


@pytest.mark.parametrize("supported", [True, False], ids=["by the style sheet", "by the script"])
def test_the_sheet_grows_with_what_is_written(page: Page, site: str, told: Told, supported: bool) -> None:
    if not supported:
        page.add_init_script("CSS.supports = () => false")
    page.goto(site + told.url("topic"))
    if not supported:
        page.evaluate("document.querySelector('#body').style.fieldSizing = 'fixed'")
    sheet = page.locator("#body")
    sheet.fill("one line")
    before = sheet.bounding_box()
    sheet.fill("a line\n" * 60)
    after = sheet.bounding_box()
    assert before is not None
    assert after is not None
    assert after["height"] > before["height"] + 600
    assert sheet.evaluate("sheet => sheet.scrollHeight <= sheet.clientHeight")


def test_a_selection_is_marked_as_what_its_writer_asks_and_kept_so(page: Page, site: str, told: Told) -> None:
    page.goto(site + told.url("reply"))
    sheet = page.locator("#body")
    sheet.fill("I have thought of it. Where would you go? Thank you.")
    sheet.evaluate("sheet => sheet.setSelectionRange(21, 42)")
    mark = page.get_by_role("button", name="Mark as what I ask")
    with page.expect_response(lambda answer: answer.url.endswith("/drafts/keep")):
        mark.click()
    expect(sheet).to_have_value("I have thought of it. [ask]Where would you go?[/ask] Thank you.")
    expect(sheet).to_be_focused()
    sheet.evaluate("sheet => sheet.setSelectionRange(22, 53)")
    mark.click()
    expect(sheet).to_have_value("I have thought of it. Where would you go? Thank you.")
    page.keyboard.press("Control+z")
    expect(sheet).to_have_value("I have thought of it. [ask]Where would you go?[/ask] Thank you.")
    sheet.fill("")
    mark.click()
    page.keyboard.type("And you?")
    expect(sheet).to_have_value("[ask]And you?[/ask]")
