"""Work counted exactly, so that a verdict does not depend on the machine: rows a page reads, calls it makes."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

GRAIN = 20  # SQLite tells us after every so many of its machine's instructions


def fetched(client: Client, address: str, body: dict[str, str] | None = None) -> None:
    """Asks for the page; whatever is no page would be counted as a cheap one."""
    answer = client.get(address) if body is None else client.post(address, body)
    assert answer.status_code == 200, (address, answer.status_code)


def database_work(client: Client, address: str, body: dict[str, str] | None = None) -> int:
    """What the page makes the database do: instructions of SQLite's machine, or rows that PostgreSQL visits."""
    if connection.vendor == "sqlite":
        with _instructions() as counted:
            fetched(client, address, body)
        return len(counted) * GRAIN
    with CaptureQueriesContext(connection) as seen:
        fetched(client, address, body)
    return sum(_rows_visited(query["sql"]) for query in seen.captured_queries)


@contextmanager
def _instructions() -> Iterator[list[None]]:
    counted: list[None] = []
    connection.ensure_connection()
    connection.connection.set_progress_handler(lambda: counted.append(None), GRAIN)
    try:
        yield counted
    finally:
        connection.connection.set_progress_handler(None, GRAIN)


def _rows_visited(sql: str) -> int:
    if not sql.startswith(("SELECT", "WITH", "\nWITH")):
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql.replace('%', '%%')}", ())
        found = cursor.fetchone()[0]
    plan = found if isinstance(found, list) else json.loads(found)
    return int(_scanned(plan[0]["Plan"]))


def _scanned(node: dict[str, Any]) -> float:
    own = 0.0
    if "Scan" in node["Node Type"]:
        passed_over = sum(node.get(f"Rows Removed by {why}", 0) for why in ("Filter", "Index Recheck"))
        own = (node["Actual Rows"] + passed_over) * node["Actual Loops"]
    return own + sum(_scanned(below) for below in node.get("Plans", ()))


def calls(work: Callable[[], object]) -> int:
    """Calls of Python functions, our own, Django's and the templates'."""
    counted = 0

    def count(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal counted
        counted += event == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted
