"""Members of a house that runs elsewhere, as their browsers: they ask for pages, send forms, and are answered."""

import http.client
import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from tests.backups.houses import House

TOKEN = "a" * 32  # cookie and field agree
PEOPLE = """
import json; from leeward.cli.measuring import Reader; from leeward.members.models import Member
from leeward.boards.models import Board, Topic
people = Member.objects.filter(name__in=("rowan", "wren", "linden", "ash")).order_by("name")
found = []
for member in people:
    rows = Topic.objects.visible_to(member).filter(locked_at=None, pinned_at=None, board__group__isnull=False)
    found.append({"name": member.name, "ref": member.ref, "cookie": Reader.of(member).cookies["Cookie"],
                  "topics": list(rows.order_by("-id").values_list("ref", flat=True)[:40]),
                  "boards": list(Board.objects.visible_to(member).values_list("ref", flat=True))})
print(json.dumps(found))
"""


def hidden(page: str) -> dict[str, str]:
    """The hidden fields of a page's forms; of one name the last."""
    found = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


@dataclass
class Answer:
    status: int
    text: str
    leads_to: str = ""


@dataclass
class Person:
    """Signed in. `host` is one of the house's application processes."""

    name: str
    ref: str
    cookie: str
    topics: list[str]
    boards: list[str]
    host: str = ""

    @classmethod
    def of(cls, one: dict[str, Any], address: str) -> "Person":
        """As load.PEOPLE tells of one of its members."""
        host = address.removeprefix("http://")
        return cls(one["ref"], one["ref"], one["cookie"], one["topics"], [one["board"]], host)

    def get(self, page: str) -> Answer:
        return self._ask("GET", page, "", "")

    def send(self, page: str, **fields: str) -> Answer:
        form = urlencode({"csrfmiddlewaretoken": TOKEN, **fields})
        return self._ask("POST", page, form, "application/x-www-form-urlencoded")

    def reply(self, topic: str, words: str, **more: str) -> Answer:
        """From the page of the topic, as a browser without scripts does. 302: it is posted."""
        page = self.get(f"/t/{topic}")
        if page.status != 200:
            return page
        return self.send(f"/t/{topic}/reply", **hidden(page.text), body=words, do="post", **more)

    def keep(self, **said: Any) -> Answer:
        """As the page does by itself while somebody writes."""
        return self._ask("POST", "/drafts/keep", json.dumps(said), "application/json")

    def _ask(self, how: str, page: str, sent: str, kind: str) -> Answer:
        wire = http.client.HTTPConnection(self.host, timeout=30)
        try:
            wire.request(how, page, sent, {"Cookie": self.cookie, "Content-Type": kind})
            answer = wire.getresponse()
            return Answer(answer.status, answer.read().decode(), answer.headers.get("Location", ""))
        finally:
            wire.close()


def people_of(house: House, address: str) -> dict[str, Person]:
    """The demo's four, by name."""
    host = address.removeprefix("http://")
    return {one["name"]: Person(**one, host=host) for one in json.loads(house.inside(PEOPLE))}
