"""ash, signed in, with a story to read: the tab that the walks about leaving begin in."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from leeward.boards.models import Topic
from tests import makers
from tests.cast import Cast

AWAY = "https://weather.example.org/"
BODY = "The boiler was cold and so was he."


@dataclass
class Inside:
    """ash, signed in on a shared device, with a story to read; `away` counts visits to the place left to."""

    site: str
    cast: Cast
    topic: Topic
    context: BrowserContext
    away: list[str]

    def open(self, path: str = "") -> Page:
        page = self.context.new_page()
        page.goto(f"{self.site}{path or f'/t/{self.topic.ref}'}")
        return page

    def enter(self, device: str = "shared") -> None:
        session = self.cast.client(self.cast.ash, device).cookies["s"].value
        self.context.add_cookies([{"name": "s", "value": session, "url": self.site}])


def weather(inside: Inside, route: Route) -> None:
    inside.away.append(route.request.headers.get("referer", ""))
    route.fulfill(body="<!doctype html><title>Weather</title><h1>Rain later</h1>", content_type="text/html")


@pytest.fixture(params=["shared", "mine"])
def inside(request: pytest.FixtureRequest, browser: Browser, site: str, cast: Cast) -> Iterator[Inside]:
    makers.house(leave_to=AWAY)
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    here = Inside(site, cast, makers.topic(cast.rowan, cast.board, "The boiler", BODY), context, [])
    context.route(f"{AWAY}**", lambda route: weather(here, route))
    here.enter(request.param)
    yield here
    context.close()
