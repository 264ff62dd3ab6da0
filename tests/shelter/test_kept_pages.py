"""E5 where the browser keeps whole pages for going back: Chromium does so even with what it is told not to store.

Playwright switches that off for its tests; here it is on, as for everybody."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, expect

from leeward.members.models import Session
from leeward.web.headers import READY
from tests import makers
from tests.cast import Cast
from tests.conftest import CHROMIUM, QUIET
from tests.shelter.elsewhere import Elsewhere, elsewhere

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

BODY = "The boiler was cold and so was he."
# Said by each of our pages as it comes up, after our own script has had its turn: was it kept, is anything drawn?
WATCH = """if (location.hostname === "localhost") addEventListener("pageshow", (event) => setTimeout(() =>
  console.log("shown", event.persisted, document.body.getClientRects().length > 0)));"""


@dataclass
class Tab:
    """One tab of ash's, signed in. `shown`: what each page said, whether it had been kept and is drawn at all."""

    page: Page
    site: str
    cast: Cast
    away: Elsewhere
    shown: list[str] = field(default_factory=list)

    def back(self) -> None:
        self.page.evaluate("() => void setTimeout(() => history.back())")

    def wait_for(self, address: str) -> None:
        self.page.wait_for_url(address, wait_until="commit")  # a page that was kept is not loaded again


@pytest.fixture
def keeping(browser: Browser) -> Iterator[Browser]:
    """A Chromium that keeps pages."""
    flags = {"args": ["--no-sandbox", *QUIET], "ignore_default_args": ["--disable-back-forward-cache"]}
    chromium = browser.browser_type.launch(executable_path=CHROMIUM, **flags)  # type: ignore[arg-type]
    yield chromium
    chromium.close()


@pytest.fixture(params=["shared", "mine"])
def tab(request: pytest.FixtureRequest, keeping: Browser, site: str, cast: Cast) -> Iterator[Tab]:
    with elsewhere() as away:
        makers.house(leave_to=away.address)
        makers.topic(cast.rowan, cast.board, "The boiler", BODY)
        context = keeping.new_context()
        session = cast.client(cast.ash, request.param).cookies["s"].value
        context.add_cookies([{"name": "s", "value": session, "url": site, "httpOnly": True}])
        tab = Tab(context.new_page(), site, cast, away)
        tab.page.add_init_script(WATCH)
        tab.page.on("console", lambda said: tab.shown.append(said.text))
        yield tab
        context.close()


def test_a_kept_page_comes_back_blank_and_is_shown_once_the_server_knows_who_asks(tab: Tab) -> None:
    tab.page.goto(tab.site)
    tab.page.goto(tab.away.address)
    tab.back()
    expect(tab.page.locator("a.board-title")).to_be_visible()
    assert tab.shown[-1] == "shown true false"


def test_a_kept_page_of_somebody_who_is_signed_out_is_never_shown(tab: Tab) -> None:
    tab.page.goto(tab.site)
    tab.page.goto(tab.away.address)
    Session.objects.all().delete()  # from another device: this browser has heard nothing
    with tab.page.expect_event("console", lambda said: said.text == "shown true false"):
        tab.back()
    tab.wait_for(tab.away.address)
    assert tab.away.visits == ["", ""]


@pytest.mark.parametrize("obeys", [True, False])
def test_after_leaving_no_kept_page_is_shown_five_times_over(
    tab: Tab, monkeypatch: pytest.MonkeyPatch, obeys: bool
) -> None:
    if not obeys:  # as a browser does that keeps every page, whatever it is told
        monkeypatch.delitem(READY, "cache-control")
    tab.page.goto(tab.site)
    tab.page.locator("a.board-title").click()
    tab.page.locator("a.topic-title").first.click()
    expect(tab.page.get_by_text(BODY)).to_be_visible()
    tab.page.locator("a.leave").click()
    tab.wait_for(tab.away.address)
    tab.shown.clear()
    for _back in range(5):
        tab.back()
        tab.page.wait_for_timeout(300)
        tab.page.wait_for_url(lambda url: url == "about:blank" or url.startswith(tab.away.address), wait_until="commit")
    assert not [said for said in tab.shown if said.endswith("true")]
