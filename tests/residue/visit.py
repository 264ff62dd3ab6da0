"""One visit, walked in a real browser with a profile on disk, as somebody does who shares the computer."""

import contextlib
import json
import os
import secrets
import signal
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Error, Page, Playwright

from tests.residue.markers import Markers

CHROMIUM = "/usr/bin/chromium"
# The browser as it comes, but for what keeps it from calling its makers, and root's lack of a sandbox.
FLAGS = ["--headless=new", "--no-sandbox", "--no-first-run", "--disable-background-networking", "--disable-sync"]
PASSPHRASE = "under one roof tonight"
PAGES = 10
ASKED = cycle(
    ("linden", "wren", "ash", "candlewick", "thistle")
)  # nobody is asked twice in a month: somebody else at each visit
INNER = ("/sign-in", "/search", "/leave", "/drafts", "/t/", "/b/", "/c/", "/p/", "/m/", "/me")


@dataclass
class Visit:
    """`device` is the answer at sign-in; `marks` collects what was on the screen and under the fingers. Without
    `scripts` addresses are collected apart, in `lines`: then the browser's history has them, as the house says."""

    site: str
    device: str = "shared"
    scripts: bool = True
    marks: Markers = field(default_factory=Markers)
    lines: Markers = field(default_factory=Markers)
    secret: str = field(default_factory=lambda: f"heliotrope{secrets.token_hex(4)}")

    def walk(self, page: Page) -> None:
        """Join, sign in as somebody who knows the house, read, begin a reply, add a picture, search, read ten pages."""
        (self.marks if self.scripts else self.lines).add("address", [f"{self.site}{path}" for path in INNER])
        self.join(page)
        self.come_in(page)
        self.note(page)
        self.read(page)
        self.begin_a_reply(page)
        self.add_a_picture(page)
        self.search(page)
        self.write_in_private(page)
        for _page in range(PAGES):
            page.locator("header.top a.house-name, header.top .ways a").first.click()
            self.settle(page)
            links = page.locator("a.topic-title")
            if not links.count():
                page.locator("a.board-title").nth(_page % 3).click()
                self.settle(page)
                links = page.locator("a.topic-title")
            links.nth(_page % max(1, links.count())).click()
            self.settle(page)
            self.note(page)
        for _step in range(3):
            page.go_back(wait_until="commit")
            self.settle(page)
        page.go_forward(wait_until="commit")
        self.settle(page)

    def join(self, page: Page) -> None:
        """Under a new name, past the codes and the practice of leaving, and out again."""
        name = f"hazel{self.secret[-8:]}"
        page.goto(self.site)
        page.get_by_role("link", name="Join").first.click()
        page.get_by_label("Name", exact=True).fill(name)
        self.marks.add("name", [name])
        self.marks.add("secret", [page.locator("strong.passphrase").inner_text()])
        page.get_by_label("I have read").check()
        page.get_by_label("What I write here").check()
        page.locator("main button.main").click()
        page.locator("ol.codes").wait_for()
        self.marks.add("secret", page.locator("ol.codes li").all_inner_texts())
        page.get_by_role("button", name="I have kept them").click()
        page.get_by_role("link", name="Not now").click()
        page.get_by_role("button", name="Sign out").click()
        page.get_by_role("link", name="Sign in").first.wait_for()
        self.settle(page)

    def come_in(self, page: Page) -> None:
        page.goto(self.site)
        page.get_by_role("link", name="Sign in").first.click()
        page.get_by_label("Name", exact=True).fill("rowan")
        page.get_by_label("Passphrase", exact=True).fill(PASSPHRASE)
        page.locator(f"input[name=device][value={self.device}]").check()
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("button", name="Sign out").wait_for()
        self.settle(page)

    def read(self, page: Page) -> None:
        page.locator("a.topic-title").first.click()
        page.locator("article.post").first.wait_for()
        self.settle(page)
        self.note(page)
        page.mouse.wheel(0, 2000)
        time.sleep(0.5)

    def begin_a_reply(self, page: Page) -> None:
        words = f"He hid the {self.secret} letters behind the boiler"
        page.locator("textarea[name=body]").press_sequentially(words, delay=5)
        self.marks.add("draft", [words, self.secret])
        if self.scripts:
            page.locator("kept-line[data-now=kept]").wait_for()

    def add_a_picture(self, page: Page) -> None:
        """From a file on this device, and look at it."""
        with tempfile.TemporaryDirectory() as folder:
            photo = Path(folder) / f"{self.secret}.jpg"
            Image.effect_noise((320, 240), 80).save(photo, "JPEG")
            page.get_by_text("Add a picture", exact=True).click()
            page.locator("input[name=picture]").set_input_files(photo)
            page.locator("input[name=described]").fill(f"The {self.secret} staircase")
            page.get_by_role("button", name="Add this picture").click()
            shown = page.locator(".picture-added img")
            shown.wait_for()
        self.settle(page)
        self.marks.add("picture", [f"{self.secret}.jpg", f"The {self.secret} staircase"])
        into = self.marks if self.scripts else self.lines
        into.add("address", [str(shown.get_attribute("src"))])
        seen = page.evaluate("async (image) => [...new Uint8Array(await (await fetch(image.src)).arrayBuffer())]",
                             shown.element_handle())  # fmt: skip
        middle = len(seen) // 2
        self.marks.pieces.append(bytes(seen[middle : middle + 32]))
        if not self.scripts:
            page.get_by_role("button", name="Keep for later").click()
            self.settle(page)

    def search(self, page: Page) -> None:
        page.get_by_role("link", name="Search").first.click()
        page.locator("input[name=q]").wait_for()
        for words in (f"custody {self.secret}", "spreadsheet"):
            page.locator("input[name=q]").fill(words)
            page.locator("main form button.main").first.click()
            self.settle(page)
            self.marks.add("search", [words])

    def write_in_private(self, page: Page) -> None:
        """Ask somebody for a conversation: its words, its subject and its address may stay nowhere."""
        words, subject = f"She kept the {self.secret} key under the stone", f"Of {self.secret} keys"
        page.get_by_role("link", name="Your conversations").click()
        page.get_by_role("link", name="Write to somebody").click()
        page.locator("input[name=name]").fill(next(ASKED))
        page.get_by_role("button", name="Go on").click()
        page.locator("input[name=title]").fill(subject)
        page.locator("textarea[name=body]").fill(words)
        page.get_by_role("button", name="Send this request").click()
        page.locator("article.post").wait_for()
        self.settle(page)
        self.note(page)
        self.marks.add("message", [words, subject])

    def settle(self, page: Page) -> None:
        """Until the page stands. It is asked itself: one that the browser had kept is back before anybody is told."""
        stands = "() => document.readyState === 'complete' && !document.documentElement.ariaBusy"
        until = time.monotonic() + 30
        while True:
            time.sleep(0.15)
            with contextlib.suppress(Error):  # it went away while it was asked
                if page.evaluate(stands):
                    return
            if time.monotonic() > until:
                raise TimeoutError("the page did not come to stand")

    def note(self, page: Page) -> None:
        """Whatever this page would give away."""
        found = page.evaluate(
            """() => {
              const words = (css) => [...document.querySelectorAll(css)].map((e) => e.textContent.trim());
              const links = [...document.querySelectorAll("main a[href^='/']")].map((a) => a.getAttribute("href"));
              return {
                title: [...words("main h1"), ...words(".topic-title"), ...words(".board-title")],
                post: words("article .text > p").map((p) => p.slice(0, 60)),
                name: [...words("article header.speaker a"), "rowan"],
                address: links.map((link) => link.match(/^\\/[btpmc]\\/(\\w{11})/)?.[1] ?? "").filter(Boolean),
              };
            }"""
        )
        for kind, words in found.items():
            into = self.lines if kind == "address" and not self.scripts else self.marks
            into.add(kind, words)


@dataclass
class Opened:
    """A browser on a profile folder, started as a person would start it."""

    profile: Path
    process: "subprocess.Popen[bytes]"
    browser: Browser

    @property
    def page(self) -> Page:
        return self.browser.contexts[0].pages[0]

    def close(self) -> None:
        """As by its own menu: it has time to write down what it wants to remember."""
        session = self.browser.new_browser_cdp_session()
        with contextlib.suppress(Exception):
            session.send("Browser.close")
        self.process.wait(timeout=30)

    def kill(self) -> None:
        """As by a power cut."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(timeout=30)


def switch_scripts_off(profile: Path) -> None:
    """As in the browser's own settings."""
    (profile / "Default").mkdir(parents=True)
    off = {"profile": {"default_content_setting_values": {"javascript": 2}}}
    (profile / "Default" / "Preferences").write_text(json.dumps(off))


@contextlib.contextmanager
def opened(engine: Playwright, profile: Path) -> Iterator[Opened]:
    port_file = profile / "DevToolsActivePort"
    port_file.unlink(missing_ok=True)
    command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", "--remote-debugging-port=0", "about:blank"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    until = time.monotonic() + 60
    while not port_file.exists() and time.monotonic() < until:
        time.sleep(0.1)
    time.sleep(0.3)
    port = port_file.read_text().splitlines()[0]
    urllib.request.urlopen(f"http://127.0.0.1:{port}/json/version", timeout=20).close()
    browser = engine.chromium.connect_over_cdp(f"http://127.0.0.1:{port}")
    here = Opened(profile, process, browser)
    try:
        yield here
    finally:
        if process.poll() is None:
            here.kill()
