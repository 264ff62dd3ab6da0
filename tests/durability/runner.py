"""Runs the scenarios on one database and counts: python -m tests.durability.runner [--kills N] [--seed N]."""

import argparse
import contextlib
import json
import os
import signal
import sys
import tempfile
import threading
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright
from playwright.sync_api import Error as BrowserError

from tests.durability.house import House, open_house
from tests.durability.kills import one_kill
from tests.durability.scenarios import Scenario, all_scenarios, some_scenarios
from tests.durability.writer import Lost, Writer, new_place

STUCK = 150  # seconds after which a browser that says nothing is ended, and what it was at tried again
CHROMIUM = "/usr/bin/chromium"
SWITCHES = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@dataclass
class Count:
    """What came of all runs."""

    runs: int = 0
    lost: int = 0
    doubled: int = 0
    broken: int = 0
    lines: list[str] = field(default_factory=list)

    def add(self, outcome: str, line: str) -> None:
        self.runs += 1
        self.lost += outcome == "lost"
        self.doubled += outcome == "doubled"
        self.broken += outcome == "broken"
        self.lines.append(f"{outcome:8} {line}")
        print(self.lines[-1], flush=True)


def words_of(number: int) -> str:
    return f"({number}) It was late, and I could not sleep.\n\nSo I wrote it down: “all of it”, one line after another."


def judge(writer: Writer, words: str) -> str:
    """Carry on, then count."""
    try:
        writer.carry_on(words)
        return "doubled" if writer.place.posted(words) != 1 else "kept"
    except Lost as lost:
        print(f"         {lost}", flush=True)
        return "lost"


@contextlib.contextmanager
def a_browser(house: House, engine: Playwright) -> Iterator[Browser]:
    """A fresh one, ended when it says nothing for too long; afterwards the house stands again."""
    browser = engine.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
    too_late = threading.Timer(STUCK, _end_browsers)
    too_late.start()
    try:
        yield browser
    finally:
        too_late.cancel()
        with contextlib.suppress(BrowserError):
            browser.close()
        if house.process is None:
            house.start()
        house.wait()  # also where it fell so often that it ended: then it is started again


def run_one(house: House, engine: Playwright, scenario: Scenario, number: int) -> str:
    """lost, doubled, broken (the scenario itself could not be carried out), or kept."""
    words = words_of(number)
    with a_browser(house, engine) as browser:
        try:
            writer = Writer(browser, new_place(house, scenario.kind), scenario.js)
            scenario.mishap(writer, words)
            return judge(writer, words)
        except Lost as lost:
            print(f"         {lost}", flush=True)
            return "lost"
        except (BrowserError, RuntimeError):
            traceback.print_exc(limit=-3)
            return "broken"


def run_scenarios(house: House, engine: Playwright, chosen: list[Scenario], count: Count) -> None:
    """What could not be carried out is tried once more: a browser may hang on a busy machine."""
    for number, scenario in enumerate(chosen):
        began = time.monotonic()
        outcome = run_one(house, engine, scenario, number)
        if outcome == "broken":
            outcome = run_one(house, engine, scenario, number)
        mode = "JavaScript" if scenario.js else "plain"
        count.add(outcome, f"{scenario.kind:6} {mode:11} {time.monotonic() - began:5.1f} s  {scenario.name}")


def run_kills(house: House, engine: Playwright, kills: int, seed: int, count: Count) -> None:
    for number in range(kills):
        outcomes = _kill(house, engine, seed + number) or _kill(house, engine, seed + number)
        for outcome, what in outcomes or [("broken", "the browser did not answer, twice")]:
            count.add(outcome, f"seed {seed + number}: {what}")


def _kill(house: House, engine: Playwright, seed: int) -> list[tuple[str, str]]:
    """[(outcome, what)] of one kill; empty where the browser itself did not answer."""
    with a_browser(house, engine) as browser:
        try:
            return [(judge(writer, words), what) for what, writer, words in one_kill(house, browser, seed)]
        except BrowserError:
            traceback.print_exc(limit=-3)
            return []


def _end_browsers() -> None:
    """The driver waits for ever for a page that hangs: end the browsers that this very process started."""
    for driver in _children(os.getpid()):
        for pid in _children(driver):
            if b"chromium" in Path(f"/proc/{pid}/cmdline").read_bytes():
                os.kill(pid, signal.SIGKILL)


def _children(pid: int) -> list[int]:
    found = []
    for tasks in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += [int(child) for child in tasks.read_text().split()]
    return found


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=20_260)
    parser.add_argument("--only", default="", help="scenarios whose name holds this, or|one|of|these")
    parser.add_argument("--turn", type=int, default=-1, help="one kind of text per mishap; -1: all kinds")
    parser.add_argument("--results", type=Path)
    options = parser.parse_args()
    count = Count()
    whole = all_scenarios() if options.turn < 0 else some_scenarios(options.turn)
    chosen = [one for one in whole if any(part in one.name for part in options.only.split("|"))]
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright, open_house(Path(folder)) as house:
        run_scenarios(house, playwright, chosen, count)
        run_kills(house, playwright, options.kills, options.seed, count)
    if options.results:
        options.results.write_text(json.dumps(asdict(count)))
    print(dict(Counter(line.split()[0] for line in count.lines)))
    return 1 if count.lost or count.doubled or count.broken else 0


if __name__ == "__main__":
    sys.exit(main())
