"""What every test may ask for: a cast of people, and a browser as each of them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, expect, sync_playwright

from leeward.members import ready
from tests.cast import Cast, assemble
from tests.shelter.firefox import FIREFOX

CHROMIUM = Path("/usr/bin/chromium")  # Debian's; no browser is ever downloaded
ENGINES = {"browser": CHROMIUM, "firefox": FIREFOX}  # by the fixture that a test asks for
PATIENCE = 60_000  # milliseconds a slow machine may take to show a page: how fast it is, no test decides
QUIET = ["--disable-background-networking", "--disable-quic", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session", autouse=True)
def folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A data folder for each process that tests, as each has a database: what one keeps or locks is not the other's."""
    settings.DATA = tmp_path_factory.mktemp("data")


@pytest.fixture(scope="session", autouse=True)
def proving() -> None:
    """Queries that stand ready are proven to hold nothing of one reader."""
    ready.PROVING = True


@pytest.fixture
def cast(db: None) -> Cast:
    """A house with one board and a few people in it."""
    return assemble()


@pytest.fixture
def stranger() -> Client:
    """Somebody who is not signed in, and who checks form tokens as a browser would not let us forget."""
    return Client()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests; each test opens a context of its own (`browser.new_context()`)."""
    # Playwright keeps an event loop in this thread, and Django takes that for a reason to refuse its database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", *QUIET])
        yield chromium
        chromium.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Said at the end, where it is read: what is left out is not what passed."""
    for engine in ENGINES.values():
        if not engine.exists():
            terminalreporter.write_line(
                f"LEFT OUT: {engine} is not here, so nothing was tried in it.", red=True, bold=True
            )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what walks a browser; leave it out where there is none.

    A browser on a busy machine has bad moments: such a test may try once more, and the end of the run lists it.
    """
    for fixture, engine in ENGINES.items():
        walking = [item for item in items if fixture in getattr(item, "fixturenames", ())]
        for item in walking:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=1))
        if walking and not engine.exists():
            items[:] = [item for item in items if item not in walking]
            config.hook.pytest_deselected(items=walking)
