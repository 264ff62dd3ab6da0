"""Somebody who writes in a real browser, and carries on as a person would until what they wrote stands there."""

import contextlib
import secrets
import time
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page
from playwright.sync_api import Error as BrowserError

from tests.durability.house import PASSPHRASE, House

PATIENCE = 20_000  # milliseconds
SECONDS = 40  # that carrying on may take; a server that was killed needs some of them to stand up


class Lost(AssertionError):
    """The words are nowhere."""


@dataclass
class Place:
    """A member with a place of their own to write, so that no scenario stands in another's way."""

    house: House
    kind: str
    member: Any
    board: Any
    topic: Any
    post: Any

    @property
    def address(self) -> str:
        ends = {
            "topic": f"/b/{self.board.ref}/new",
            "reply": f"/t/{self.topic.ref}/reply",
            "edit": f"/p/{self.post.ref}/edit" if self.post else "",
        }
        return self.house.address + ends[self.kind]

    def posted(self, words: str) -> int:
        """How often the words stand posted."""
        from leeward.boards.models import Post, Revision

        def count() -> int:
            standing = Post.objects.filter(author=self.member, source=words).count()
            before = Revision.objects.filter(post__author=self.member, source=words).count()
            return standing + before

        return self.house.ask(count)

    def kept(self) -> list[str]:
        """What the member's open drafts say."""
        from leeward.drafts.models import Draft
        from leeward.drafts.posting import said

        return self.house.ask(lambda: [said(draft).body for draft in Draft.objects.of(self.member).open()])


def new_place(house: House, kind: str) -> Place:
    from django.contrib.auth.hashers import make_password

    from leeward.boards.models import Board
    from leeward.web.models import Tally
    from tests import makers

    def make() -> Place:
        Tally.objects.all().delete()  # all of these writers share one address
        makers.house()
        board = Board.objects.first() or makers.board("Living with it")
        author = makers.member(f"a{secrets.token_hex(6)}")
        member = makers.member(f"m{secrets.token_hex(6)}")
        member.password = _passphrase_once(make_password)
        member.save()
        topic = makers.topic(author, board)
        post = makers.reply(member, topic, "As it stood.") if kind == "edit" else None
        return Place(house, kind, member, board, topic, post)

    return house.ask(make)


_made: list[str] = []


def _passphrase_once(make: Any) -> str:
    """Argon2 is slow on purpose: one digest serves all."""
    if not _made:
        _made.append(make(PASSPHRASE))
    return _made[0]


class Writer:
    """One person in one browser, on one page."""

    def __init__(self, browser: Browser, place: Place, js: bool = True, device: str = "mine") -> None:
        self.place, self.js, self.browser, self.device = place, js, browser, device
        self.context: BrowserContext = browser.new_context(java_script_enabled=js)
        self.context.set_default_timeout(PATIENCE)
        self.come_in()
        self.page: Page = self.context.new_page()

    # ── coming and going ────────────────────────────────────────────────────
    def come_in(self, member: Any = None) -> None:
        """With a session, as if signed in a while ago."""
        from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

        from leeward.members.sessions import SessionStore

        who = member or self.place.member

        def make() -> str:
            store = SessionStore()
            store[SESSION_KEY] = str(who.pk)
            store[BACKEND_SESSION_KEY] = "leeward.members.signing_in.NameAndPassphrase"
            store[HASH_SESSION_KEY] = who.get_session_auth_hash()
            store["device"] = self.device
            store["device"] = "mine"  # pages have addresses of their own, which these walks read
            store.create()
            return str(store.session_key)

        key = self.place.house.ask(make)
        self.context.add_cookies([{"name": "s", "value": key, "url": self.place.house.address}])

    def session_ends(self) -> None:
        from leeward.members.models import Session

        self.place.house.ask(lambda: Session.objects.filter(member=self.place.member).delete())

    def open(self, page: Page | None = None) -> None:
        (page or self.page).goto(self.place.address, wait_until="domcontentloaded")
        if self.js:
            (page or self.page).wait_for_function("() => customElements.get('kept-line') !== undefined")

    def crash(self) -> None:
        """The browser is gone without a goodbye: no page hears of it."""
        session = self.context.browser.new_browser_cdp_session() if self.context.browser else None
        with contextlib.suppress(BrowserError):
            self.page.goto("chrome://crash", timeout=500)
        if session:
            session.detach()
        self.page = self.context.new_page()

    def close(self) -> None:
        with contextlib.suppress(BrowserError):
            self.context.close()

    # ── writing ─────────────────────────────────────────────────────────────
    def write(self, words: str, page: Page | None = None) -> None:
        page = page or self.page
        if self.place.kind == "topic":
            page.locator("#title").fill("A title of no weight")
        page.locator("form.composer #body, form.sheet #body").first.fill(words)

    def paste(self, words: str) -> None:
        """All at once; the driver's own typing takes half a minute for five megabytes."""
        self.page.evaluate(
            """text => { const body = document.querySelector("#body"); body.value = text; body.dispatchEvent(
              new InputEvent("input", { bubbles: true, inputType: "insertFromPaste" })) }""",
            words,
        )

    def add(self, words: str) -> None:
        """Key by key, at the end."""
        body = self.page.locator("#body").first
        body.focus()
        self.page.keyboard.press("Control+End")
        body.press_sequentially(words, delay=4)

    def wait_until_kept(self, page: Page | None = None) -> None:
        (page or self.page).wait_for_function(
            "() => { const d = document.querySelector('kept-draft'); return d.isKept() && !d.busy }"
        )

    def state(self) -> str:
        return self.page.locator("[data-state]").first.inner_text()

    def press_send(self, page: Page | None = None, wait: bool = True) -> None:
        button = (page or self.page).locator("form button.main:visible").first
        with contextlib.suppress(BrowserError):
            button.click(no_wait_after=not wait)

    # ── carrying on ─────────────────────────────────────────────────────────
    def carry_on(self, words: str) -> None:
        """Do what the page offers until the words stand posted. Lost: neither on the page, nor kept, nor posted."""
        until = time.monotonic() + SECONDS
        with contextlib.suppress(BrowserError):
            self._send_what_got_no_answer(words)
        while time.monotonic() < until:
            if self.place.posted(words):
                return
            try:
                self._next_step(words)
            except BrowserError:
                time.sleep(0.3)
        raise Lost(
            f"not posted after {SECONDS} s; page {self.page.url} says {self._said()!r}; "
            f"kept {[text[:40] for text in self.place.kept()]}"
        )

    def _said(self) -> str:
        """What the page tells its reader, for whoever looks for the cause."""
        with contextlib.suppress(BrowserError):
            return " / ".join(self.page.locator("main#main :is(h1, [role=alert], [role=status], p)").all_inner_texts())[
                :400
            ]
        return "nothing: the browser does not answer"

    def carry_on_to_composer(self, words: str) -> None:
        """Sign in on the page that holds the words; they must stand in the composer, not posted yet."""
        self.page.locator("input[name=name]").fill(self.place.member.name)
        self.page.locator("input[name=passphrase]").fill(PASSPHRASE)
        self.page.locator(f"input[name=device][value={self.device}]").check()
        self.press_send()
        self.page.wait_for_url(lambda url: "draft=" in url)
        if self.place.posted(words):
            raise Lost("posted although the writer wanted to look first")

    def _send_what_got_no_answer(self, words: str) -> None:
        """Whoever sees an error, or the words still on the sheet, sends them again: did they arrive?"""
        try:
            main = self.page.wait_for_selector("main#main", state="attached", timeout=2_500)
        except BrowserError:
            self.page.reload()
            return
        body = main.query_selector("#body:not([readonly])") if main else None
        if body and body.input_value() == words:
            self._press_and_wait()

    def _next_step(self, words: str) -> None:
        page = self.page
        try:
            main = page.wait_for_selector("main#main", state="attached", timeout=2_500)
        except BrowserError:  # the browser's own error page: its Reload sends the form again
            page.reload()
            return
        if main and main.query_selector("input[name=passphrase]"):
            page.locator("input[name=name]").fill(self.place.member.name)
            page.locator("input[name=passphrase]").fill(PASSPHRASE)
            page.locator(f"input[name=device][value={self.device}]").check()
            self._must_stand(words)
            self._press_and_wait()
        elif main and main.query_selector("#body:not([readonly])"):
            self._must_stand(words)
            self._press_and_wait()
        else:
            self.open()

    def _must_stand(self, words: str) -> None:
        stands = self.page.locator("#body").first.input_value()
        if stands != words and not self.place.posted(words):
            raise Lost(f"the page holds {stands[:60]!r} instead of {words[:60]!r}; kept {self.place.kept()!r:.200}")

    def _press_and_wait(self) -> None:
        before = self.page.url
        self.press_send()
        if self.js and self.device == "shared":
            time.sleep(0.5)  # the page changes in place, under one address
        elif self.js:
            with contextlib.suppress(BrowserError):
                self.page.wait_for_url(lambda url: url != before, timeout=4_000)
