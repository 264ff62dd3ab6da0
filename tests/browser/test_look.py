"""What everybody sees, measured: room for the way out, the speaker in view, lines of a readable length, contrast."""

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.fixtures import Settings

from leeward.house.models import Accent, ShortForm
from leeward.upkeep import plotting
from leeward.web.assets import published
from tests.browser.telling import FOR_ADMINISTRATORS, FOR_MEMBERS, FOR_STRANGERS, Told, enter, tell
from tests.cast import Cast
from tests.rules.addresses import name_of, patterns

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def told(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Told:
    longest = sorted(map(name_of, patterns()), key=len)[-plotting.SLOW :]
    slow = [plotting.Slow(name, 1_000_000, 9_999, None) for name in longest]
    monkeypatch.setattr(plotting, "slow_pages", lambda: slow)  # not whichever were slow today
    ShortForm.objects.create(form="H", meaning="my husband")
    return tell(cast)


def pages(browser: Browser, site: str, told: Told, width: int, **more: Any) -> Iterator[tuple[str, Page]]:
    """Every page as those see it who may, one after the other."""
    for by, names in (
        (None, FOR_STRANGERS),
        (told.cast.ash, FOR_MEMBERS),
        (told.cast.linden, FOR_ADMINISTRATORS),
    ):
        with enter(browser, site, told.cast, by, width, **more) as context:
            page = context.new_page()
            for name in names:
                answer = page.goto(site + told.url(name))
                assert answer is not None
                assert answer.status == 200, name
                yield f"{name} for {by.name if by else 'strangers'}", page
            page.goto(f"{site}/nothing/here")
            yield "not found", page


def test_no_page_scrolls_sideways_on_the_narrowest_screen(browser: Browser, site: str, told: Told) -> None:
    wide = []
    for name, page in pages(browser, site, told, 320):
        for direction in ("ltr", "rtl"):
            page.evaluate("(direction) => { document.documentElement.dir = direction }", direction)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                wide.append(f"{name} {direction}")
    assert wide == []


# What stands at nine points of the way out, and under it once it is not painted; its size; whether it comes first.
LOOK_AT_LEAVE = """() => {
  const leave = document.querySelector("a.leave");
  const box = leave.getBoundingClientRect();
  const at = [];
  for (const x of [0.05, 0.5, 0.95]) for (const y of [0.05, 0.5, 0.95])
    at.push([box.left + box.width * x, box.top + box.height * y]);
  const covered = at.some(([x, y]) => document.elementFromPoint(x, y) !== leave);
  leave.style.visibility = "hidden";
  const covers = at.map(([x, y]) => document.elementFromPoint(x, y))
    .filter((under) => under && !["BODY", "HTML", "HEADER"].includes(under.tagName))
    .map((under) => under.outerHTML.slice(0, 60));
  leave.style.visibility = "";
  const first = document.querySelector("a[href], button, input:not([type=hidden]), textarea, select");
  return { covered, covers, width: box.width, height: box.height, first: first === leave,
           corner: box.top === 0 && box.right === document.documentElement.clientWidth };
}"""


@pytest.mark.parametrize(
    ("width", "text"),
    [(320, 100), (320, 200), (640, 100), (1280, 100)],
    ids=["narrow", "narrow, text twice as large", "at 200 % zoom", "wide"],
)
def test_the_way_out_is_in_its_corner_and_neither_covered_nor_covering(
    browser: Browser, site: str, told: Told, width: int, text: int
) -> None:
    wrong = []
    for name, page in pages(browser, site, told, width):
        page.evaluate("(percent) => { document.documentElement.style.fontSize = `${percent}%` }", text)
        for part in (0, 0.37, 0.5, 1):
            page.evaluate("(part) => scrollTo(0, part * document.documentElement.scrollHeight)", part)
            seen = page.evaluate(LOOK_AT_LEAVE)
            small = seen["width"] < 44 or seen["height"] < 44
            if seen["covered"] or seen["covers"] or small or not seen["first"] or not seen["corner"]:
                wrong.append((name, part, seen))
    assert wrong == []


@pytest.fixture(params=[360, 820, 1280], ids=["phone", "tablet", "wide"])
def reading(browser: Browser, site: str, told: Told, request: pytest.FixtureRequest) -> Iterator[Page]:
    """ash reads the story."""
    with enter(browser, site, told.cast, told.cast.ash, request.param) as context:
        page = context.new_page()
        page.goto(site + told.url("topic"))
        yield page


def test_who_speaks_stays_in_view_while_a_long_post_scrolls_by(reading: Page) -> None:
    height = reading.evaluate("document.querySelector('#p1').offsetHeight")
    assert height > 3 * 800, "the post is too short to show anything"
    for part in (0.2, 0.5, 0.8):
        reading.evaluate(
            "(part) => { const post = document.querySelector('#p1');"
            " scrollTo(0, scrollY + post.getBoundingClientRect().top + part * post.offsetHeight) }",
            part,
        )
        box = reading.locator("#p1 .speaker .who").bounding_box()
        assert box is not None
        assert 0 <= box["y"] < 200, part
        at = [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]
        shown = reading.evaluate("([x, y]) => document.elementFromPoint(x, y)?.textContent", at)
        assert shown == "rowan", part


def test_lines_are_no_longer_than_75_characters(reading: Page) -> None:
    longest = reading.evaluate("""() => {
      let longest = 0;
      for (const block of document.querySelectorAll(".text > p, .text li, .in-short, .lead")) {
        const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
        const lines = new Map();
        const range = document.createRange();
        for (let node = walker.nextNode(); node; node = walker.nextNode())
          for (let at = 0; at < node.data.length; at += 1) {
            range.setStart(node, at);
            range.setEnd(node, at + 1);
            const box = range.getBoundingClientRect();
            if (box.width) lines.set(Math.round(box.top), (lines.get(Math.round(box.top)) ?? 0) + 1);
          }
        longest = Math.max(longest, ...lines.values());
      }
      return longest;
    }""")
    assert 30 < longest <= 75


def test_the_outline_is_a_fold_on_a_phone_and_stands_in_the_margin_on_a_wide_screen(reading: Page) -> None:
    width = reading.viewport_size["width"] if reading.viewport_size else 0
    outline, text = (reading.locator(f"#p1 {part}").bounding_box() for part in (".outline", ".text"))
    assert outline is not None
    assert text is not None
    if width < 1216:
        assert outline["y"] + outline["height"] <= text["y"]
        assert not reading.locator("#p1 .outline a").first.is_visible()
    else:
        assert outline["x"] >= text["x"] + text["width"]
        assert reading.locator("#p1 .outline a").first.is_visible()


def test_an_anchor_is_not_hidden_under_the_running_head(reading: Page) -> None:
    reading.goto(reading.url + "#p1-9")
    box = reading.locator("[id='p1-9']").bounding_box()
    assert box is not None
    assert 48 <= box["y"] < 200


def test_a_short_form_says_its_meaning_when_focused_and_not_before(reading: Page) -> None:
    short = reading.locator(".short").first
    says = short.locator(".short-says")
    before = says.bounding_box()
    assert before is not None
    assert before["width"] <= 1
    short.focus()
    after = says.bounding_box()
    assert after is not None
    assert after["width"] > 40
    assert "my husband" in says.inner_text()


def test_right_to_left_everything_stands_on_the_other_side(
    browser: Browser, site: str, told: Told, settings: Settings
) -> None:
    settings.LANGUAGES = [("ar", "ar")]
    with enter(browser, site, told.cast, told.cast.ash, 1280, locale="ar") as context:
        page = context.new_page()
        page.goto(site + told.url("topic"))
        assert page.evaluate("document.documentElement.dir") == "rtl"
        leave, speaker, text = (
            page.locator(part).first.bounding_box() for part in ("a.leave", "#p1 .speaker", "#p1 .text")
        )
        assert leave is not None
        assert speaker is not None
        assert text is not None
        assert leave["x"] == 0
        assert speaker["x"] > text["x"] + text["width"]


@pytest.mark.parametrize(("width", "theme"), [(360, "dark"), (1280, "light")], ids=["phone by night", "wide by day"])
def test_axe_finds_nothing(browser: Browser, site: str, told: Told, width: int, theme: str) -> None:
    found = []
    for name, page in pages(browser, site, told, width, color_scheme=theme, reduced_motion="reduce"):
        results = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
        found += [(name, one["id"], one["nodes"][0]["html"][:120]) for one in results.response["violations"]]
    assert found == []


CONTRASTS = """() => {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const light = (colour) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3)
      .map((part) => part / 255).map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (...two) => {
    const [dark, bright] = two.map(light).sort((one, other) => one - other);
    return (bright + 0.05) / (dark + 0.05);
  };
  const of = (selector) => getComputedStyle(document.querySelector(selector));
  const paper = getComputedStyle(document.documentElement).backgroundColor;
  return {
    words: ratio(of(".text p").color, paper), soft: ratio(of(".speaker .soft").color, paper),
    link: ratio(of(".text a[href^=http]").color, paper),
    main: ratio(of("button.main").color, of("button.main").backgroundColor),
    leave: ratio(of(".leave").color, of(".leave").backgroundColor),
  };
}"""


@pytest.mark.parametrize("theme", ["day", "night"])
def test_every_accent_can_be_read(browser: Browser, site: str, told: Told, theme: str) -> None:
    other = "dark" if theme == "day" else "light"
    with enter(browser, site, told.cast, told.cast.ash, color_scheme=other, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(site + told.url("topic"))
        weak, links = [], set()
        for accent in Accent.values:
            page.evaluate(
                "(data) => Object.assign(document.documentElement.dataset, data)", {"accent": accent, "theme": theme}
            )
            seen = page.evaluate(CONTRASTS)
            links.add(seen["link"])
            weak += [(accent, what, ratio) for what, ratio in seen.items() if ratio < 7]
    assert weak == []
    assert len(links) == len(Accent.values)


def test_forty_topics_take_a_screen_and_a_bit(browser: Browser, site: str, told: Told) -> None:
    with enter(browser, site, told.cast, told.cast.ash, 1280) as context:
        page = context.new_page()
        page.goto(site + told.url("board"))
        box = page.locator(".topic-line").first.bounding_box()
    assert box is not None
    assert box["height"] * 40 <= 1000 + 50


def test_paper_carries_the_words_alone(browser: Browser, site: str, told: Told) -> None:
    with enter(browser, site, told.cast, told.cast.ash) as context:
        page = context.new_page()
        page.goto(site + told.url("topic_print"))
        page.emulate_media(media="print")
        assert page.locator("#p1 .text p").first.is_visible()
        shown = [
            part for part in (".leave", ".top", ".foot", ".path", ".outline") if page.locator(part).first.is_visible()
        ]
    assert shown == []


def test_styles_and_scripts_weigh_little() -> None:
    sizes = [len(gzip.compress(published()[1][name], 9)) for name in ("app.css", "app.js", "leave.js")]
    assert sizes[0] < 10_000
    assert sum(sizes) < 24_000  # of the 45 kB that a first visit may weigh; the page beside its text is the rest


def context_without_scripts(browser: Browser, site: str, told: Told) -> BrowserContext:
    return enter(browser, site, told.cast, told.cast.ash, 360, java_script_enabled=False)


def test_without_javascript_a_reply_is_written_looked_at_and_posted(browser: Browser, site: str, told: Told) -> None:
    with context_without_scripts(browser, site, told) as context:
        page = context.new_page()
        page.goto(site + told.url("topic"))
        page.locator("#body").fill("I am *here*.")
        page.get_by_role("button", name="See how it will look").click()
        assert page.locator(".preview em").inner_text() == "here"
        page.get_by_role("button", name="Post this reply").click()
        assert page.locator("article").last.locator(".text").inner_text() == "I am here."
