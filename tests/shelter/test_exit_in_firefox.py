"""Leaving fast, line by line, in Debian's own Firefox, as test_exit_contract.py has it in Chromium."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from leeward.boards.models import Topic
from leeward.drafts.models import Draft
from leeward.members.models import Session
from leeward.web.headers import READY
from tests import makers
from tests.cast import Cast
from tests.shelter.elsewhere import Elsewhere, elsewhere
from tests.shelter.firefox import Firefox, until

pytestmark = [pytest.mark.django_db(transaction=True)]

BODY = "The boiler was cold and so was he."
DRAWN = "return [...document.querySelectorAll('body, body *')].filter((e) => e.getClientRects().length).length"
SHOWN = "return document.body?.getClientRects().length ? document.body.innerText.trim() : ''"
FOCUSED = "return document.activeElement.className"


@pytest.fixture(scope="module")
def firefox() -> Iterator[Firefox]:
    engine = Firefox()
    yield engine
    engine.close()


@dataclass
class Inside:
    """ash, signed in, with a story to read, in a tab that has seen nothing."""

    browser: Firefox
    site: str
    cast: Cast
    topic: Topic
    away: Elsewhere

    def enter(self, device: str = "shared") -> None:
        session = self.cast.client(self.cast.ash, device).cookies["s"].value
        self.browser.open(f"{self.site}/leaving")
        self.browser.tell("WebDriver:AddCookie", cookie={"name": "s", "value": session, "httpOnly": True})
        self.browser.open("about:blank")

    def open(self, path: str = "") -> None:
        self.browser.open(f"{self.site}{path or f'/t/{self.topic.ref}'}")

    def leave(self) -> None:
        self.browser.click("a.leave")
        self.browser.wait_for(self.away.address)


@pytest.fixture
def outside(firefox: Firefox, site: str, cast: Cast) -> Iterator[Inside]:
    with elsewhere() as away:
        makers.house(leave_to=away.address)
        firefox.new_tab()
        yield Inside(firefox, site, cast, makers.topic(cast.rowan, cast.board, "The boiler", BODY), away)
        firefox.start_afresh()


@pytest.fixture(params=["shared", "mine"])
def inside(request: pytest.FixtureRequest, outside: Inside) -> Inside:
    outside.enter(request.param)
    return outside


@pytest.mark.parametrize(("width", "zoom"), [(640, 2), (1280, 1), (1280, 2)])
def test_e1_the_first_press_of_tab_finds_the_way_out_uncovered(inside: Inside, width: int, zoom: int) -> None:
    browser = inside.browser
    browser.tell("WebDriver:SetWindowRect", width=width, height=800)
    for path in ("", "/", "/sign-in", "/leaving", "/help-lines", "/nothing-here", "/search", "/me", "/drafts"):
        inside.open(path)
        browser.zoom(zoom)
        browser.wait(f"return innerWidth === {width // zoom}")
        browser.press("Tab")
        assert browser.script(FOCUSED) == "leave", path
        sizes = browser.script(
            """scrollTo(0, 600);
            const { x, y, width, height } = document.querySelector("a.leave").getBoundingClientRect();
            const top = document.elementFromPoint(x + width / 2, y + height / 2);
            return [Math.min(width, height) >= 44, top?.className];"""
        )
        assert sizes == [True, "leave"], path


def test_e2_nothing_is_left_on_the_screen_in_the_very_press(inside: Inside) -> None:
    inside.open()
    assert inside.browser.script(f"document.querySelector('a.leave').click(); {DRAWN}") == 0


def test_e3_and_e5_going_back_shows_nothing_five_times_over(inside: Inside) -> None:
    browser = inside.browser
    inside.open("/")
    browser.click("a.board-title")
    browser.wait("return !document.querySelector('.boards') && document.querySelector('a.topic-title')")
    browser.click("a.topic-title")
    browser.wait("return document.querySelector('article.post')")
    pages = browser.script("return history.length")
    inside.leave()
    assert browser.script("return history.length") == pages  # the last one's place was taken
    for _back in range(5):
        browser.tell("WebDriver:Back")
        until(lambda: browser.address.startswith((inside.away.address, "about:blank")), "an empty place")
        shown = browser.script(SHOWN)
        assert not any(words in shown for words in ("boiler", "Test house", "Sign in"))


def test_e5_a_page_that_the_browser_kept_is_blank_until_the_server_knows_who_asks(
    outside: Inside, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As a browser does that keeps pages whatever it is told: our own header is left out, and Firefox keeps them.
    monkeypatch.delitem(READY, "cache-control")
    outside.enter("mine")
    browser = outside.browser
    outside.open("/")
    watch = """addEventListener("pageshow", (event) => {
      document.documentElement.dataset.seen = `${event.persisted} ${document.body.hidden}`;
    });"""
    browser.script(watch)
    outside.open()
    browser.tell("WebDriver:Back")
    browser.wait("return document.documentElement.dataset.seen === 'true true'")  # kept, and blank at once
    browser.wait("return !document.body.hidden")  # the server knows ash
    browser.tell("WebDriver:Forward")
    browser.wait("return document.querySelector('article.post')")
    Session.objects.all().delete()  # as if somebody had left from another device
    browser.tell("WebDriver:Back")
    browser.wait_for(outside.away.address)


def test_e4_and_e6_the_session_ends_on_the_server_and_the_browser_drops_what_it_has(inside: Inside) -> None:
    inside.open()
    inside.browser.script("localStorage.setItem('left', 'behind')")
    inside.leave()
    assert not Session.objects.exists()
    inside.open("/leaving")
    assert inside.browser.script("return localStorage.length") == 0
    assert "s" not in {cookie["name"] for cookie in inside.browser.tell("WebDriver:GetCookies")}


def test_e7_other_tabs_go_along(inside: Inside) -> None:
    inside.open("/")
    other = inside.browser.tell("WebDriver:GetWindowHandle")
    inside.browser.new_tab()
    inside.open()
    inside.leave()
    inside.browser.turn_to(other)
    inside.browser.wait_for(inside.away.address)


def test_e7_a_tab_that_heard_nothing_asks_when_it_is_seen(inside: Inside) -> None:
    inside.open()
    here = inside.browser.tell("WebDriver:GetWindowHandle")
    inside.browser.new_tab()
    inside.browser.turn_to(here, seen=False)
    inside.browser.wait("return document.hidden")  # Firefox hides a tab only once the other one is painted
    Session.objects.all().delete()
    inside.browser.turn_to(here)
    inside.browser.wait_for(inside.away.address)


@pytest.mark.parametrize("device", ["shared", "mine"])
def test_e8_it_works_without_javascript(outside: Inside, device: str) -> None:
    outside.enter(device)
    browser = outside.browser
    browser.in_the_frame("Services.prefs.setBoolPref('javascript.enabled', false)")
    browser.tell("WebDriver:Navigate", url=f"{outside.site}/me")
    until(lambda: browser.has("a.leave"), "the page")  # nothing can be run in it
    outside.leave()
    assert not Session.objects.exists()
    browser.tell("WebDriver:Back")
    until(lambda: "/sign-in" in browser.address, "signing in")


def test_e9_no_dialog_and_the_words_are_kept(inside: Inside) -> None:
    inside.open()
    inside.browser.type("textarea[name=body]", "Half a thought")
    # Marionette shows no dialog that a page asks for on going; so the page itself says whether it would ask.
    would_ask = """const going = new Event("beforeunload", { cancelable: true });
    return !dispatchEvent(going);"""
    assert not inside.browser.script(would_ask)
    inside.leave()
    until(lambda: Draft.objects.filter(member=inside.cast.ash).exists(), "the draft")


def test_e10_shift_three_times_leaves_and_can_be_switched_off(inside: Inside) -> None:
    inside.open("/leaving")
    inside.browser.click("[data-shift-switch]")
    inside.browser.press(*["Shift"] * 4)
    inside.browser.click("[data-shift-switch]")
    assert not inside.away.visits
    inside.browser.press(*["Shift"] * 3)
    inside.browser.wait_for(inside.away.address)


def test_e11_no_page_gives_itself_away(inside: Inside) -> None:
    inside.open()
    assert inside.browser.tell("WebDriver:GetTitle") == "Notes"
    assert "boiler" not in inside.browser.address


def test_e12_and_e13_it_goes_where_the_member_chose_and_says_nothing_there(inside: Inside) -> None:
    inside.cast.ash.leave_to = f"{inside.away.address}/recipes"
    inside.cast.ash.save()
    inside.open()
    inside.browser.click("a.leave")
    inside.browser.wait_for(f"{inside.away.address}/recipes")
    assert inside.away.visits == [""]  # one visit, no referrer
    inside.open("/")
    assert not {"back", "ash"} & set(inside.browser.script(SHOWN).casefold().split())


def test_e14_it_stays_blank_while_the_place_is_slow_and_a_second_press_goes_to_an_empty_page(inside: Inside) -> None:
    inside.away.open.clear()
    inside.open()
    inside.browser.click("a.leave")
    until(lambda: inside.away.visits, "the visit")
    assert inside.browser.script(DRAWN) == 0
    inside.browser.point(300, 300)
    until(lambda: inside.browser.address == "about:blank", "an empty page")
    assert not Session.objects.exists()


def test_e15_it_is_practised_once_after_the_codes(outside: Inside) -> None:
    browser = outside.browser
    outside.open("/join")
    browser.type("#id_name", "hazel")
    for box in ("#id_agreed", "#id_consents"):
        browser.click(box)
        browser.wait(f"return document.querySelector('{box}').checked")
    browser.click("main button.main")
    browser.wait(
        "return document.querySelector('h1').textContent === 'Keep these codes' || document.querySelector('ol.codes')"
    )
    browser.click("main button.main")
    browser.wait("return document.querySelector('h1').textContent === 'Try leaving once'")
    browser.click("main a.button.main")
    browser.wait_for(outside.away.address)
    assert not Session.objects.filter(member__name="hazel").exists()
