"""`make residue`: walk, close, search every byte. The last line counts; exit code 1 unless it says 0 hits.

python -m tests.residue [--keep FOLDER]
"""

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from tests.residue.house import House, open_house
from tests.residue.markers import Markers
from tests.residue.visit import Opened, Visit, opened

Ending = Callable[[Opened, Visit], None]
AFTERWARDS = 3  # seconds in which a browser writes down what it puts off


def leave(here: Opened, visit: Visit) -> None:
    here.page.locator("a.leave").click()
    here.page.wait_for_url("**/weather")
    time.sleep(AFTERWARDS)
    here.close()


def crash(here: Opened, visit: Visit) -> None:
    time.sleep(AFTERWARDS)
    here.kill()


def leave_with_a_second_tab(here: Opened, visit: Visit) -> None:
    with here.browser.contexts[0].expect_page() as tab:
        here.page.locator("a.house-name").click(modifiers=["Control"])
    tab.value.locator("a.topic-title").first.click()
    tab.value.locator("article.post").first.wait_for()
    visit.note(tab.value)
    here.page.locator("a.leave").click()
    here.page.wait_for_url("**/weather")
    tab.value.wait_for_url("**/weather")
    time.sleep(AFTERWARDS)
    here.close()


def close_only(here: Opened, visit: Visit) -> None:
    time.sleep(AFTERWARDS)
    here.close()


# What is promised, and the control: the harness must be able to find something.
RUNS: list[tuple[str, str, Ending]] = [
    ("shared device, left", "shared", leave),
    ("shared device, crashed", "shared", crash),
    ("shared device, two tabs, left", "shared", leave_with_a_second_tab),
]
CONTROL: tuple[str, str, Ending] = ("control: only me, closed", "mine", close_only)


def run(engine: Playwright, house: House, folder: Path, device: str, end: Ending) -> tuple[Markers, Path]:
    """Walk once on a fresh profile."""
    profile = folder / f"profile-{device}-{end.__name__}"
    profile.mkdir(parents=True)
    visit = Visit(house.address, device)
    with opened(engine, profile) as here:
        visit.walk(here.page)
        end(here, visit)
    return visit.marks, profile


def untouched(engine: Playwright, folder: Path) -> Path:
    """A profile that has seen nothing of ours."""
    profile = folder / "profile-untouched"
    profile.mkdir(parents=True)
    with opened(engine, profile) as here:
        time.sleep(AFTERWARDS)
        here.close()
    return profile


def tell(name: str, marks: Markers, hits: list[tuple[str, str, str]]) -> None:
    kinds = ("title", "post", "draft", "message", "search", "name", "address", "picture")
    counts = "  ".join(f"{kind} {len({words for k, words, _ in hits if k == kind}):3d}" for kind in kinds)
    print(f"{name:32s} {len(marks.words):5d} markers  {counts}", flush=True)
    for kind, words, where in hits[:12]:
        print(f"    {kind}: {words!r} in {where}")


def main() -> int:
    wanted = argparse.ArgumentParser()
    wanted.add_argument("--keep", type=Path, help="a folder that keeps the profiles")
    kept = wanted.parse_args().keep
    folder = kept or Path(tempfile.mkdtemp(prefix="residue-"))
    try:
        with open_house(folder / "house") as house, sync_playwright() as engine:
            return compare(engine, house, folder)
    finally:
        if not kept:
            shutil.rmtree(folder, ignore_errors=True)


def compare(engine: Playwright, house: House, folder: Path) -> int:
    blank = untouched(engine, folder)
    found = total = 0
    for name, device, end in RUNS:
        marks, profile = run(engine, house, folder, device, end)
        marks = marks.without(words for _kind, words, _where in marks.found_in(blank))
        hits = marks.found_in(profile)
        tell(name, marks, hits)
        found += len(hits)
        total += len(marks.words) + len(marks.pieces)
    logged = [words for words in marks.words if words in house.said()]
    print(f"the server's log: {len(logged)} hits {logged[:5]}")
    name, device, end = CONTROL
    marks, profile = run(engine, house, folder, device, end)
    control = marks.found_in(profile)
    tell(name, marks, control)
    if not control:
        print("The control found nothing: this harness cannot see.")
    print(f"residue: {found + len(logged)} hits for {total} markers")
    return 1 if found or logged or not control else 0


if __name__ == "__main__":
    sys.exit(main())
