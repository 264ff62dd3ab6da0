"""Queries that stand ready: compiled once for everybody alike, and asked with each reader's own values.

What somebody may see is said in one place (`visible_to`), and saying it takes Django longer than the database needs to
answer. So a query that every page asks is built by its own code once for each kind of reader (role, approved, waiting,
apart from somebody), with stand-in values; where these come out among its parameters is where the reader's own go.

That it stays true: a parameter must be one of the values known here, or the same for everybody. What is a moment of its
own, or was worked out from a stand-in, is refused, and so is what reads anything else of its reader. In tests a query
is built twice, with other stand-ins, and must come out the same. So nothing of one reader can stay behind for another.
"""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from operator import attrgetter, methodcaller
from typing import Any

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.http import Http404

from leeward.members.models import Alias, Member
from leeward.members.rows import DATABASE, Found, Reading
from leeward.web.straight import send

PROVING = settings.DEBUG  # in tests, too: each query is built a second time, with other stand-ins, and compared
MADE_UP, A_READER, A_NUMBER, NEAR = "stand-in", -1_000_000_000, 2_000_000_000, 1_000_000
A_DAY = re.compile(r"\d{4}-\d\d-\d\d")

MOMENTS = ("admitted_at", "approved_at", "apart_at", "caught_up_at")

_KIND = attrgetter("role", *MOMENTS)

Value = int | str | datetime | None
NOTHING = Found([], None)
_ALL = methodcaller("fetchall")
Source = tuple[str, int | str]  # ("reader", a name) or ("value", its place among the arguments)


class NotReady(TypeError):
    """The query holds something that belongs to one reader alone, or to one moment."""


class Plan:
    """One query as compiled: its SQL, and for each parameter where its value comes from (or the value itself)."""

    def __init__(self, reading: Reading, sql: str, params: Sequence[Any], sources: dict[int, Source]) -> None:
        self.sql, self.params = sql, _Params(params, sources)
        self.written_in, left = _written_in(sql, params, sources)
        self.left = _Params(
            [params[at] for at in left], {to: sources[at] for to, at in enumerate(left) if at in sources}
        )
        self.reading = reading


class _Params:
    """What a statement is given: some never change, the others are the reader's own."""

    def __init__(self, params: Sequence[Any], sources: dict[int, Source]) -> None:
        self.params = list(params)
        self.filled = [
            (source, [at for at in sources if sources[at] == source]) for source in dict.fromkeys(sources.values())
        ]

    def of(self, reader: Member | None, values: Sequence[Value], vendor: str) -> list[Any]:
        params = self.params.copy()
        for source, places in self.filled:
            found = _value(source, reader, values)
            if isinstance(found, datetime):
                found = _said(found, vendor)
            for place in places:
                params[place] = found
        return params


class Ready:
    """`build(reader, *values)` makes the query, from these and nothing else; values are numbers, texts and moments."""

    def __init__(self, build: Callable[..., QuerySet[Any, Any]]) -> None:
        self.build = build
        self.plans: dict[Any, Plan | None] = {}

    def rows(self, reader: Member | None, *values: Value) -> list[Any]:
        """What the query finds, as its rows are. One query."""
        return self.found(reader, *values).made()

    def found(self, reader: Member | None, *values: Value) -> Found:
        """The same, as the database gave it: to be read row by row, where most need not be read at all. One query."""
        connection = connections[DATABASE]
        plan = self._plan(reader, values, connection.vendor)
        return _found(connection, plan, reader, values) if plan else NOTHING

    def first(self, reader: Member | None, *values: Value) -> Any:
        """The first row, or None."""
        found = self.rows(reader, *values)
        return found[0] if found else None

    def among(self, reader: Member | None, refs: Sequence[str]) -> list[Any]:
        """Of a query that takes any number of refs: one stands ready for each power of two, the last ref filling it."""
        if not refs:
            return []
        places = 1 << (len(refs) - 1).bit_length()
        return self.rows(reader, *refs, *[refs[-1]] * (places - len(refs)))

    def asked(self, reader: Member | None, *values: Value) -> tuple[str, list[Any]] | None:
        """Its SQL and parameters, to be a part of another; None where such a reader sees nothing of it."""
        vendor = connections[DATABASE].vendor
        plan = self._plan(reader, values, vendor)
        return (plan.sql, plan.params.of(reader, values, vendor)) if plan else None

    def one_or_404(self, reader: Member | None, *values: Value) -> Any:
        """The first row; Http404 where there is none that this reader may see."""
        found = self.first(reader, *values)
        if found is None:
            raise Http404
        return found

    def _plan(self, reader: Member | None, values: Sequence[Value], vendor: str) -> Plan | None:
        kind = _kind(reader), tuple(map(type, values)), vendor
        if kind not in self.plans:
            self.plans[kind] = self._compile(reader, values)
        return self.plans[kind]

    def _compile(self, reader: Member | None, values: Sequence[Value]) -> Plan | None:
        """None where the database need not be asked: such a reader sees nothing of it."""
        tried = _Try(reader, values, 1)
        try:
            rows, compiler, sql, params = tried.compiled(self.build)
            sources = tried.sources(params)
            if PROVING:
                again, others = (other := _Try(reader, values, 2)).compiled(self.build)[2:]
                _must_be_alike((sql, params, sources), (again, others, other.sources(others)))
        except EmptyResultSet:
            return None
        return Plan(Reading(rows, compiler), sql, params, sources)


class _Try:
    """Stand-ins for a reader and values, and how each looks among a query's parameters."""

    def __init__(self, reader: Member | None, values: Sequence[Value], number: int) -> None:
        self.reader = _stand_in(reader, number) if reader else None
        self.values = [_other(value, 100 * number + place) for place, value in enumerate(values)]
        sources: list[Source] = [("value", place) for place, value in enumerate(values) if value is not None]
        if self.reader is not None:
            sources += [("reader", "pk"), ("reader", "ref"), ("reader", "mark")]
            sources += [("reader", name) for name in MOMENTS if getattr(self.reader, name)]
        self.known = {_adapted(_value(source, self.reader, self.values)): source for source in reversed(sources)}

    def compiled(self, build: Callable[..., Any]) -> tuple[Any, Any, str, Sequence[Any]]:
        rows = build(self.reader, *self.values)
        compiler = rows.query.get_compiler(DATABASE)
        return rows, compiler, *compiler.as_sql()

    def sources(self, params: Sequence[Any]) -> dict[int, Source]:
        """Where each parameter comes from that is not the same for everybody. NotReady where that is not known."""
        sources = {place: self.known[value] for place, value in enumerate(params) if value in self.known}
        for place, value in enumerate(params):
            if place not in sources and not _is_for_everybody(value):
                raise NotReady(f"a parameter is none of the values: {value!r}")
        return sources


def _is_for_everybody(value: Any) -> bool:
    """Not a moment, and nothing that was worked out from a stand-in."""
    if isinstance(value, str):
        return MADE_UP not in value.casefold() and not A_DAY.match(value)
    if isinstance(value, int):
        return not any(abs(value - number) < NEAR for number in (A_READER, A_NUMBER))
    return not isinstance(value, datetime)


def _must_be_alike(one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    """Two tries of one query, with other stand-ins: the same SQL, and else only what is known to be somebody's."""
    (sql, params, sources), (again, others, known) = one, other
    if sql != again or sources != known:
        raise NotReady("its SQL depends on the values")
    if any(pair[0] != pair[1] for place, pair in enumerate(zip(params, others, strict=True)) if place not in sources):
        raise NotReady("a parameter depends on the values")


def _kind(reader: Member | None) -> tuple[Any, ...] | None:
    """All that may change the shape of a query."""
    if reader is None:
        return None
    role, *moments = _KIND(reader)
    return role, *[moment is None for moment in moments]


def _stand_in(reader: Member, number: int) -> Member:
    """Of the same kind. Whatever else is read of it is asked of the database, where nobody has this number."""
    said = {"id": A_READER - number, "ref": f"{MADE_UP} {number} reader", "role": reader.role}
    said |= {name: getattr(reader, name) and _moment(50 * number + at) for at, name in enumerate(MOMENTS)}
    names = [field.attname for field in Member._meta.concrete_fields if field.attname in said]
    return Member.from_db(DATABASE, names, [said[name] for name in names])


def _other(value: Value, number: int) -> Value:
    if isinstance(value, datetime):
        return _moment(1_000 + number)
    if isinstance(value, str):
        return f"{MADE_UP} {number}"
    return None if value is None else A_NUMBER + number


def _moment(number: int) -> datetime:
    return datetime(1971, 1, 1, number // 3600 % 24, number // 60 % 60, number % 60, tzinfo=UTC)


def _value(source: Source, reader: Member | None, values: Sequence[Value]) -> Value:
    where, name = source
    if where == "value":
        return values[int(name)]
    assert reader is not None
    return Alias.mark_of(reader) if name == "mark" else getattr(reader, str(name))


def _adapted(value: Value) -> Any:
    """As a parameter looks."""
    return _said(value, connections[DATABASE].vendor) if isinstance(value, datetime) else value


@lru_cache(maxsize=1_000)
def _said(moment: datetime, _vendor: str) -> Any:
    """As this database says it."""
    return connections[DATABASE].ops.adapt_datetimefield_value(moment)


def _written_in(sql: str, params: Sequence[Any], sources: Collection[int]) -> tuple[str, list[int]]:
    """(the SQL with all that never changes written out, the places of the parameters that are left).

    A database plans a statement for any parameters. So whether an index may serve it must not hang on one ("of all
    topics whose last post is not 0"): SQLite would plan it anew each time, which takes as long again as the answer.
    """
    is_sqlite = connections[DATABASE].vendor == "sqlite"
    constants = [None if place in sources else _constant(value, is_sqlite) for place, value in enumerate(params)]
    left, one, percent = iter(constants), "?" if is_sqlite else "%s", "%" if is_sqlite else "%%"
    sql = re.sub("%[%s]", lambda found: percent if found[0] == "%%" else next(left) or one, sql)
    return sql, [place for place, constant in enumerate(constants) if constant is None]


def _constant(value: Any, is_sqlite: bool) -> str | None:
    """As SQL; None where only a parameter can say it."""
    if isinstance(value, bool) and not is_sqlite:
        return str(value).upper()
    if isinstance(value, int):
        return str(int(value))
    if not isinstance(value, str) or "\0" in value:
        return None
    quoted = "'" + value.replace("'", "''") + "'"
    return quoted if is_sqlite else quoted.replace("%", "%%")


def _found(connection: Any, plan: Plan, reader: Member | None, values: Sequence[Value]) -> Found:
    """Rows to be made as Django makes them, from SQL that it need not write again."""
    if connection.queries_logged:  # as Django does it, so that whoever counts queries sees them
        with connection.cursor() as cursor:
            cursor.execute(plan.sql, plan.params.of(reader, values, connection.vendor))
            rows = cursor.fetchall()
    else:
        rows = send(connection, plan.written_in, plan.left.of(reader, values, connection.vendor), _ALL)
    return Found(plan.reading.cut(rows), plan.reading)
