"""Every table's rows in one shape, whatever the database: what is counted, compared, kept and put back.

A row is a list of text, whole numbers and None: moments are UTC with six decimals, yes and no are 1 and 0, bytes are
base64, JSON is text with its names in order. So a row of SQLite and the same row of PostgreSQL are the same bytes.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.apps.registry import Apps
from django.db import connection, models

AT_ONCE = 500  # rows; some 5 MB of long posts
# Made anew by every `migrate`, and nobody's.
MADE_BY_DJANGO = {"auth", "contenttypes"}
# Whoever left would be back: a session that ended since would be open again.
SESSIONS = "members_session"

Row = list[Any]
Kind = Callable[[Any], Any]


@dataclass(frozen=True)
class Table:
    """Name, columns in the order of their rows, and what each holds (Django's name for the kind of field)."""

    name: str
    key: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    counts: bool  # the database gives the key out, and never the same one twice


class Summed:
    """How many rows, and a digest of all of them that does not depend on their order."""

    def __init__(self) -> None:
        self.count, self._sum = 0, 0

    def add(self, line: bytes) -> None:
        self.count += 1
        self._sum += int.from_bytes(hashlib.sha256(line).digest()[:16])

    @property
    def digest(self) -> str:
        return f"{self._sum % (1 << 128):032x}"


def all_tables(apps: Apps, *, with_sessions: bool) -> list[Table]:
    """By name, as these models (of this version, or of the one that a backup was made with) say."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        its = model._meta
        if its.managed and its.app_label not in MADE_BY_DJANGO and (with_sessions or its.db_table != SESSIONS):
            found.append(_table(model))
    return sorted(found, key=lambda table: table.name)


def _table(model: type[models.Model]) -> Table:
    fields = model._meta.local_concrete_fields
    key = model._meta.pk
    return Table(
        name=model._meta.db_table,
        key=str(key.column),
        columns=tuple(str(field.column) for field in fields),
        kinds=tuple(_kind(field) for field in fields),
        counts=isinstance(key, models.AutoField),
    )


def _kind(field: Any) -> str:
    while field.is_relation:
        field = field.target_field
    kind: str = field.get_internal_type()
    if kind not in _OUT:
        raise TypeError(f"backups know no {kind} ({field})")
    return kind


def rows(table: Table) -> Iterator[bytes]:
    """Each row as one line, in the order of the key, a few hundred at a time."""
    quoted = ", ".join(map(connection.ops.quote_name, table.columns))
    turn = [(place, _OUT[kind]) for place, kind in enumerate(table.kinds) if _OUT[kind] is not None]
    with connection.chunked_cursor() as cursor:
        name, key = connection.ops.quote_name(table.name), connection.ops.quote_name(table.key)
        cursor.execute(f"SELECT {quoted} FROM {name} ORDER BY {key}")  # noqa: S608 (names of our own models)
        while batch := cursor.fetchmany(AT_ONCE):
            for found in batch:
                row = list(found)
                for place, out in turn:
                    if row[place] is not None:
                        row[place] = out(row[place])  # type: ignore[misc]
                yield line_of(row)


def line_of(thing: Any) -> bytes:
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def put(table: Table, batch: list[Row]) -> None:
    """These rows into the table, inside the caller's transaction."""
    turn = [(place, _IN[kind]) for place, kind in enumerate(table.kinds) if kind in _IN]
    for row in batch:
        for place, into in turn:
            if row[place] is not None:
                row[place] = into(row[place])
    names = ", ".join(map(connection.ops.quote_name, table.columns))
    into_table = f"{connection.ops.quote_name(table.name)} ({names})"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {into_table} FROM STDIN") as copy:
                for row in batch:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(table.columns))
            cursor.executemany(f"INSERT INTO {into_table} VALUES ({marks})", batch)  # noqa: S608 (names of our models)


def empty(tables: list[Table]) -> None:
    """What `migrate` put in by itself makes room."""
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table.name)}")  # noqa: S608 (our own models)


def last_given(table: Table) -> int:
    """The highest key that the database ever gave out: a key is never given twice, also after a row is gone."""
    if not table.counts:
        return 0
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table.name, table.key])
            cursor.execute(f"SELECT last_value, is_called FROM {cursor.fetchone()[0]}")  # noqa: S608 (its own name)
            value, is_called = cursor.fetchone()
            return int(value) if is_called else 0
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table.name])
        found = cursor.fetchone()
        return int(found[0]) if found else 0


def go_on_from(table: Table, last: int) -> None:
    """The next key is higher than `last`, and than any that stands."""
    if not table.counts or not last:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table.name, table.key, last])
            return
        cursor.execute("UPDATE sqlite_sequence SET seq = max(seq, %s) WHERE name = %s", [last, table.name])
        if not cursor.rowcount:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table.name, last])


def _moment(value: Any) -> str:
    """SQLite keeps text, with six decimals, three, or none."""
    if isinstance(value, datetime):
        return value.astimezone(UTC).replace(tzinfo=None).isoformat(" ", "microseconds")
    text = str(value)
    return text.ljust(26, "0") if "." in text else f"{text}.000000"


def _into_moment(text: str) -> str:
    """As Django writes it on SQLite, where moments are compared as text. PostgreSQL reads either."""
    return text.removesuffix(".000000")


def _json(value: Any) -> str:
    return json.dumps(json.loads(value), ensure_ascii=False, sort_keys=True)


def _base64(value: Any) -> str:
    return base64.b64encode(bytes(value)).decode()


_OUT: dict[str, Kind | None] = {
    **dict.fromkeys(("CharField", "TextField", "AutoField", "BigAutoField", "IntegerField", "BigIntegerField")),
    **dict.fromkeys(("SmallIntegerField", "PositiveIntegerField", "PositiveSmallIntegerField")),
    **dict.fromkeys(("PositiveBigIntegerField",)),
    "DateTimeField": _moment,
    "DateField": str,
    "BooleanField": int,
    "BinaryField": _base64,
    "JSONField": _json,
}
_IN: dict[str, Kind] = {"DateTimeField": _into_moment, "BinaryField": base64.b64decode}
