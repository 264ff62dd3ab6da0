"""Members who read, keep drafts, reply and write to one another without a pause, and remember what they were told.

A proxy's part is played here: a process that does not answer is passed over, and a page that was cut off is asked of
the other one. A form that was cut off is not: its writer presses the button again, with the same form.
"""

import http.client
import itertools
import json
import random
import statistics
import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

from tests.scaling.members import TOKEN, hidden

CLIENTS = 6
REPLIES = 9  # of one member; a tenth within five minutes would be told to wait
PATIENCE = 40.0  # seconds in which a writer presses the button again
PEOPLE = """
import json; from leeward.cli.measuring import Reader; from tests import makers
from leeward.house.models import House
House.objects.update(hold_first=0)
board = makers.board("The drill")
host = makers.member("drill-host", approved=True)
topics = [makers.topic(host, board, f"Evening {n}", "How was yours? " * 40).ref for n in range(12)]
members = [makers.member(f"drill-{n}", approved=True) for n in range(%d)]
found = []
for one, other in zip(members[::2], members[1::2]):
    places = makers.conversation(one, other)
    for member, place in zip((one, other), places):
        found.append({"cookie": Reader.of(member).cookies["Cookie"], "place": place.ref, "topics": topics,
                      "board": board.ref, "ref": member.ref})
print(json.dumps(found))
"""


@dataclass
class Scene:
    """What members saw while one thing went on."""

    what: str
    reads: list[float] = field(default_factory=list)  # seconds
    wrong: list[str] = field(default_factory=list)  # pages that were not shown
    told: int = 0  # posts, messages and drafts of which somebody was told that they are kept
    again: list[str] = field(default_factory=list)  # why forms and drafts had to be sent once more
    passed: int = 0  # requests that the proxy had to take to the other process

    def row(self) -> str:
        cut = [1000 * each for each in statistics.quantiles(self.reads, n=20)] if len(self.reads) > 20 else [0] * 19
        spread = f"{cut[9]:.0f}, {cut[18]:.0f}, {1000 * max(self.reads, default=0):.0f} ms"
        counts = len(self.wrong), self.passed, self.told, len(self.again)
        return " | ".join([self.what, str(len(self.reads)), spread, *map(str, counts)])


class Lost(Exception):
    """The line broke before an answer came."""


class Load:
    """Runs until `end()`. What was acknowledged: `posts`, `messages` (texts), `drafts` ({token: its latest text})."""

    def __init__(self, hosts: list[str], people: list[dict[str, str]]) -> None:
        self.hosts, self.scene, self._over = hosts, Scene("warming up"), threading.Event()
        self.posts: list[str] = []
        self.messages: list[str] = []
        self.drafts: dict[str, str] = {}
        self._threads = [
            threading.Thread(target=self._several, args=(number, people[number::CLIENTS])) for number in range(CLIENTS)
        ]
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _several(self, number: int, people: list[dict[str, str]]) -> None:
        members = [Member(self, one, random.Random(f"{number} {at}")) for at, one in enumerate(people)]
        for member in itertools.cycle(members):
            if self._over.is_set():
                return
            member.an_evening()
            time.sleep(0.1)

    def ask(self, how: str, page: str, cookie: str, sent: str = "", kind: str = "") -> tuple[int, str]:
        """(status, text). Lost where no process answers, or where a form was cut off."""
        for host in [*random.sample(self.hosts, len(self.hosts)), *self.hosts]:
            wire = http.client.HTTPConnection(host, timeout=30)
            try:
                wire.connect()
                wire.request(how, page, sent, {"Cookie": cookie, "Content-Type": kind})
                answer = wire.getresponse()
                return answer.status, answer.read().decode()
            except ConnectionRefusedError:
                self.scene.passed += 1
            except (OSError, http.client.HTTPException) as wrong:
                if how != "GET":
                    raise Lost from wrong
                self.scene.passed += 1
            finally:
                wire.close()
        raise Lost


class Member:
    """One of them."""

    def __init__(self, load: Load, its: dict[str, str], dice: random.Random) -> None:
        self.load, self.its, self.dice = load, its, dice
        self.count = 0
        self.draft: dict[str, str] = {}
        self.base = 0

    def an_evening(self) -> None:
        for page in self.dice.sample(["/", "/new", "/c", f"/b/{self.its['board']}", *self._topics()], 4):
            self.read(page)
        self.count += 1
        self.keep_a_draft(f"{self.its['ref']} draft {self.count}")
        if self.count % 3 == 0 and self.count <= 3 * REPLIES:
            topic = self.dice.choice(list(self._topics())[1:])
            self.write(topic, f"{topic}/reply", f"{self.its['ref']} post {self.count}", self.load.posts)
        elif self.count % 3 == 1 and self.count <= 3 * REPLIES:
            page = f"/c/{self.its['place']}/write"
            self.write(page, page, f"{self.its['ref']} message {self.count}", self.load.messages)

    def _topics(self) -> list[str]:
        return [f"/t/{ref}" for ref in self.its["topics"]]

    def read(self, page: str) -> str:
        scene, began = self.load.scene, time.perf_counter()
        try:
            status, text = self.load.ask("GET", page, self.its["cookie"])
        except Lost:
            status, text = 0, ""
        scene.reads.append(time.perf_counter() - began)
        if status != 200:
            scene.wrong.append(f"{page.split('/')[1]}: {status or 'no answer'}")
        return text

    def keep_a_draft(self, words: str) -> None:
        """As the page does: where it is not kept, the next one holds the same and more. In the first topic."""
        if not self.draft:
            self.draft = hidden(self.read(self._topics()[0]))
        if "park" not in self.draft:
            self.draft = {}
            return
        said = {"park": self.draft["park"], "base": self.base, "step": self.count, "body": words}
        try:
            status, text = self.load.ask(
                "POST", "/drafts/keep", self.its["cookie"], json.dumps(said), "application/json"
            )
        except Lost:
            status, text = 0, ""
        if status == 200:
            self.base = json.loads(text)["revision"]
            self.load.drafts[self.its["ref"]] = words
            self.load.scene.told += 1
        else:
            self.load.scene.again.append(f"draft: {status or 'cut off'}")

    def write(self, page: str, to: str, words: str, told: list[str]) -> None:
        """The same form until it is taken."""
        fields = hidden(self.read(page))
        if "park" not in fields:
            return
        form = urlencode({"csrfmiddlewaretoken": TOKEN, **fields, "body": words, "do": "post"})
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            try:
                status, _text = self.load.ask("POST", to, self.its["cookie"], form, "application/x-www-form-urlencoded")
            except Lost:
                status = 0
            if status == 302:
                told.append(words)
                self.load.scene.told += 1
                return
            self.load.scene.again.append(f"{to.split('/')[1]}: {status or 'cut off'}")
            time.sleep(0.5)
