"""`make load-drill`: eight clients read and write for ten minutes, while processes are killed or not.

    python -m tests.load.drill DATA [--posts N] [--minutes M] [--kill]

DATA is a demo community, made here where there is none. The house is `leeward serve` as an operator starts it. Prints
how long answers took, and what memory all processes hold at the end. The verdict, and exit code 0: every acknowledged
post, message and draft stands there once and word for word, and nothing failed. Times are shown, never judged.
Beside PostgreSQL (scripts/with-postgres) the community is there.
"""

import argparse
import os
import random
import signal
import statistics
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from tests.durability.house import House
from tests.load import standing
from tests.load.crowd import Client, Seen

CLIENTS = 8
EVERY = (5.0, 15.0)  # seconds between two kills
PARENT = 0.3  # how many of them kill the parent


class Killer(threading.Thread):
    """Ends a process of the house with SIGKILL every so often; starts a parent again that is gone, as init would."""

    def __init__(self, house: House, over: threading.Event) -> None:
        super().__init__()
        self.killed = {"parent": 0, "child": 0}
        self._house, self._over, self._dice = house, over, random.Random(9)

    def run(self) -> None:
        while not self._over.wait(self._dice.uniform(*EVERY)):
            house, children = self._house, self._house.web_processes()
            if house.process is not None and self._dice.random() < PARENT:
                self.killed["parent"] += 1
                house.process.kill()
                house.process.wait()
            elif children:
                self.killed["child"] += 1
                with suppress(ProcessLookupError):
                    os.kill(self._dice.choice(children), signal.SIGKILL)
            if house.process is None or house.process.poll() is not None:
                house.start()


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("data", type=Path)
    asked.add_argument("--posts", default="10000")
    asked.add_argument("--minutes", type=float, default=10)
    asked.add_argument("--kill", action="store_true")
    options = asked.parse_args()
    made = [sys.executable, "-m", "leeward.cli", "demo", "--posts", options.posts, "--data", str(options.data)]
    subprocess.run(made, check=True)
    house = House(options.data)
    house.start()
    try:
        return _drill(house, 60 * options.minutes, kill=options.kill)
    finally:
        house.kill_all()


def _drill(house: House, seconds: float, *, kill: bool) -> int:
    people, before = house.ask(lambda: (standing.places(CLIENTS), standing.newest_post()))
    print(f"{os.getloadavg()[0]:.1f} processes wanted a core before; {os.cpu_count()} cores", flush=True)
    over = threading.Event()
    clients = [Client(number, house.address, places, over) for number, places in enumerate(people)]
    killer = Killer(house, over)
    for thread in [*clients, *([killer] if kill else [])]:
        thread.start()
    time.sleep(seconds)
    over.set()
    for thread in [*clients, *([killer] if kill else [])]:
        thread.join()
    house.wait()
    memory = _memory(house)
    house.stop()
    said = [client.said for client in clients]
    wrong = house.ask(lambda: standing.missing(said, before))
    seen = _together([client.seen for client in clients])
    _tell(seen, memory, killer.killed)
    locked = (house.folder / "log").read_text(errors="replace").count("locked")
    print(f"lock time-outs | {locked}\nfailed | {len(seen.failed)}")
    print(*sorted(set(seen.failed))[:10], *wrong[:10], sep="\n")
    posts, messages = sum(len(one.posts) for one in said), sum(len(one.messages) for one in said)
    drafts = sum(len(one.drafts) for one in said)
    print(f"acknowledged: {posts} posts, {messages} messages, {drafts} drafts", end=": ")
    print("all there, once, word for word." if not wrong else f"{len(wrong)} are not as acknowledged.", flush=True)
    cut_unasked = seen.cut if not kill else 0
    return int(bool(wrong or seen.failed or locked or cut_unasked))


def _together(seen: list[Seen]) -> Seen:
    whole = Seen()
    for each in seen:
        for what, spent in each.spent.items():
            whole.spent.setdefault(what, []).extend(spent)
        whole.failed += each.failed
        whole.cut += each.cut
    return whole


def _tell(seen: Seen, memory: float, killed: dict[str, int]) -> None:
    everything = [one for spent in seen.spent.values() for one in spent]
    print("what | requests | p50 | p95 | p95 / p50")
    for what, spent in [("all", everything), *sorted(seen.spent.items())]:
        if len(spent) < 20:
            print(f"{what} | {len(spent)}")
            continue
        cut = statistics.quantiles(spent, n=20)
        print(f"{what} | {len(spent):,} | {1000 * cut[9]:.0f} ms | {1000 * cut[18]:.0f} ms | {cut[18] / cut[9]:.1f}")
    print(f"memory of all processes at the end | {memory:.0f} MB")
    print(f"killed | {killed['parent']} parents, {killed['child']} of their children; {seen.cut} lines cut, sent again")


def _memory(house: House) -> float:
    from leeward.cli.bench_whole import memory_of_all

    return memory_of_all(house.process.pid) / 1e6 if house.process else 0.0


if __name__ == "__main__":
    sys.exit(main())
