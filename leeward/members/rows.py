"""Reading what a compiled query found: how a row becomes a model, a dict, a tuple or a value, worked out once.

Django works it out anew for every query, which takes longer than the database needs to answer a page's. What is made
here is what Django makes (`ModelIterable` and its kin); a query that wants more is refused.
"""

from collections import namedtuple
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    NamedValuesListIterable,
    ValuesIterable,
    ValuesListIterable,
)
from django.db.models.signals import post_init, pre_init

DATABASE = "default"
Row = Sequence[Any]


class Reading:
    """Made from a query, and from what compiled it; reads its rows as often as they come."""

    def __init__(self, rows: QuerySet[Any, Any], compiler: Any) -> None:
        columns = compiler.get_converters([column[0] for column in compiler.select])
        self.converters = [(place, _one_for(*found)) for place, found in columns.items()]
        self.width = len(compiler.select)  # what a query is sorted by may stand behind
        self.made = _maker(rows, compiler)

    def cut(self, found: Sequence[Row]) -> Sequence[Row]:
        """Without what stands behind."""
        return [row[: self.width] for row in found] if found and len(found[0]) > self.width else found

    def made_of(self, found: Sequence[Row]) -> list[Any]:
        """One for each row, in their order."""
        if self.converters:
            found = [self._converted(row) for row in found]
        return [self.made(row) for row in found]

    def _converted(self, found: Row) -> Row:
        row = list(found)
        for place, convert in self.converters:
            if (value := row[place]) is not None:
                row[place] = convert(value)
        return row


class Found(NamedTuple):
    """Rows as the database gave them: tuples of texts and numbers (PostgreSQL's moments are moments)."""

    rows: Sequence[Row]
    reading: Reading | None  # None where there are no rows

    def made(self, rows: Sequence[Row] | None = None) -> list[Any]:
        """All of them, or these, as the query said that they are read."""
        return self.reading.made_of(self.rows if rows is None else rows) if self.reading else []


def _one_for(functions: Sequence[Callable[..., Any]], expression: Any) -> Callable[[Any], Any]:
    """These, one after the other; what pages read most of, by a shorter way."""
    short = SHORT.get(functions[0].__name__) if len(functions) == 1 else None

    def convert(value: Any) -> Any:
        for function in functions:
            value = function(value, expression, connections[DATABASE])
        return value

    return short or convert


def _moment(value: Any) -> datetime:
    """SQLite's come as text, or without a zone."""
    moment: datetime = datetime.fromisoformat(value) if value.__class__ is str else value
    return moment.replace(tzinfo=UTC)


SHORT: dict[str, Callable[[Any], Any]] = {"convert_datetimefield_value": _moment, "convert_booleanfield_value": bool}


def _maker(rows: QuerySet[Any, Any], compiler: Any) -> Callable[[Row], Any]:
    kind = rows._iterable_class
    if rows._prefetch_related_lookups:  # type: ignore[attr-defined]  # the stubs do not know it
        raise TypeError("a query that stands ready asks once: it cannot prefetch")
    if kind is ModelIterable:
        return _model(compiler)
    if kind is ValuesIterable:
        names = list(rows.query.selected or ())
        return lambda row: dict(zip(names, row, strict=True))
    if kind is ValuesListIterable:
        return tuple
    if kind is NamedValuesListIterable:
        make: Any = namedtuple  # whose names the query alone knows
        return make("Row", rows.query.selected or ())._make  # type: ignore[no-any-return]
    if kind is FlatValuesListIterable:
        return lambda row: row[0]
    raise TypeError(f"a query that stands ready cannot be read as {kind.__name__}")


def _model(compiler: Any) -> Callable[[Row], Any]:
    about, columns = compiler.klass_info, compiler.select
    make, others = _instances(about, columns), _related(about, columns)
    annotations = list(compiler.annotation_col_map.items())

    def made(row: Row) -> Any:
        one = make(row)
        for fill in others:
            fill(row, one)
        for name, place in annotations:
            setattr(one, name, row[place])
        return one

    return made


def _instances(about: dict[str, Any], columns: Sequence[Any]) -> Callable[[Row], Any]:
    """As `from_db` makes them, without asking every field whether it stands in a row."""
    model, fields = about["model"], about["select_fields"]
    start, end = fields[0], fields[-1] + 1
    names = [column[0].target.attname for column in columns[start:end]]
    if model.__init__ is not Model.__init__ or model.from_db.__func__ is not Model.from_db.__func__:  # type: ignore[attr-defined]
        raise TypeError(f"{model.__name__} is made in a way of its own")
    if pre_init.has_listeners(model) or post_init.has_listeners(model):
        raise TypeError(f"somebody waits for each {model.__name__} that is made")

    def make(row: Row) -> Any:
        one = model.__new__(model)
        kept = one.__dict__
        state = kept["_state"] = ModelState()
        state.adding, state.db = False, DATABASE
        kept.update(zip(names, row[start:end], strict=True))
        return one

    return make


def _related(about: dict[str, Any], columns: Sequence[Any]) -> list[Callable[[Row, Any], None]]:
    """What `select_related` brought along, put in its place."""
    return [_filler(each, columns) for each in about.get("related_klass_infos", [])]


def _filler(about: dict[str, Any], columns: Sequence[Any]) -> Callable[[Row, Any], None]:
    if about["from_parent"]:
        raise TypeError("a query that stands ready does not read a model in two tables")
    make, others = _instances(about, columns), _related(about, columns)
    key = about["model"]._meta.pk.attname
    place = next(at for at in about["select_fields"] if columns[at][0].target.attname == key)
    set_here, set_there = about["local_setter"], about["remote_setter"]

    def fill(row: Row, holder: Any) -> None:
        if row[place] is None:
            set_here(holder, None)
            return
        one = make(row)
        for deeper in others:
            deeper(row, one)
        set_here(holder, one)
        set_there(one, holder)

    return fill
