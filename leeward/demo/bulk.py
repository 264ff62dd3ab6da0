"""Rows in bulk: prepared once for a table, then plain values; and a database that hurries while it is filled."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.color import no_style
from django.db import DatabaseError, connection
from django.db.models import Model


class Rows:
    """Puts rows into one table. What is not among `fields` has its default, or what is said for it."""

    def __init__(self, model: type[Model], *fields: str) -> None:
        self._model = model
        blank = model()
        known = {field.attname: field for field in model._meta.concrete_fields}
        others = [name for name, field in known.items() if name not in fields and not field.primary_key]
        self._rest = tuple(known[name].get_db_prep_save(getattr(blank, name), connection) for name in others)
        quoted = connection.ops.quote_name
        columns = [quoted(str(known[name].column)) for name in (*fields, *others)]
        self._into = f"{quoted(model._meta.db_table)} ({', '.join(columns)})"
        self._width = len(columns)

    def put(self, rows: Any) -> None:
        """Tuples, as many as come: values in the order of the fields, as the database takes them."""
        rest = self._rest
        whole: Any = (row + rest for row in rows)
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {self._into} FROM STDIN") as copy:
                    for row in whole:
                        copy.write_row(row)
            else:
                marks = ", ".join(["%s"] * self._width)
                cursor.executemany(f"INSERT INTO {self._into} VALUES ({marks})", whole)  # noqa: S608 (names of ours)

    def count_on(self) -> None:
        """PostgreSQL counts on by itself only after being told where we are."""
        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(no_style(), [self._model]):
                cursor.execute(sql)


@contextmanager
def hurried() -> Iterator[None]:
    """SQLite writes straight into its file, and waits for the disk once, at the end. For a store that is empty: a lost
    power supply meanwhile may leave a file to throw away. An error or a kill still takes everything back.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        try:
            cursor.execute("PRAGMA journal_mode=DELETE")
        except DatabaseError:  # somebody else has it open: then it stays as it is, at twice the writing
            connection.close()
        for pragma in ("synchronous=OFF", "cache_size=-96000", "secure_delete=OFF", "temp_store=FILE"):
            cursor.execute(f"PRAGMA {pragma}")
    try:
        yield
    finally:
        connection.close()  # opened anew, everything is as ever
        _onto_the_disk(str(connection.settings_dict["NAME"]))


def _onto_the_disk(path: str) -> None:
    file = os.open(path, os.O_RDONLY)
    try:
        os.fsync(file)
    finally:
        os.close(file)


@contextmanager
def without_indexes(*models: type[Model]) -> Iterator[None]:
    """SQLite's own indexes of these tables, made anew after the rows are in: sorted, in one go each."""
    if connection.vendor != "sqlite":
        yield
        return
    tables = [model._meta.db_table for model in models]
    marks = ", ".join(["%s"] * len(tables))
    find = f"SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql <> '' AND tbl_name IN ({marks})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(find, tables)
        made = dict(cursor.fetchall())
        for name in made:
            cursor.execute(f"DROP INDEX {connection.ops.quote_name(name)}")
        yield
        for sql in made.values():
            cursor.execute(sql)
