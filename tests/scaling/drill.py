"""`make scaling-drill`: two application processes, a primary, a replica and a pooler, under load; then each part falls.

    python -m tests.scaling.drill

Prints a row for each thing that goes on, and a verdict; exit code 1 if something acknowledged is missing, if something
stands twice, or if a page was not shown although another part could have shown it. About two minutes.
"""

import contextlib
import json
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import IO

import psycopg

from tests.cli.running import Served
from tests.scaling.conftest import Spread
from tests.scaling.engines import PGBOUNCER, POOLER, PRIMARY, REPLICA, Engines, engines
from tests.scaling.load import CLIENTS, PEOPLE, Load, Scene

MEMBERS = 4 * CLIENTS
CALM, TROUBLE = 15.0, 12.0  # seconds of each scene
AWAY = 2.0  # seconds for which the primary is down
KEPT = """
import json, sys; from collections import Counter
from leeward.boards.models import Post
from leeward.drafts.models import Version
from leeward.conversations.models import Message
told = json.loads({told!r})
posts = Counter(Post.objects.values_list("source", flat=True))
messages = Counter(message.text.source for message in Message.objects.filter(taken_back_at=None))
drafts = {{version.words.body for version in Version.objects.select_related("draft")}}
missing = [words for words in told["posts"] if not posts[words]]
missing += [words for words in told["messages"] if not messages[words]]
missing += [words for words in told["drafts"] if words not in drafts]
twice = [words for words in told["posts"] + told["messages"] if posts[words] + messages[words] > 1]
print(json.dumps([missing, twice]))
"""
HEAD = "while | pages | p50, p95, worst | not shown | passed on | told that it is kept | sent again"


def main() -> int:
    if not PGBOUNCER.exists():
        print("The drill needs Debian's postgresql and pgbouncer.", file=sys.stderr)
        return 2
    with engines(haste=False) as running, tempfile.TemporaryDirectory() as folder:
        running.start_pooler()
        one = Spread(Path(folder) / "one", running.address())
        one.data.mkdir(mode=0o700)
        made = one.run("demo", "--posts", "2000")
        print(made.stdout.strip() or made.stderr.strip())
        print(_cost_of_asking(running))
        other = Spread(Path(folder) / "other")
        other.data.mkdir(mode=0o700)
        other.bring_keys_of(one)
        people = json.loads(one.inside(PEOPLE % MEMBERS))
        front, replica = running.address(POOLER), running.address(REPLICA)
        spread = [replace(house, address=front, replica=replica, pooled=True) for house in (one, other)]
        return _drill(running, spread, people)


def _cost_of_asking(running: Engines) -> str:
    """What reading from a replica adds to a page, on connections that stand."""
    spent: list[list[float]] = [[], []]
    with _line(running, PRIMARY) as primary, _line(running, REPLICA) as replica:
        for _ in range(2000):
            began = time.perf_counter()
            written = primary.execute("SELECT pg_current_wal_flush_lsn()").fetchone()
            between = time.perf_counter()
            replica.execute("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", written).fetchone()
            spent[0].append(between - began)
            spent[1].append(time.perf_counter() - between)
    asked, answered = (f"{1000 * statistics.median(each):.2f} ms" for each in spent)
    return f"How far is the primary: {asked}; has the replica come so far: {answered} (medians of 2,000)"


def _line(running: Engines, port: int) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(host=str(running.home), port=port, user="leeward", dbname="leeward", autocommit=True)


class Said:
    """What application processes print, taken from them as it comes: a full pipe would hold them up."""

    def __init__(self, *served: Served) -> None:
        self.lines: list[str] = []
        for each in served:
            self.listen(each)

    def listen(self, served: Served) -> None:
        assert served.process.stdout
        threading.Thread(target=self._take, args=(served.process.stdout,), daemon=True).start()

    def _take(self, stream: IO[str]) -> None:
        with contextlib.suppress(ValueError):  # closed: it has ended
            self.lines += (line.rstrip() for line in stream)


def _drill(running: Engines, houses: list[Spread], people: list[dict[str, str]]) -> int:
    first, second = houses
    with ExitStack() as stack:
        served = stack.enter_context(Served(first.data, settings=first.settings))
        falls = Served(second.data, settings=second.settings)
        falls.__enter__()
        said = Said(served, falls)
        load = Load([served.address.removeprefix("http://"), falls.address.removeprefix("http://")], people)
        scenes: list[Scene] = []

        def scene(what: str, seconds: float) -> None:
            load.scene = Scene(what)
            scenes.append(load.scene)
            time.sleep(seconds)

        time.sleep(5)
        scene("nothing happens", CALM)
        falls.process.kill()
        scene("one application machine is gone (kill -9)", TROUBLE)
        falls.__exit__()
        falls = stack.enter_context(Served(second.data, settings=second.settings))
        said.listen(falls)
        load.hosts[1] = falls.address.removeprefix("http://")
        scene("it is there again", TROUBLE)
        running.kill(REPLICA)
        scene("the replica is gone (kill -9)", TROUBLE)
        running.start(REPLICA)
        scene("it is there again", TROUBLE)
        running.crash(PRIMARY)
        scene(f"the primary crashes, is away for {AWAY:.0f} s and recovers", AWAY)
        running.start(PRIMARY)
        time.sleep(TROUBLE)
        scene("it is there again", TROUBLE)
        load.end()
    ends_well = _verdict(first, running, load, scenes)
    if not ends_well:
        print("What the application processes said:", *said.lines[-60:], sep="\n")
    return 0 if ends_well else 1


def _verdict(house: Spread, running: Engines, load: Load, scenes: list[Scene]) -> bool:
    print(HEAD, *(scene.row() for scene in scenes), sep="\n")
    print(*sorted({wrong for scene in scenes for wrong in scene.wrong}), sep="\n")
    again = Counter(why for scene in scenes for why in scene.again)
    print("Sent again after:", ", ".join(f"{why} ({count})" for why, count in again.items()) or "nothing")
    told = {"posts": load.posts, "messages": load.messages, "drafts": list(load.drafts.values())}
    missing, twice = json.loads(
        replace(house, address=running.address(), pooled=False, replica="").inside(KEPT.format(told=json.dumps(told)))
    )
    print(
        f"Acknowledged: {len(load.posts)} posts, {len(load.messages)} messages, {len(load.drafts)} drafts as last kept."
    )
    print(f"Missing: {len(missing)}. Twice: {len(twice)}.", *missing, *twice)
    not_shown = [wrong for scene in scenes if "primary" not in scene.what for wrong in scene.wrong]
    holds = bool(load.posts and load.messages and load.drafts) and not (missing or twice or not_shown)
    print("Nothing acknowledged is lost, and reads go on." if holds else "It does NOT hold.")
    return holds


if __name__ == "__main__":
    sys.exit(main())
