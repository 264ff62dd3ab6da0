"""One small community for all tests of a file, and empty places beside it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.backups.houses import House, empty_house


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with empty_house(tmp_path_factory.mktemp("houses") / "first") as found:
        ended = found.run("demo", "--posts", "150")
        assert ended.returncode == 0, ended.stderr
        yield found


@pytest.fixture
def other(tmp_path: Path) -> Iterator[House]:
    """An empty place."""
    with empty_house(tmp_path / "other") as found:
        yield found


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where backups go; nothing is there yet."""
    return tmp_path / "backups"
