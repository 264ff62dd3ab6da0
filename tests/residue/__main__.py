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

from tests.residue.history import lines, telling
from tests.residue.house import House, open_house
from tests.residue.markers import Markers
from tests.residue.visit import Opened, Visit, opened, switch_scripts_off

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
WITHOUT_SCRIPTS: tuple[str, str, Ending] = ("shared device, no JavaScript, left", "shared", leave)
CONTROL: tuple[str, str, Ending] = ("control: only me, closed", "mine", close_only)


def run(
    engine: Playwright, house: House, folder: Path, device: str, end: Ending, scripts: bool = True
) -> tuple[Visit, Path]:
    """Walk once on a fresh profile."""
    profile = folder / f"profile-{device}-{end.__name__}{'' if scripts else '-no-scripts'}"
    profile.mkdir(parents=True)
    if not scripts:
        switch_scripts_off(profile)
    visit = Visit(house.address, device, scripts)
    with opened(engine, profile) as here:
        visit.walk(here.page)
        end(here, visit)
    return visit, profile


def untouched(engine: Playwright, folder: Path) -> Path:
    """A profile that has seen nothing of ours."""
    profile = folder / "profile-untouched"
    profile.mkdir(parents=True)
    with opened(engine, profile) as here:
        time.sleep(AFTERWARDS)
        here.close()
    return profile


def tell(name: str, marks: Markers, hits: list[tuple[str, str, str]]) -> None:
    kinds = ("title", "post", "draft", "message", "search", "name", "secret", "address", "picture")
    counts = "  ".join(f"{kind} {len({words for k, words, _ in hits if k == kind}):3d}" for kind in kinds)
    print(f"{name:36s} {len(marks.words):5d} markers  {counts}", flush=True)
    for kind, words, where in hits[:12]:
        print(f"    {kind}: {words!r} in {where}")


def tell_lines(visit: Visit, profile: Path) -> list[str]:
    """Without JavaScript addresses stay, as the sign-in page says: how many, and those that would say too much."""
    found = lines(profile, visit.site)
    addresses = {words for _kind, words, _where in visit.lines.found_in(profile)}
    said = telling(found)
    print(f"    by promise: {len(found)} lines in the history, {len(addresses)} inner addresses; {len(said)} say more")
    for line in said:
        print(f"    {line}")
    return said


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
    for name, device, end in [*RUNS, WITHOUT_SCRIPTS]:
        has_scripts = (name, device, end) != WITHOUT_SCRIPTS
        visit, profile = run(engine, house, folder, device, end, has_scripts)
        marks = visit.marks.without(words for _kind, words, _where in visit.marks.found_in(blank))
        hits = marks.found_in(profile)
        tell(name, marks, hits)
        found += len(hits) + (0 if has_scripts else len(tell_lines(visit, profile)))
        total += len(marks.words) + len(marks.pieces)
    logged = [words for words in {**marks.words, **visit.lines.words} if words in house.said()]
    print(f"the server's log: {len(logged)} hits {logged[:5]}")
    name, device, end = CONTROL
    visit, profile = run(engine, house, folder, device, end)
    control = visit.marks.found_in(profile)
    tell(name, visit.marks, control)
    if not control:
        print("The control found nothing: this harness cannot see.")
    print(f"residue: {found + len(logged)} hits for {total} markers")
    return 1 if found or logged or not control else 0


if __name__ == "__main__":
    sys.exit(main())
