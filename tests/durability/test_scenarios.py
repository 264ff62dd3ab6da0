"""A few of the scenarios of `make durability`, and one random kill, on a real server with a real browser."""

import os
import secrets
import subprocess
import sys

import psycopg
from playwright.sync_api import Browser

from tests.durability.scenarios import all_scenarios, some_scenarios

FEW = [
    "session ended: before",
    "answer was slow",
    "Two tabs of one draft",
    "crashed",
    "while it receives",
    "disk was full: when",
]


def database_of_its_own() -> dict[str, str]:
    """On PostgreSQL a fresh database in the tests' cluster; on SQLite the data folder is enough."""
    address = os.environ.get("LEEWARD_DATABASE")
    if not address:
        return {}
    name = f"durable_{secrets.token_hex(6)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return {"LEEWARD_DATABASE": f"{address.rsplit('/', 1)[0]}/{name}"}


def test_no_word_is_lost_and_nothing_posted_twice(browser: Browser) -> None:
    """`browser` only says that there is one: the run has its own, and its own server."""
    command = [sys.executable, "-m", "tests.durability.runner", "--turn", "2", "--kills", "1", "--only", "|".join(FEW)]
    ran = subprocess.run(
        command, env={**os.environ, **database_of_its_own()}, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr[-2000:]
    assert ran.stdout.count("\nkept") + ran.stdout.startswith("kept") >= 14, ran.stdout


def test_the_whole_holds_at_least_forty_scenarios_in_all_kinds_and_modes() -> None:
    whole = all_scenarios()
    assert len(whole) >= 120
    assert len(some_scenarios(0)) >= 40
    assert {one.kind for one in some_scenarios(0)} == {"topic", "reply", "edit"}
    assert {one.js for one in some_scenarios(1)} == {True, False}
    for mishap in {one.mishap for one in whole}:
        assert mishap.__doc__
