"""Leaving fast, line by line, in a real Chromium against real pages. The number of each line stands in its test.

E1 and E14, where they take more than a few lines, are in test_way_out.py, E5 with pages kept in test_kept_pages.py."""

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from leeward.members.models import Session
from tests import makers
from tests.cast import Cast
from tests.shelter.inside import AWAY, BODY, Inside

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def leave(page: Page) -> None:
    page.locator("a.leave").click()
    page.wait_for_url(AWAY)


def shown(page: Page) -> str:
    """What can be seen; nothing while a page is blank."""
    return str(page.evaluate("() => document.body ? document.body.innerText.trim() : ''"))


def test_e2_nothing_is_left_on_the_screen_in_the_very_press(inside: Inside) -> None:
    page = inside.open()
    seen = page.evaluate(
        """() => {
          document.querySelector("a.leave").click();
          const drawn = [...document.querySelectorAll("body, body *")].filter((e) => e.getClientRects().length);
          return [drawn.length, document.body.hidden];
        }"""
    )
    assert seen == [0, True]


def test_e3_and_e5_going_back_shows_nothing_five_times_over(inside: Inside) -> None:
    page = inside.open("/")
    for link in ("a.board-title", "a.topic-title"):
        page.wait_for_function("() => history.state !== null")  # a page that came whole is known again
        page.locator(link).first.click()
    expect(page.get_by_text(BODY)).to_be_visible()
    leave(page)
    for _back in range(5):
        page.go_back(wait_until="commit")
        page.wait_for_url(lambda url: url.startswith(AWAY) or url == "about:blank")
        assert not any(words in shown(page) for words in ("boiler", "Test house", "Sign in"))


def test_e4_the_session_ends_on_the_server(inside: Inside) -> None:
    leave(inside.open())
    assert not Session.objects.exists()


def test_e6_the_browser_drops_cookies_and_storage(inside: Inside) -> None:
    page = inside.open()
    page.evaluate("() => localStorage.setItem('left', 'behind')")
    leave(page)
    page.goto(f"{inside.site}/leaving")
    assert page.evaluate("() => localStorage.length") == 0
    assert "s" not in {cookie["name"] for cookie in inside.context.cookies(inside.site)}


def test_e7_other_tabs_go_along(inside: Inside) -> None:
    first, second = inside.open(), inside.open("/")
    leave(first)
    second.wait_for_url(AWAY)


def test_e7_a_tab_that_heard_nothing_asks_when_it_is_seen(inside: Inside) -> None:
    page = inside.open()
    Session.objects.all().delete()
    page.evaluate("() => document.dispatchEvent(new Event('visibilitychange'))")
    page.wait_for_url(AWAY)


@pytest.mark.parametrize("device", ["shared", "mine"])
def test_e8_it_works_without_javascript(browser: Browser, site: str, cast: Cast, device: str) -> None:
    makers.house(leave_to=f"{site}/health")
    with browser.new_context(java_script_enabled=False) as context:
        session = cast.client(cast.ash, device).cookies["s"].value
        context.add_cookies([{"name": "s", "value": session, "url": site}])
        page = context.new_page()
        page.goto(f"{site}/me")
        page.locator("a.leave").click()
        page.wait_for_url(f"{site}/health")
        assert not Session.objects.exists()
        page.go_back()
        assert cast.ash.name not in page.locator("main").inner_text()


def test_e9_no_dialog_and_the_words_are_kept(inside: Inside) -> None:
    from leeward.drafts.models import Draft

    page = inside.open()
    asked: list[Dialog] = []
    page.on("dialog", lambda dialog: asked.append(dialog))
    page.locator("textarea[name=body]").press_sequentially("Half a thought")
    leave(page)
    assert not asked
    assert Draft.objects.filter(member=inside.cast.ash).exists()


def test_e10_shift_three_times_leaves_and_can_be_switched_off(inside: Inside) -> None:
    page = inside.open("/leaving")
    page.locator("[data-shift-switch]").click()
    for _press in range(4):
        page.keyboard.press("Shift")
    page.locator("[data-shift-switch]").click()
    assert not inside.away
    for _press in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url(AWAY)


def test_e10_a_member_may_switch_it_off_for_good(inside: Inside) -> None:
    inside.cast.ash.shift_leaves = False
    inside.cast.ash.save()
    page = inside.open()
    for _press in range(4):
        page.keyboard.press("Shift")
    page.wait_for_timeout(300)
    assert not inside.away


def test_e11_no_page_gives_itself_away(inside: Inside) -> None:
    page = inside.open()
    assert page.title() == "Notes"
    assert "boiler" not in page.url


def test_e12_and_e13_it_goes_where_the_member_chose_and_says_nothing_there(inside: Inside) -> None:
    inside.cast.ash.leave_to = f"{AWAY}recipes"
    inside.cast.ash.save()
    page = inside.open()
    page.locator("a.leave").click()
    page.wait_for_url(f"{AWAY}recipes")
    assert inside.away == [""]  # one visit, no referrer
    page.goto(inside.site)
    assert not {"back", "ash"} & set(shown(page).casefold().split())


def test_e15_it_is_practised_once_after_the_codes_and_can_be_passed_over(inside: Inside) -> None:
    inside.context.clear_cookies()
    page = inside.open("/join")
    page.get_by_label("Name", exact=True).fill("hazel")
    page.get_by_label("I have read").check()
    page.get_by_label("What I write here").check()
    page.locator("main button.main").click()
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_role("heading", name="Try leaving once")).to_be_visible()
    expect(page.get_by_role("link", name="Not now")).to_be_visible()
    page.get_by_role("link", name="Leave, to see how it is").click()
    page.wait_for_url(AWAY)
    assert not Session.objects.filter(member__name="hazel").exists()


def test_e15_the_page_about_it_is_one_press_away(inside: Inside) -> None:
    page = inside.open()
    page.locator("footer a", has_text="About leaving fast").click()
    expect(page.get_by_role("heading", name="What it cannot do")).to_be_visible()
