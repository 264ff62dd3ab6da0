"""Running the command as an operator does: a process of its own, with its own data folder."""

import os
import re
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

LEEWARD = [sys.executable, "-m", "leeward.cli"]
PATIENCE = 400.0  # seconds for one command; a drill on a million posts allows more


def environment(**changes: str) -> dict[str, str]:
    """As at a fresh terminal: no setting of Leeward's but those given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LEEWARD_", "DJANGO_"))}
    return {**kept, **changes}


def leeward(*words: str, given: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    """Run to the end, with `given` as standard input."""
    return subprocess.run(
        [*LEEWARD, *words], input=given, capture_output=True, text=True, timeout=PATIENCE, env=environment(**settings)
    )


class Served:
    """`leeward serve` on a free port, until the block ends."""

    def __init__(
        self, data: Path, *words: str, away_from_terminal: bool = False, settings: dict[str, str] | None = None
    ) -> None:
        self._command = [*LEEWARD, "serve", "--bind", "127.0.0.1:0", "--workers", "1", "--data", str(data), *words]
        self._environment, self._session = environment(**(settings or {})), away_from_terminal
        self.said = ""

    def __enter__(self) -> "Served":
        self.process = subprocess.Popen(
            self._command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=self._environment,
            # As at a terminal, where Ctrl-C goes to a whole group.
            process_group=None if self._session else 0,
            start_new_session=self._session,
        )
        self.wait_for("Ctrl-C stops it")
        found = re.search(r"http://\S+", self.said)
        assert found, self.said
        self.address = found[0]
        return self

    def __exit__(self, *wrong: object) -> None:
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(timeout=30)
        assert self.process.stdout
        self.process.stdout.close()

    def wait_for(self, words: str) -> None:
        """Until a line that it says holds these words, or until it ends."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.said += line
            if words in line:
                break

    def get(self, path: str) -> int:
        """The status of one page."""
        with urllib.request.urlopen(self.address + path, timeout=20) as answer:
            return int(answer.status)

    def children(self) -> list[int]:
        """Ids of the processes that it has started."""
        tasks = Path(f"/proc/{self.process.pid}/task").glob("*/children")
        return [int(number) for task in tasks for number in task.read_text().split()]


def gone(numbers: list[int], seconds: float = 60) -> bool:
    """Whether all these processes end within that time (one that nobody has collected yet counts as ended)."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if all(_has_ended(number) for number in numbers):
            return True
        time.sleep(0.05)
    return False


def _has_ended(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] in "ZX"
    except FileNotFoundError:
        return True
