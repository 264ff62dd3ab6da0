"""One primary, one replica, one pooler and one community on them for the tests of this folder.

They need PostgreSQL's and PgBouncer's programs from Debian, and are asked once: when the tests run on PostgreSQL.
"""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.backups.houses import House
from tests.scaling.engines import PGBOUNCER, PROGRAMS, REPLICA, Engines, engines

CACHES = [found for name in ("valkey-server", "redis-server") if (found := shutil.which(name))]
IS_HERE = bool(PROGRAMS and CACHES) and PGBOUNCER.exists()
collect_ignore_glob = [] if IS_HERE and os.environ.get("LEEWARD_DATABASE") else ["test_*.py"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if os.environ.get("LEEWARD_DATABASE") and not IS_HERE:
        terminalreporter.write_line(
            "LEFT OUT: PgBouncer or Redis is not here, so nothing was tried past one machine.", red=True, bold=True
        )


@dataclass
class Spread(House):
    """A house on these engines."""

    replica: str = ""
    pooled: bool = False

    @property
    def settings(self) -> dict[str, str]:
        found = super().settings
        if self.replica:
            found["LEEWARD_REPLICA"] = self.replica
        return found | ({"LEEWARD_POOLED": "yes"} if self.pooled else {})


@pytest.fixture(scope="package")
def running() -> Iterator[Engines]:
    with engines() as found:
        found.start_pooler()
        yield found


@pytest.fixture(scope="package")
def house(running: Engines, tmp_path_factory: pytest.TempPathFactory) -> Spread:
    """With the demo's community in it, reading from the replica."""
    found = Spread(tmp_path_factory.mktemp("houses") / "spread", running.address())
    found.data.mkdir(mode=0o700)
    ended = found.run("demo", "--posts", "150")
    assert ended.returncode == 0, ended.stderr
    found.replica = running.address(REPLICA)
    return found


@pytest.fixture
def data(house: Spread) -> Path:
    return house.data
