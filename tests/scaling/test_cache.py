"""Limits are counted in Valkey or Redis where that is configured, and in the database when it is away."""

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from leeward.web.cache import Counts, counts_at
from leeward.web.models import Tally
from tests.cast import Cast
from tests.scaling.conftest import CACHES

pytestmark = pytest.mark.django_db


class Cache:
    """A server of its own on a socket in a folder."""

    def __init__(self, folder: Path) -> None:
        self._socket = folder / "socket"
        self.address = f"unix://{self._socket}"
        self.process = subprocess.Popen(
            [CACHES[0], "--port", "0", "--unixsocket", str(self._socket), "--save", ""], stdout=subprocess.DEVNULL
        )
        while not self._socket.exists():
            time.sleep(0.02)

    def fall(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def cache(tmp_path: Path, settings: Any) -> Iterator[Cache]:
    found = Cache(tmp_path)
    settings.CACHE = found.address
    yield found
    found.fall()


def tries(client: Client, name: str, count: int) -> list[int]:
    return [client.post("/sign-in", {"name": name, "passphrase": "no"}).status_code for _try in range(count)]


def test_a_limit_holds_in_the_cache_for_all_processes_and_the_database_is_left_alone(
    cast: Cast, stranger: Client, cache: Cache
) -> None:
    assert tries(stranger, "ash", 8) == [422] * 8
    assert tries(stranger, "ash", 1) == [429]
    counts_at.cache_clear()  # as in another process
    assert tries(stranger, "ash", 1) == [429]
    assert not Tally.objects.exists()


def test_while_the_cache_is_away_the_database_counts_and_nobody_is_told_that_something_broke(
    cast: Cast, stranger: Client, cache: Cache
) -> None:
    assert tries(stranger, "ash", 2) == [422] * 2
    cache.fall()
    assert tries(stranger, "ash", 8) == [422] * 8
    assert tries(stranger, "ash", 1) == [429]
    assert Tally.objects.exists()


def test_a_count_ends_with_its_window_and_when_it_is_forgotten(cache: Cache) -> None:
    counts = Counts(cache.address)
    assert [counts.one_more("a", 3600) for _time in range(3)] == [1, 2, 3]
    counts.forget("a")
    assert counts.one_more("a", 1) == 1
    time.sleep(1.1)
    assert counts.one_more("a", 1) == 1
