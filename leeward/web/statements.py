"""Rows that are written with every post or draft, by statements that stand ready.

A row is put in, changed or taken out by what stands in its columns, and what is written is what Django's `save`,
`update` and `delete` write. They work their SQL out anew each time, which takes longer than the database needs for it.
Nobody else is told: this house has no signals, and a row on which others hang cannot be taken out so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from django.db import DatabaseError, connections, transaction
from django.db.models import CharField, IntegerField, Model, TextField

from leeward.web.straight import send

DATABASE = "default"
Columns = Mapping[str, Any]  # {name of a field: a plain value; of a foreign key's `..._id`: an id}


def put_in(*rows: Model, unless_there: bool = False) -> None:
    """New rows of one model, by one statement; a row put in alone learns its id.

    `unless_there`: what would stand there twice is left out, and none learns its id.
    """
    fields, learns = _fields_of(type(rows[0])), len(rows) == 1 and not unless_there
    values = [(field, getattr(row, field.attname)) for row in rows for field in fields]
    sql = _putting_in(type(rows[0]), len(rows), unless_there, learns, connections[DATABASE].vendor)
    found = _done(sql, values, _new_id if learns else _count)
    for row in rows:
        row._state.adding, row._state.db = False, DATABASE
        if learns:
            row.pk = found


def store(row: Model, *names: str) -> None:
    """These columns of a row that stands there, as `save(update_fields=names)` does."""
    fields = [_field(type(row), name) for name in names]
    if not change(type(row), {"pk": row.pk}, {field.attname: getattr(row, field.attname) for field in fields}):
        raise DatabaseError(f"There is no such {type(row).__name__} to store anything of.")


def change(model: type[Model], where: Columns, to: Columns) -> int:
    """Rows in which all of `where` stands say this from now on; how many they were."""
    sql = _changing(model, tuple(where), tuple(to), connections[DATABASE].vendor)
    return _done(sql, _named(model, [*to.items(), *where.items()]), _count)


def take_out(model: type[Model], where: Columns) -> int:
    """Rows in which all of `where` stands are gone; how many they were."""
    sql = _taking_out(model, tuple(where), connections[DATABASE].vendor)
    return _done(sql, _named(model, where.items()), _count)


# ── SQL, written once for each shape ─────────────────────────────────────────


@cache
def _putting_in(model: type[Model], count: int, unless_there: bool, learns: bool, vendor: str) -> str:
    fields = _fields_of(model)
    row = f"({', '.join(['%s'] * len(fields))})"
    names = ", ".join(_quoted(field.column) for field in fields)
    sql = f"INSERT INTO {_quoted(model._meta.db_table)} ({names}) VALUES {', '.join([row] * count)}"  # noqa: S608
    sql += " ON CONFLICT DO NOTHING" if unless_there else ""
    return sql + (f" RETURNING {_quoted(_field(model, 'pk').column)}" if learns else "")


@cache
def _changing(model: type[Model], where: tuple[str, ...], to: tuple[str, ...], vendor: str) -> str:
    return f"UPDATE {_quoted(model._meta.db_table)} SET {_equal(model, to, ', ')} WHERE {_equal(model, where)}"  # noqa: S608


@cache
def _taking_out(model: type[Model], where: tuple[str, ...], vendor: str) -> str:
    if model._meta.related_objects:
        raise TypeError(f"others may hang on a {model.__name__}")
    return f"DELETE FROM {_quoted(model._meta.db_table)} WHERE {_equal(model, where)}"  # noqa: S608


def _equal(model: type[Model], names: Iterable[str], between: str = " AND ") -> str:
    return between.join(f"{_quoted(_field(model, name).column)} = %s" for name in names)


def _quoted(name: str) -> str:
    return connections[DATABASE].ops.quote_name(name)


@cache
def _fields_of(model: type[Model]) -> list[Any]:
    """All but the number that the database gives."""
    if model._meta.parents:
        raise TypeError(f"{model.__name__} stands in two tables")
    return [field for field in model._meta.concrete_fields if field is not model._meta.auto_field]


@cache
def _field(model: type[Model], name: str) -> Any:
    return model._meta.pk if name == "pk" else model._meta.get_field(name)


@cache
def _as_it_is(field: Any) -> type | None:
    """Of what class a value goes into this column as it is."""
    if field.remote_field:
        return _as_it_is(field.target_field)
    return str if isinstance(field, CharField | TextField) else int if isinstance(field, IntegerField) else None


def _named(model: type[Model], values: Iterable[tuple[str, Any]]) -> list[tuple[Any, Any]]:
    return [(_field(model, name), value) for name, value in values]


# ── sending it ───────────────────────────────────────────────────────────────


def _done(sql: str, values: Iterable[tuple[Any, Any]], read: Callable[[Any], int]) -> int:
    connection = connections[DATABASE]
    params: list[Any] = [
        value if value is None or value.__class__ is _as_it_is(field) else field.get_db_prep_save(value, connection)
        for field, value in values
    ]
    with transaction.mark_for_rollback_on_error(DATABASE):
        if connection.queries_logged:  # as Django does it, so that whoever counts queries sees them
            with connection.cursor() as cursor:
                cursor.execute(sql, params)
                return read(cursor)
        return int(send(connection, sql.replace("%s", "?") if connection.vendor == "sqlite" else sql, params, read))


def _new_id(cursor: Any) -> int:
    return int(cursor.fetchall()[0][0])


def _count(cursor: Any) -> int:
    return int(cursor.rowcount)
