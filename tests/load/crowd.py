"""Members who read and write through HTTP, and remember every word that was acknowledged."""

import html
import http.client
import json
import random
import re
import secrets
import threading
import time
from collections import deque
from dataclasses import dataclass, field
from urllib.parse import urlencode

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
WORDS = "morning kettle garden window quiet river bread winter letter stairs blanket lamp orchard ferry button meadow"
SEARCHES = ("quiet morning", "kitchen", "the garden", "my sister", "I am", "and the", "letter from the school")
POSTS, IN = 6, 300  # a member's posts in so many seconds: below what the house takes from one, some sent again
PATIENCE = 90  # seconds that somebody goes on trying while the house is down


@dataclass
class Place:
    """Where one member writes: refs of topics and of one conversation, and tokens of pages open in browsers."""

    cookie: str
    topics: list[str]
    conversation: str
    parks: list[str]
    posted: deque[float] = field(default_factory=lambda: deque(maxlen=POSTS))


@dataclass
class Said:
    """What the house has acknowledged. Drafts: what each page sent last."""

    posts: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    drafts: dict[str, str] = field(default_factory=dict)


@dataclass
class Seen:
    """What went over the line."""

    spent: dict[str, list[float]] = field(default_factory=dict)  # seconds, of what was answered at the first try
    failed: list[str] = field(default_factory=list)
    cut: int = 0  # lines that ended before an answer: sent again, as a browser or its owner would


class Client(threading.Thread):
    """One connection, on which some members take turns."""

    def __init__(self, number: int, address: str, places: list[Place], over: threading.Event) -> None:
        super().__init__()
        self.seen, self.said = Seen(), Said()
        self._dice, self._places, self._over = random.Random(number), places, over
        self._name, self._step = f"{secrets.token_hex(3)}{number:02x}", 0
        self._kept: dict[str, int] = {}
        self._wire = http.client.HTTPConnection(address.removeprefix("http://"), timeout=60)

    def run(self) -> None:
        """80 reads, 15 autosaves, 5 posts, messages and searches of a hundred."""
        while not self._over.is_set():
            place, chance = self._dice.choice(self._places), self._dice.random()
            if chance < 0.80:
                self._read(place)
            elif chance < 0.95:
                self._keep(place)
            elif chance < 0.97:
                self._search(place)
            elif chance < 0.98:
                self._send("message", place, f"/c/{place.conversation}/write", self.said.messages)
            else:
                self._send("post", place, f"/t/{self._dice.choice(place.topics)}/reply", self.said.posts)
        self._wire.close()

    def _read(self, place: Place) -> None:
        pages = ["/", "/new", *(f"/t/{ref}" for ref in self._dice.sample(place.topics, 4))]
        self._ask("read", place, "GET", self._dice.choice(pages))

    def _search(self, place: Place) -> None:
        token = place.cookie.rpartition("c=")[2]
        asked = urlencode({"q": self._dice.choice(SEARCHES), "csrfmiddlewaretoken": token})
        self._ask("search", place, "POST", "/search", asked)

    def _keep(self, place: Place) -> None:
        park, body = self._dice.choice(place.parks), self._words(300)
        base = self._kept.get(park, 0)  # the page's own writing is known by its step, should this be behind
        sent = json.dumps({"park": park, "base": base, "step": self._step, "body": body})
        self._kept[park] = base + 1
        if self._ask("autosave", place, "POST", "/drafts/keep", sent, JSON) is not None:
            self.said.drafts[park] = body

    def _send(self, what: str, place: Place, where: str, kept: list[str]) -> None:
        """A form as it was opened, sent until it is answered: what it posts, it posts once."""
        now = time.monotonic()
        if len(place.posted) == POSTS and now - place.posted[0] < IN:
            return
        place.posted.append(now)
        page = self._ask("read", place, "GET", where)
        if page is None:
            return
        body = self._words(60)
        fields = {name: html.unescape(value) for name, value in HIDDEN.findall(page)}
        if self._ask(what, place, "POST", where, urlencode({**fields, "body": body, "do": "post"}), to=302) is not None:
            kept.append(body)

    def _words(self, count: int) -> str:
        """No two are the same: they begin with this run, this client and the step, spelled in words."""
        known = WORDS.split()
        self._step += 1
        first = [known[int(digit, 16)] for digit in f"{self._name}{self._step:06x}"]
        return " ".join(["the", *first, "and", *self._dice.choices(known, k=count)])

    def _ask(
        self, what: str, place: Place, how: str, path: str, sent: str = "", kind: str = FORM, to: int = 200
    ) -> str | None:
        """The page, or None where the answer was another than awaited."""
        headers = {"Cookie": place.cookie, "Content-Type": kind}
        until, tries = time.monotonic() + PATIENCE, 0
        while True:
            began = time.monotonic()
            try:
                self._wire.request(how, path, sent, headers)
                answer = self._wire.getresponse()
                body = answer.read().decode()
                break
            except (OSError, http.client.HTTPException) as wrong:
                self._wire.close()
                tries += 1
                self.seen.cut += 1
                if began > until:
                    self.seen.failed.append(f"{how} {path}: {wrong!r}")
                    return None
                time.sleep(0.05)
        if not tries:
            self.seen.spent.setdefault(what, []).append(time.monotonic() - began)
        if answer.status != to:
            self.seen.failed.append(f"{how} {path}: {answer.status}")
            return None
        return body
