"""Runs the scenarios on one database and counts: python -m tests.durability.runner [--kills N] [--seed N]."""

import argparse
import json
import sys
import tempfile
import time
import traceback
from collections import Counter
from dataclasses import asdict, dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright
from playwright.sync_api import Error as BrowserError

from tests.durability.house import House, open_house
from tests.durability.kills import one_kill
from tests.durability.scenarios import Scenario, all_scenarios, some_scenarios
from tests.durability.writer import Lost, Writer, new_place

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


def run_one(house: House, browser: Browser, scenario: Scenario, number: int) -> str:
    """lost, doubled, broken (the scenario itself could not be carried out), or kept."""
    writer = Writer(browser, new_place(house, scenario.kind), scenario.js)
    words = words_of(number)
    try:
        scenario.mishap(writer, words)
    except Lost as lost:
        print(f"         {lost}", flush=True)
        return "lost"
    except (BrowserError, RuntimeError):
        traceback.print_exc(limit=-3)
        return "broken"
    else:
        return judge(writer, words)
    finally:
        writer.close()
        if house.process is None:
            house.start()


def run_scenarios(house: House, browser: Browser, chosen: list[Scenario], count: Count) -> None:
    for number, scenario in enumerate(chosen):
        began = time.monotonic()
        outcome = run_one(house, browser, scenario, number)
        mode = "JavaScript" if scenario.js else "plain"
        count.add(outcome, f"{scenario.kind:6} {mode:11} {time.monotonic() - began:5.1f} s  {scenario.name}")


def run_kills(house: House, browser: Browser, kills: int, seed: int, count: Count) -> None:
    for number in range(kills):
        for what, writer, words in one_kill(house, browser, seed + number):
            count.add(judge(writer, words), f"seed {seed + number}: {what}")
            writer.close()


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
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        run_scenarios(house, browser, chosen, count)
        run_kills(house, browser, options.kills, options.seed, count)
        browser.close()
    if options.results:
        options.results.write_text(json.dumps(asdict(count)))
    print(dict(Counter(line.split()[0] for line in count.lines)))
    return 1 if count.lost or count.doubled or count.broken else 0


if __name__ == "__main__":
    sys.exit(main())
