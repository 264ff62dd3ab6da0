"""Debian's own Firefox, driven through Marionette, the door that Mozilla builds into every Firefox for its own tests.

What goes through it is JSON over TCP with its length before it (Mozilla's Marionette protocol, level 3); the commands
are those of the WebDriver standard. Nothing is installed but the browser: Playwright has a patched Firefox of its own
that is not Debian's, and what it says to an unpatched one this version does not yet understand.
"""

import json
import shutil
import socket
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

FIREFOX = Path("/usr/bin/firefox-esr")
PATIENCE = 60  # seconds a slow machine may take to start a browser or to show a page
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"  # the name the standard gives to a reference
KEYS = {"Tab": "\ue004", "Shift": "\ue008"}


def until(asked: Callable[[], object], what: str, instead: Callable[[], object] = lambda: "") -> None:
    """Waits for it. AssertionError with what there was `instead`."""
    end = time.monotonic() + PATIENCE
    while not asked():
        assert time.monotonic() < end, f"never came: {what}\n{instead()}"
        time.sleep(0.05)


class Firefox:
    """One browser with an empty profile. `close` ends it and takes the profile away."""

    def __init__(self) -> None:
        self.profile = Path(mkdtemp(prefix="firefox-"))
        (self.profile / "user.js").write_text('user_pref("marionette.port", 0);')  # whichever is free
        flags = ["--headless", "--marionette", "--remote-allow-system-access", "--no-remote"]
        nothing = subprocess.DEVNULL
        self.process = subprocess.Popen([FIREFOX, *flags, "--profile", self.profile], stdout=nothing, stderr=nothing)
        port = self.profile / "MarionetteActivePort"
        until(lambda: port.exists() and port.read_text(), "Firefox")
        self.line = socket.create_connection(("127.0.0.1", int(port.read_text())), timeout=PATIENCE)
        self.answers = self.line.makefile("rb")
        self.asked = 0
        self._heard()
        # No command waits for a page: one of them is slow on purpose.
        self.tell("WebDriver:NewSession", capabilities={"alwaysMatch": {"pageLoadStrategy": "none"}})

    def close(self) -> None:
        self.answers.close()
        self.line.close()
        self.process.terminate()
        self.process.wait(timeout=PATIENCE)
        shutil.rmtree(self.profile, ignore_errors=True)

    def _heard(self) -> Any:
        length = b""
        while (digit := self.answers.read(1)) != b":":
            assert digit, "Firefox hung up"
            length += digit
        return json.loads(self.answers.read(int(length)))

    def tell(self, command: str, **said: Any) -> Any:
        """What the browser answers. AssertionError with its words when it would not."""
        self.asked += 1
        message = json.dumps([0, self.asked, command, said]).encode()
        self.line.sendall(b"%d:%s" % (len(message), message))
        _kind, number, refused, answer = self._heard()
        assert number == self.asked
        assert not refused, f"{command}: {refused['error']}: {refused['message']}"
        return answer["value"] if isinstance(answer, dict) and set(answer) == {"value"} else answer

    def script(self, body: str) -> Any:
        """Run in the page, at once: what awaits is never answered where the page goes meanwhile."""
        return self.tell("WebDriver:ExecuteScript", script=body, args=[])

    def in_the_frame(self, body: str) -> Any:
        """Run in the browser's own window, which may change what a person changes in its menus."""
        self.tell("Marionette:SetContext", value="chrome")
        try:
            return self.tell("WebDriver:ExecuteScript", script=body, args=[])
        finally:
            self.tell("Marionette:SetContext", value="content")

    def new_tab(self) -> str:
        tab = str(self.tell("WebDriver:NewWindow", type="tab")["handle"])
        self.turn_to(tab)
        return tab

    def turn_to(self, tab: str, *, seen: bool = True) -> None:
        """What is told goes to this tab; unless it is to be `seen`, whichever was before the eyes stays there."""
        self.tell("WebDriver:SwitchToWindow", handle=tab, focus=seen)

    def open(self, address: str) -> None:
        self.script("document.documentElement.dataset.old = 'yes'")
        self.tell("WebDriver:Navigate", url=address)
        self.wait("return document.readyState === 'complete' && !document.documentElement.dataset.old")

    @property
    def address(self) -> str:
        return str(self.tell("WebDriver:GetCurrentURL"))

    def wait(self, body: str) -> None:
        """Until this is so, whichever page is there by then."""

        def so() -> bool:
            try:
                return bool(self.script(body))
            except AssertionError:  # the page went while it was asked
                return False

        until(so, body, self.seen)

    def wait_for(self, start: str) -> None:
        until(lambda: self.address.startswith(start), start, self.seen)

    def seen(self) -> str:
        """What somebody before it could tell of the page that is there."""
        return f"{self.address}\n{self.script('return document.body?.innerText')}"

    def found(self, css: str) -> dict[str, str]:
        return dict(self.tell("WebDriver:FindElement", using="css selector", value=css))

    def has(self, css: str) -> bool:
        return bool(self.tell("WebDriver:FindElements", using="css selector", value=css))

    def click(self, css: str) -> None:
        self.tell("WebDriver:ElementClick", id=next(iter(self.found(css).values())))

    def type(self, css: str, text: str) -> None:
        """Into this field, wherever the keyboard was: a tab that was just opened may still have it elsewhere."""
        self.tell("WebDriver:ElementSendKeys", id=next(iter(self.found(css).values())), text=text)

    def press(self, *keys: str) -> None:
        """Each goes down and up."""
        ways = [{"type": way, "value": KEYS.get(key, key)} for key in keys for way in ("keyDown", "keyUp")]
        self.tell("WebDriver:PerformActions", actions=[{"type": "key", "id": "keys", "actions": ways}])

    def point(self, x: int, y: int) -> None:
        """Press the mouse at a place of the window, whatever is there."""
        ways = [
            {"type": "pointerMove", "x": x, "y": y},
            *({"type": f"pointer{way}", "button": 0} for way in ("Down", "Up")),
        ]
        self.tell("WebDriver:PerformActions", actions=[{"type": "pointer", "id": "mouse", "actions": ways}])

    def zoom(self, factor: float) -> None:
        """As with Ctrl and +, for the page that is open."""
        self.in_the_frame(f"ZoomManager.setZoomForBrowser(gBrowser.selectedBrowser, {factor})")

    def start_afresh(self) -> None:
        """One empty tab, no cookie, no history, scripts on, no zoom."""
        tab = self.new_tab()
        for other in self.tell("WebDriver:GetWindowHandles"):
            if other != tab:
                self.turn_to(other)
                self.tell("WebDriver:CloseWindow")
        self.turn_to(tab)
        self.in_the_frame(
            """Services.prefs.clearUserPref("javascript.enabled");
            Services.cookies.removeAll();
            Services.clearData.deleteData(Services.clearData.CLEAR_ALL, () => {});
            Services.perms.removeAll();"""
        )
        self.zoom(1)
