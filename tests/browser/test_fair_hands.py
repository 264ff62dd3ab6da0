"""From a report by somebody without an account to the appeal's outcome; and a shift at the desk by keyboard alone."""

import re

from playwright.sync_api import Browser, Page, expect

from tests.browser.test_walk import WIDE, sign_in

CASES = 30  # of what lies on the demo's desk: some of it is with somebody else
GENTLE = ("Leave it as it is", "The decision stands", "Do not agree", "Let the post through")  # the last if it waits


def test_a_report_by_a_stranger_comes_to_a_decision_and_an_appeal(demo_site: str, browser: Browser) -> None:
    pages = [browser.new_context(viewport=WIDE).new_page() for _who in range(4)]  # type: ignore[arg-type]
    ash, stranger, wren, linden = pages
    sign_in(ash, demo_site, "ash")
    _write(ash, demo_site)
    ref = ash.locator("article.post").first.get_attribute("data-ref")
    stranger.goto(f"{demo_site}/report/{ref}")
    is_open = stranger.locator("h1").inner_text() == "Report this post"
    if not is_open:  # the board is for members: a stranger reports what they can see, a page of the house
        stranger.goto(f"{demo_site}/report")
    number = _report(stranger)
    _look_up(stranger, demo_site, number, "Somebody will read it.")

    sign_in(wren, demo_site, "wren")
    if is_open:
        wren.goto(f"{demo_site}/desk")
        wren.get_by_role("link", name=re.compile("heliotrope by the mill")).click()
    else:
        wren.goto(ash.url)
        wren.get_by_role("button", name="Bring it to the desk").first.click()
    _decide(wren, "Hide it", "A house can be found by it.")
    _appeal(ash, demo_site)
    sign_in(linden, demo_site, "linden")
    linden.goto(f"{demo_site}/desk")
    linden.get_by_role("link", name="Somebody asks for a second look at a decision").last.click()
    expect(linden.locator("main")).to_contain_text("There is no such house.")
    _decide(linden, "Undo it", "We looked, and there is none.")
    ash.goto(f"{demo_site}/me/decisions")
    ash.get_by_role("link", name="An earlier decision was undone.").first.click()
    expect(ash.locator("main")).to_contain_text("We looked, and there is none.")
    if is_open:
        _look_up(stranger, demo_site, number, "Later that was undone")
    for page in pages:
        page.context.close()


def _report(page: Page) -> str:
    page.get_by_label("Names or details of a real person").check()
    page.get_by_label("What we should know, if you like").fill("The blue house by the mill is my sister's.")
    page.get_by_role("button", name="Send this report").click()
    return page.locator("p.number").inner_text()


def _decide(page: Page, what: str, why: str) -> None:
    page.get_by_role("link", name=what).click()
    page.get_by_label("Why, in a sentence").fill(why)
    page.get_by_role("button", name="Decide, and back to the desk").click()
    expect(page.locator("h1")).to_have_text("The desk")


def _appeal(page: Page, site: str) -> None:
    page.goto(f"{site}/me/decisions")
    page.get_by_role("link", name="What you wrote is hidden").first.click()
    expect(page.locator("main")).to_contain_text("A house can be found by it.")
    expect(page.locator("main")).not_to_contain_text("wren")
    page.get_by_role("link", name="Ask for a second look").click()
    page.get_by_label("What you think is wrong about it").fill("There is no such house.")
    page.get_by_role("button", name="Send this").click()


def _write(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    page.locator("a.board-title", has_text="First words").click()
    page.get_by_role("link", name="Begin a topic").click()
    page.get_by_label("Title").fill("A heliotrope by the mill")
    page.get_by_label("Your story, or your question").fill("It is the blue house by the mill, and I am in it.")
    page.get_by_role("button", name="Post this topic").click()
    expect(page.locator("h1")).to_have_text("A heliotrope by the mill")


def _look_up(page: Page, site: str, number: str, words: str) -> None:
    page.goto(f"{site}/reports")
    page.get_by_label("The number you were given").fill(number)
    page.get_by_role("button", name="See how it stands").click()
    expect(page.locator("main")).to_contain_text(words)
    assert number not in page.url


def _walk_to(page: Page, words: str) -> None:
    """By the tab key alone."""
    for _press in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("(document.activeElement?.textContent ?? '').trim()").startswith(words):
            return
    raise AssertionError(f"no key leads to {words}")


def test_a_night_shift_at_the_desk_by_keyboard_alone(demo_site: str, browser: Browser) -> None:
    page = browser.new_context(viewport=WIDE).new_page()  # type: ignore[arg-type]
    sign_in(page, demo_site, "wren")
    page.goto(f"{demo_site}/desk/me")
    page.get_by_label(re.compile("Single keys at the desk")).check()
    page.get_by_role("button", name="Keep this").click()
    expect(page.locator("h1")).to_have_text("The desk")
    page.keyboard.press("n")
    for _case in range(CASES):
        expect(page.get_by_role("heading", name="Decide", exact=True)).to_be_visible()
        page.keyboard.press("o")
        page.keyboard.press("d")
        offered = page.locator("section[aria-labelledby=decide]").get_by_role("link")
        gentle = next((words for words in GENTLE if offered.filter(has_text=words).count()), "")
        if not gentle:  # somebody asks to join: one press lets them in, and opens the next
            _walk_to(page, "Let ")
            with page.expect_navigation():
                page.keyboard.press("Enter")
            continue
        _walk_to(page, gentle)
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Decide, and open the next")).to_be_visible()
        if page.get_by_label("Why, in a sentence").count():
            _walk_to(page, "")
            page.get_by_label("Why, in a sentence").focus()
            page.keyboard.type("nothing new is said; to leave it is right")
        _walk_to(page, "Decide, and open the next")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Decide, and open the next")).to_have_count(0)
    page.context.close()


def test_a_moderator_who_tries_to_look_at_what_is_not_theirs(demo_site: str, browser: Browser) -> None:
    """A private conversation, a report about themselves, a look without a reason: each is refused, or written down."""
    ash, wren, linden = (browser.new_context(viewport=WIDE).new_page() for _who in range(3))  # type: ignore[arg-type]
    for page, name in ((ash, "ash"), (wren, "wren"), (linden, "linden")):
        sign_in(page, demo_site, name)
    ash.goto(f"{demo_site}/c")
    talk = ash.locator("main a[href^='/c/']:not([href='/c/new']):not([href='/c/search'])").first.get_attribute("href")
    for closed in (talk, "/desk/looks", "/house", "/me/decisions/ZZZZZZZZZZZ"):
        answer = wren.goto(f"{demo_site}{closed}")
        assert answer is not None
        assert answer.status in {403, 404}, closed
    wren.goto(f"{demo_site}/desk")
    before = wren.locator(".desk-lines li").count()
    about_wren = _page_of(linden, demo_site, "wren")
    ash.goto(f"{demo_site}/report/{about_wren}")
    ash.get_by_label("Something else").check()
    ash.get_by_role("button", name="Send this report").click()
    expect(ash.locator("p.number")).to_be_visible()
    wren.goto(f"{demo_site}/desk")
    assert wren.locator(".desk-lines li").count() == before, "nobody sees a report about themselves"
    linden.goto(f"{demo_site}/desk")
    linden.get_by_role("link", name=re.compile("Something else: wren")).first.click()
    there = linden.url
    answer = wren.goto(there)
    assert answer is not None
    assert answer.status == 404
    for page in (ash, wren, linden):
        page.context.close()


def _page_of(page: Page, site: str, name: str) -> str:
    """The ref of somebody at the desk, to whom a case could be handed over."""
    page.goto(f"{site}/desk/next")
    return page.locator("select#to option", has_text=name).first.get_attribute("value") or ""
