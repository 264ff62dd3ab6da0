"""A real server with the demo community in it, started as an operator would, for browsers to walk through."""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.core.signals import request_finished, request_started
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from leeward.web import assets

PASSPHRASE = "under one roof tonight"
QUIET = 0.5  # seconds without a request after which a test's pages count as gone
PATIENCE = 300  # seconds a slow machine may take to fill the demo community


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _database_of_its_own() -> dict[str, str]:
    """On PostgreSQL a fresh database in the tests' cluster; on SQLite the data folder is enough."""
    address = os.environ.get("LEEWARD_DATABASE")
    if not address:
        return {}
    name = f"walk_{secrets.token_hex(6)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return {"LEEWARD_DATABASE": f"{address.rsplit('/', 1)[0]}/{name}"}


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of `leeward serve --demo`, running beside the tests on a data folder of its own."""
    data: Path = tmp_path_factory.mktemp("demo")
    port = _free_port()
    command = [sys.executable, "-m", "leeward.cli", "serve", "--demo", "--bind", f"127.0.0.1:{port}"]
    with (data / "log").open("w") as log:
        server = subprocess.Popen(
            [*command, "--data", str(data)],
            stdout=log,
            stderr=log,
            env={**os.environ, **_database_of_its_own()},
        )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server, data / "log")
        yield address
    finally:
        server.terminate()
        server.wait(timeout=30)


@pytest.fixture
def site(live_server: LiveServer, settings: Settings) -> Iterator[str]:
    """The address of the pages over this test's own database, with the assets as they are published."""
    settings.STATIC_ROOT = str(settings.DATA / "assets")
    assets._lay_out()
    lately = {"at": 0.0}

    def note(**_told: object) -> None:
        lately["at"] = time.monotonic()

    for signal in (request_started, request_finished):
        signal.connect(note)
    yield str(live_server.url)
    # A page that closes sends one last report; the database is emptied only when no more comes.
    note()
    while time.monotonic() - lately["at"] < QUIET:
        time.sleep(0.05)
    for signal in (request_started, request_finished):
        signal.disconnect(note)


def _wait_for(address: str, server: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/health", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"The server did not answer. It said:\n{log.read_text()}")
