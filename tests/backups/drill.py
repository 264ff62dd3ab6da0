"""`make backup-drill`: a large community is backed up while members read and write, put back, and compared whole.

    python -m tests.backups.drill DATA [--posts N]

DATA is a demo community, made here where there is none. Prints a log; exit code 1 if a single request failed or a
single table is not the same. Beside PostgreSQL (scripts/with-postgres) the community is there, and goes back to SQLite.
"""

import argparse
import http.client
import json
import os
import random
import re
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.backups.houses import House
from tests.cli import running
from tests.cli.running import Served

CLIENTS = 8
PATIENCE = 3_600.0  # seconds for one command: a million posts
QUIET = 20.0  # seconds of the same load before the backup, to compare with
PLACES = """
import json; from leeward.cli.measuring import Reader; from leeward.members.models import Member
from leeward.boards.models import Topic; from leeward.drafts.tokens import Park
people = [Member.objects.get(name=name) for name in ("rowan", "wren", "linden", "ash")]
found = []
for number in range(%d):
    member = people[number %% len(people)]
    open_ones = Topic.objects.visible_to(member).filter(locked_at=None).order_by("-id")
    refs = list(open_ones.values_list("ref", flat=True)[:200])
    parks = [Park(member.pk, "reply", ref, once=f"drill{number}x{at}").token() for at, ref in enumerate(refs[:20])]
    found.append({"cookie": Reader.of(member).cookies["Cookie"], "topics": refs, "parks": parks})
print(json.dumps(found))
"""
DIGEST = re.compile(r"^(\w+) \| ([\d,]+) \| ([0-9a-f]{32})$", re.M)


@dataclass
class Seen:
    """What clients saw while one thing went on."""

    reads: list[float] = field(default_factory=list)  # seconds
    writes: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)

    def row(self, what: str) -> str:
        return f"{what} | {_spread(self.reads)} | {_spread(self.writes)} | {len(self.failed)}"


def _spread(spent: list[float]) -> str:
    if len(spent) < 20:
        return f"{len(spent)}"
    cut = statistics.quantiles(spent, n=20)
    return f"{len(spent):,}: p50 {1000 * cut[9]:.0f} ms, p95 {1000 * cut[18]:.0f} ms, worst {1000 * max(spent):.0f} ms"


class Load:
    """Members who read four times and keep a draft once, one after the other without a pause."""

    def __init__(self, address: str, members: list[dict[str, list[str]]]) -> None:
        self.seen, self._over = Seen(), threading.Event()
        self._host = address.removeprefix("http://")
        self._threads = [
            threading.Thread(target=self._member, args=(n, each), daemon=True) for n, each in enumerate(members)
        ]
        for thread in self._threads:
            thread.start()

    def end(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _member(self, number: int, its: dict[str, list[str]]) -> None:
        dice, step = random.Random(number), 0
        kept = dict.fromkeys(its["parks"], 0)
        wire = http.client.HTTPConnection(self._host, timeout=60)
        while not self._over.is_set():
            for _ in range(4):
                page = dice.choice(["/", "/new", *(f"/t/{ref}" for ref in dice.sample(its["topics"], 4))])
                self._ask(wire, "GET", page, "", its, self.seen.reads)
            step += 1
            park = dice.choice(its["parks"])
            sent = json.dumps({"park": park, "base": kept[park], "step": step, "body": "word " * 300 + str(step)})
            kept[park] += 1
            self._ask(wire, "POST", "/drafts/keep", sent, its, self.seen.writes)

    def _ask(
        self,
        wire: http.client.HTTPConnection,
        how: str,
        page: str,
        sent: str,
        its: dict[str, list[str]],
        to: list[float],
    ) -> None:
        began = time.perf_counter()
        try:
            wire.request(how, page, sent, {"Cookie": str(its["cookie"]), "Content-Type": "application/json"})
            answer = wire.getresponse()
            answer.read()
            if answer.status >= 400:
                self.seen.failed.append(f"{page}: {answer.status}")
        except OSError as wrong:
            self.seen.failed.append(f"{page}: {wrong!r}")
            wire.close()
        to.append(time.perf_counter() - began)


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("data", type=Path)
    asked.add_argument("--posts", default="100000")
    options = asked.parse_args()

    running.PATIENCE = PATIENCE
    house = House(options.data, os.environ.get("LEEWARD_DATABASE", ""))
    made = house.run("demo", "--posts", options.posts)
    print(made.stderr.strip() or made.stdout.strip(), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        return _drill(house, Path(folder))


def _drill(house: House, folder: Path) -> int:
    with Served(house.data, "--workers", "2", settings=house.settings) as served:
        load = Load(served.address, json.loads(house.inside(PLACES % CLIENTS)))
        while len(load.seen.reads) < 10 * CLIENTS:  # warm
            time.sleep(0.1)
        load.seen = Seen()
        time.sleep(QUIET)
        before, load.seen = load.seen, Seen()
        began = time.monotonic()
        ended = house.run("backup", "--to", str(folder / "backups"), "--passphrase-file", "-")
        spent, during = time.monotonic() - began, load.seen
        load.end()
    print(ended.stdout + ended.stderr)
    print("while | reads | drafts kept | failed")
    print(before.row("nothing else goes on"))
    print(during.row(f"a backup is made and proven ({spent:.0f} s)"))
    print(*sorted(set(before.failed + during.failed))[:10], sep="\n")
    if ended.returncode:
        return 1
    return _compare(house, folder, DIGEST.findall(ended.stdout)) or bool(before.failed or during.failed)


def _compare(house: House, folder: Path, told: list[tuple[str, ...]]) -> int:
    other = House(folder / "other")
    other.data.mkdir(mode=0o700)
    other.bring_keys_of(house)
    backup = next((folder / "backups").glob("20*"))
    began = time.monotonic()
    ended = other.run("restore", str(backup), "--passphrase-file", "-")
    print(f"put back in {time.monotonic() - began:.0f} s: {ended.stderr.strip()}")
    same = bool(told) and DIGEST.findall(ended.stdout) == told
    rows = sum(int(row[1].replace(",", "")) for row in told)
    print(f"{len(told)} tables, {rows:,} rows put back: {'all the same' if same else 'NOT the same'}.")
    checked = other.run("check")
    print(checked.stdout)
    return int(not same or checked.returncode != 0)


if __name__ == "__main__":
    sys.exit(main())
