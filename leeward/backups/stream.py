"""The whole database as lines, and lines as a database again.

{"leeward": 1, "migrations": [...], ...}            what this is
{"table": "boards_post", "columns": [...]}          a table begins
[1, "...", ...]                                     its rows
{"end": "boards_post", "count": 1, "digest": "...", "last": 1}
{"whole": true}                                     without this line it is not whole
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import DataError, IntegrityError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from leeward.backups import tables
from leeward.backups.tables import AT_ONCE, Row, Summed, Table
from leeward.search import index

Told = Callable[[int], None]  # called with how many more rows went by
Facts = dict[str, Any]


class Broken(Exception):
    """What was read is not what was written; the sentence says what is wrong."""


@dataclass(frozen=True)
class Line:
    """One row of the comparison."""

    table: str
    count: int
    digest: str


@contextmanager
def one_moment() -> Iterator[None]:
    """Everything read inside is of one moment, and nobody who writes waits for it.

    SQLite in its WAL mode and PostgreSQL at REPEATABLE READ both let a reader go on with what it began with. A plain
    BEGIN on SQLite: Django's own would ask for the right to write, and keep everybody else from it.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with transaction.atomic():
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SELECT count(*) FROM django_migrations")  # the moment is that of the first question
                yield
            return
        cursor.execute("BEGIN")
        try:
            cursor.execute("SELECT count(*) FROM django_migrations")
            yield
        finally:
            cursor.execute("ROLLBACK")


def migrations() -> list[list[str]]:
    """What this database has seen, as [room, name]."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
        return [list(row) for row in cursor.fetchall()]


def write(out: Callable[[bytes], object], facts: Facts, *, with_sessions: bool, told: Told = lambda n: None) -> None:
    """Everything, inside `one_moment`. The database has the shape of this version."""
    out(tables.line_of({"leeward": 1, "migrations": migrations(), "sessions": with_sessions, **facts}))
    for table in _tables_at(None, with_sessions=with_sessions):
        out(tables.line_of({"table": table.name, "columns": table.columns}))
        summed = Summed()
        for line in tables.rows(table):
            summed.add(line)
            out(line)
            if not summed.count % AT_ONCE:
                told(AT_ONCE)
        told(summed.count % AT_ONCE)
        last = tables.last_given(table)
        out(tables.line_of({"end": table.name, "count": summed.count, "digest": summed.digest, "last": last}))
    out(tables.line_of({"whole": True}))


def _tables_at(nodes: list[tuple[str, str]] | None, *, with_sessions: bool) -> list[Table]:
    """The tables after these migrations, or after all that this version has."""
    loader = MigrationExecutor(connection).loader
    state = loader.project_state(loader.graph.leaf_nodes() if nodes is None else nodes)
    return tables.all_tables(state.apps, with_sessions=with_sessions)


def facts_of(first: bytes) -> Facts:
    """The first line. Broken where it is none of ours."""
    try:
        facts: Facts = json.loads(first)
        if facts["leeward"] == 1:
            return facts
    except (ValueError, KeyError, TypeError) as wrong:
        raise Broken("This is no backup of Leeward.") from wrong
    raise Broken("A newer version of Leeward made this. Take that version to put it back.")


def prepare(facts: Facts) -> list[Table]:
    """Give an empty database the shape that the stream was written with. Broken where this version does not know it."""
    executor = MigrationExecutor(connection)
    nodes = [(app, name) for app, name in facts["migrations"]]
    applied = set(executor.loader.applied_migrations)
    if unknown := [f"{app} {name}" for app, name in nodes if (app, name) not in executor.loader.graph.nodes]:
        raise Broken(f"A newer version of Leeward made this: {unknown[0]} is not known here.")
    if applied - set(nodes):
        raise Broken("The database here has seen a newer version than the backup. Take an empty one.")
    tips = [node for node in nodes if not _followed(executor, node, set(nodes))]
    executor.migrate(tips)
    index.let_go()
    return _tables_at(tips, with_sessions=facts["sessions"])


def _followed(executor: MigrationExecutor, node: tuple[str, str], among: set[tuple[str, str]]) -> bool:
    """A later migration of the same room is among them too."""
    children = executor.loader.graph.node_map[node].children
    return any(child.key[0] == node[0] and child.key in among for child in children)


def read(lines: Iterable[bytes], facts: Facts, told: Told = lambda n: None) -> list[Line]:
    """Put everything in, all or nothing, and compare what stands then with what was written. Broken if not the same."""
    known = {table.name: table for table in prepare(facts)}
    found: list[Line] = []
    with transaction.atomic():
        tables.empty(list(known.values()))
        coming = iter(lines)
        for line in coming:
            fact = json.loads(line)
            if fact.get("whole"):
                break
            found.append(_one_table(_fitting(known, fact), coming, told))
        else:
            raise Broken("It ends too soon.")
        if len(found) != len(known):
            raise Broken(f"{len(known) - len(found)} tables are missing.")
    return found


def _fitting(known: dict[str, Table], fact: Facts) -> Table:
    table = known.get(fact.get("table", ""))
    if table is None or list(table.columns) != fact["columns"]:
        raise Broken(f"The table {fact.get('table')} has another shape here.")
    return table


def _one_table(table: Table, lines: Iterator[bytes], told: Told) -> Line:
    """Its rows, up to its last line; then read back from the database and compared."""
    batch: list[Row] = []
    for line in lines:
        if line.startswith(b"{"):
            break
        batch.append(json.loads(line))
        if len(batch) == AT_ONCE:
            _put(table, batch, told)
            batch = []
    else:
        raise Broken("It ends too soon.")
    _put(table, batch, told)
    said = json.loads(line)
    tables.go_on_from(table, said["last"])
    here = Summed()
    for again in tables.rows(table):
        here.add(again)
    if (here.count, here.digest) != (said["count"], said["digest"]):
        raise Broken(f"{table.name}: {said['count']} rows were written, {here.count} came back, or other ones.")
    return Line(table.name, here.count, here.digest)


def _put(table: Table, batch: list[Row], told: Told) -> None:
    try:
        tables.put(table, batch)
    except (DataError, IntegrityError) as wrong:  # which row and why is not said: it would be somebody's words
        raise Broken(f"The database here refuses rows of {table.name} ({type(wrong).__name__}).") from wrong
    told(len(batch))
