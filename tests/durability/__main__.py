"""`make durability`: the scenarios and the random kills, on SQLite and on PostgreSQL; a table, and one last line."""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from glob import glob
from pathlib import Path

RUN = [sys.executable, "-m", "tests.durability.runner"]
BESIDE = ["scripts/with-postgres", *RUN]
KILLS = 18  # on each database, six writers in each: 216 runs


def main(words: list[str]) -> int:
    """Each database takes its turn through the kinds of text; --whole: all kinds on both."""
    if not Path("/usr/bin/chromium").exists():
        print("Chromium is needed for this: as root, apt-get install chromium")
        return 2
    has_postgres = bool(glob("/usr/lib/postgresql/*/bin/initdb")) and shutil.which("setpriv")
    began, total, status = time.monotonic(), {"runs": 0, "lost": 0, "doubled": 0}, 0
    with tempfile.TemporaryDirectory() as folder:
        for turn, (name, command) in enumerate([("SQLite", RUN), ("PostgreSQL", BESIDE)]):
            if name == "PostgreSQL" and not has_postgres:
                print("\nPostgreSQL is not installed here, so its half is left out.")
                continue
            print(f"\nOn {name}:", flush=True)
            results = Path(folder, name)
            turns = ["--turn", "-1" if "--whole" in words else str(turn)]
            more = [*turns, "--kills", str(KILLS), "--seed", str(20_000 + 1_000 * turn), "--results", str(results)]
            status |= subprocess.run([*command, *more], check=False).returncode
            found = json.loads(results.read_text()) if results.exists() else {}
            total = {key: total[key] + found.get(key, 0) for key in total}
    print(f"\n{time.monotonic() - began:.0f} s")
    print(f"lost: {total['lost']} of {total['runs']} · doubled: {total['doubled']} of {total['runs']}")
    return 1 if status or not total["runs"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
