"""What writing costs: an hour of typing in bytes, one autosave in queries, a thousand members writing at once."""

import http.client
import json
import random
import re
import secrets
import statistics
import threading
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leeward.boards.composing import POSTING
from leeward.boards.models import Topic
from leeward.cli.bench_rows import Row, at_most
from leeward.cli.measuring import FORM, HOST
from leeward.drafts.keeping import Sent, keep
from leeward.drafts.models import Draft
from leeward.drafts.tokens import Park
from leeward.drafts.words import Words
from leeward.members.models import Member

PAUSE, LATEST = 1.0, 3.0  # seconds, as in static/js/kept-draft.js
HEADERS = 760  # bytes that Chromium sends around each body, measured
LONG, HOUR = 12_000, 3_600.0  # characters typed, in seconds
AT_ONCE = 1_000  # members who write at the same time
LINES = 16  # connections on which their browsers' requests arrive
ANSWERED = {200}


@dataclass(frozen=True)
class Typed:
    """One autosave of the simulated hour: where the text had got to."""

    start: int
    end: int


def _keys(dice: random.Random) -> list[float]:
    """The moments of the keys: bursts of a sentence or so at five a second, thinking in between, an hour in all."""
    moments: list[float] = []
    now = 0.0
    while len(moments) < LONG:
        for _key in range(dice.randint(20, 120)):
            now += dice.uniform(0.1, 0.3)
            moments.append(now)
        now += dice.expovariate(1 / 6.5)
    stretch = HOUR / moments[LONG - 1]
    return [moment * stretch for moment in moments[:LONG]]


def _saves(moments: list[float]) -> list[Typed]:
    """When the element sends: a second after the last key, three seconds after the first one not yet kept."""
    saves: list[Typed] = []
    begun = 0
    for at in range(1, len(moments) + 1):
        is_last = at == len(moments)
        paused = is_last or moments[at] - moments[at - 1] >= PAUSE
        if paused or moments[at - 1] - moments[begun] >= LATEST:
            saves.append(Typed(begun, at))
            begun = at
    return saves


def hour_of_typing() -> Row:
    """Bytes up for one long post typed for an hour."""
    saves = _saves(_keys(random.Random(12_000)))  # noqa: S311 (a made-up writer, always the same)
    token = Park(1_000_000, "reply", "A" * 11).token()
    sizes = []
    for number, typed in enumerate(saves):
        asked = {"park": token, "base": number, "step": number, "cursor": typed.end, "title": "", "note": ""}
        change = {"at": typed.start, "cut": 0, "put": "x" * (typed.end - typed.start), "long": typed.end, "sum": 2**31}
        sizes.append(HEADERS + len(json.dumps({**asked, **change}, separators=(",", ":"))))
    facts = f"{len(saves)} autosaves, {sum(sizes) / 1000:.0f} kB up, headers included, {max(sizes):,} bytes at most"
    holds = sum(sizes) < 1_000_000 and max(sizes) <= 2_000
    return Row(f"{LONG:,} characters typed for an hour", facts, "under 1 MB, 2 kB each", holds)


def one_autosave(client: Client, member: Member, topic: Topic) -> Row:
    """Queries of one."""
    park = Park(member.pk, "reply", topic.ref)
    kept = keep(park, Sent(words=Words(body="word " * 2_400), base=0, step=1))
    asked = {"park": park.token(), "base": kept.version.revision, "step": 2, "body": "word " * 2_401}
    with CaptureQueriesContext(connection) as seen:
        client.post(reverse("keep_draft"), json.dumps(asked), content_type="application/json")
    Draft.objects.filter(pk=kept.draft.pk).delete()
    return at_most(f"one autosave of {LONG:,} characters", len(seen.captured_queries), 3, "queries")


def one_reply(client: Client, topic: Topic) -> Row:
    """CPU of posting one, as a browser sends it: stored, rendered, indexed, and the worker told. None of them stays.

    All are taken back together: what PostgreSQL has planned in a connection is forgotten whenever something is.
    """
    object.__setattr__(POSTING, "times", 1_000_000)  # counted as ever, but never too often
    with transaction.atomic():
        spent = [_reply(client, topic, number) for number in range(1, 21)]
        transaction.set_rollback(True)
    return at_most("posting a reply of 200 words, CPU", statistics.median(spent), 8, "ms")


def _reply(client: Client, topic: Topic, number: int) -> float:
    """Milliseconds of one."""
    cookies = client.cookies.output(header="", sep=";")
    html = client.get(reverse("topic", args=[topic.ref])).content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', html))
    fields |= {"body": f"I have been there, and it took me {number} years. " * 20, "do": "post"}
    asked = RequestFactory(headers={"host": HOST, "cookie": cookies}).post(
        reverse("reply", args=[topic.ref]), urlencode(fields), content_type=FORM
    )
    began = time.thread_time()
    answer = client.handler(asked.environ)
    spent = 1000 * (time.thread_time() - began)
    if answer.status_code != 302:
        raise RuntimeError(f"a reply was not taken: {answer.status_code}")
    return spent


class Crowd:
    """A thousand pages, each with a draft of its own, all kept through a few connections to one web process."""

    def __init__(self, wire: http.client.HTTPConnection, cookies: dict[str, str], member: Member, topic: Topic) -> None:
        self.host, self.port = wire.host, wire.port
        self.headers = {**cookies, "Content-Type": "application/json"}
        self.tag = secrets.token_hex(4)
        self.parks = [Park(member.pk, "reply", topic.ref, once=f"{self.tag}{n}") for n in range(AT_ONCE)]
        self.spent: list[float] = []
        self.wrong = 0

    def line(self, parks: list[Park]) -> None:
        """One connection: two autosaves of each page."""
        wire = http.client.HTTPConnection(self.host, self.port, timeout=60)
        for number in (1, 2):
            for park in parks:
                asked = {"park": park.token(), "base": number - 1, "step": number, "body": "word " * 1_200 * number}
                began = time.perf_counter()
                wire.request("POST", reverse("keep_draft"), json.dumps(asked), self.headers)
                answer = wire.getresponse()
                answer.read()
                self.spent.append(time.perf_counter() - began)
                self.wrong += answer.status not in ANSWERED
        wire.close()

    def write(self) -> Row:
        """Autosaves a second, and how long one takes."""
        threads = [threading.Thread(target=self.line, args=(self.parks[n::LINES],)) for n in range(LINES)]
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        rate = len(self.spent) / (time.perf_counter() - began)
        p50, p95 = (1000 * statistics.quantiles(self.spent, n=20)[at] for at in (9, 18))
        needed = AT_ONCE * len(_saves(_keys(random.Random(12_000)))) / HOUR  # noqa: S311
        facts = f"{rate:.0f} autosaves a second by one web process ({needed:.0f} asked for), "
        facts += f"{p50:.0f} ms p50, {p95:.0f} ms p95, {self.wrong} failed"
        return Row(f"{AT_ONCE:,} members writing at once", facts, "none failed", self.wrong == 0)

    def go_home(self) -> None:
        """The bench leaves nothing behind."""
        Draft.objects.filter(once__startswith=self.tag).delete()
