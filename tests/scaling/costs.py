"""What one page, one autosave and one reply cost each engine, and what a post takes on the disk: for docs/scaling.md.

    python -m tests.scaling.costs [--posts N]

Processor time is the kernel's count for the processes themselves, so other work on the machine changes it little.
"""

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.cli.running import Served
from tests.scaling.conftest import Spread
from tests.scaling.engines import Engines, engines
from tests.scaling.load import PEOPLE
from tests.scaling.members import Person, hidden

TIMES = 60
ASKED_BEFORE, SENT_BEFORE = 200, 20  # until every process has everything ready; a member may post only so often
TICK = os.sysconf("SC_CLK_TCK")


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("--posts", default="20000")
    options = asked.parse_args()
    with engines() as running, tempfile.TemporaryDirectory() as folder:
        house = Spread(Path(folder) / "one", running.address())
        house.data.mkdir(mode=0o700)
        house.run("demo", "--posts", options.posts)
        running.ask("VACUUM ANALYZE")
        print(_sizes(running))
        people = json.loads(house.inside(PEOPLE % 20))
        with Served(house.data, settings=house.settings) as served:
            _weigh(running, served, [Person.of(one, served.address) for one in people])
    return 0


def _sizes(running: Engines) -> str:
    """Bytes a post, by what they are for; the whole database is divided by its posts."""
    posts = running.ask("SELECT count(*) FROM boards_post")
    rows = []
    for what, condition in (
        ("posts", "relname LIKE 'boards_%'"),
        ("index of words", "relname LIKE 'search_%'"),
        ("meaning", "relname LIKE 'alike_%'"),
        ("all tables and indexes", "true"),
    ):
        total = running.ask(
            "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace "
            f"WHERE nspname = 'public' AND relkind = 'r' AND {condition}"
        )
        rows.append(f"{what}: {int(total) / posts:,.0f} bytes a post")
    return f"{posts:,} posts. " + "; ".join(rows)


def _weigh(running: Engines, served: Served, crowd: list[Person]) -> None:
    print("what | application, CPU | PostgreSQL, CPU | log written | HTML")
    topic, board = crowd[0].topics[0], crowd[0].boards[0]
    pages = {"front page": "/", "board": f"/b/{board}", "topic": f"/t/{topic}", "what is new": "/new"}
    for what, page in pages.items():
        read = partial(lambda page, n: len(crowd[n % 20].get(page).text), page)
        _row(running, served, what, read, ASKED_BEFORE)
    parks = [hidden(person.get(f"/t/{topic}").text)["park"] for person in crowd]

    def autosave(number: int) -> int:
        step = number // 20
        words = "An evening like the others. " * 50 + str(step)
        answer = crowd[number % 20].keep(park=parks[number % 20], base=step, step=step + 1, body=words)
        assert answer.status in {200, 409}, answer.status
        return 0

    def reply(number: int) -> int:
        words = "It was like this with us too, and it took a long time. " * 14
        assert crowd[number % 20].reply(crowd[0].topics[1 + number % 5], f"{words} {number}").status == 302
        return 0

    _row(running, served, "autosave of 1,400 characters", autosave, SENT_BEFORE)
    _row(running, served, "reply of 150 words, its page before it", reply, SENT_BEFORE)


def _row(running: Engines, served: Served, what: str, once: Callable[[int], int], before_that: int) -> None:
    """So often without a count, then TIMES of it."""
    for number in range(before_that):
        once(number)
    before, log = _spent(running, served), running.ask("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")
    size = sum(once(before_that + number) for number in range(TIMES)) // TIMES
    after, wrote = _spent(running, served), running.ask("SELECT pg_current_wal_insert_lsn() - '0/0'::pg_lsn")
    application, postgres = (1000 * (late - early) / TIMES for late, early in zip(after, before, strict=True))
    log_bytes = int(wrote - log) // TIMES
    print(f"{what} | {application:.1f} ms | {postgres:.1f} ms | {log_bytes:,} bytes | {size:,} bytes", flush=True)


def _spent(running: Engines, served: Served) -> tuple[float, float]:
    """Seconds of CPU that the web process, and the primary's processes that are there, have used."""
    web = [pid for pid in served.children() if not _is_worker(pid)]
    return sum(map(_cpu, web)), sum(map(_cpu, running.processes()))


def _is_worker(pid: int) -> bool:
    """It gives way to pages; a web process does not."""
    return os.getpriority(os.PRIO_PROCESS, pid) > os.getpriority(os.PRIO_PROCESS, 0)


def _cpu(pid: int) -> float:
    """Of all its threads, those that have ended too."""
    parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / TICK


if __name__ == "__main__":
    sys.exit(main())
