"""Looking something up by an index, on a database that would rather not."""

from datetime import timedelta
from typing import Any

from django.db.models import DateTimeField, F, FloatField, Func, IntegerField, OrderBy, QuerySet, Subquery
from django.db.models.lookups import IsNull


def is_there(rows: QuerySet[Any, Any]) -> IsNull:
    """A condition: `rows`, which name the row asked about by OuterRef, has one.

    `Exists` says the same. But PostgreSQL may answer that one by reading a whole table once and keeping it, which is
    right for many rows and wrong for the few of a page. This is always one look into an index for each row.
    """
    return IsNull(Subquery(rows.order_by().values("pk")[:1]), False)


def is_not_there(rows: QuerySet[Any, Any]) -> IsNull:
    """The opposite of `is_there`."""
    return IsNull(Subquery(rows.order_by().values("pk")[:1]), True)


def latest(name: str) -> OrderBy:
    """For `order_by`: the highest first, sorted once found.

    For the few rows of one member among millions. Left alone, PostgreSQL may walk through all rows in their order,
    expecting to meet enough of the member's soon; of somebody who wrote little it meets none.
    """
    return OrderBy(F(name) + 0, descending=True)


def first_of(*parts: QuerySet[Any, Any], most: int) -> QuerySet[Any, Any]:
    """Ids, for `pk__in`: of each part, in its own order, the first `most`.

    Where a list has several beginnings and an index knows each of them, but none knows the list. The rest of what the
    list says of its rows is then asked of these alone.
    """
    firsts = [part.model._default_manager.filter(pk__in=part.values("pk")[:most]).order_by() for part in parts]
    one, *others = [first.values("pk") for first in firsts]
    found: QuerySet[Any, Any] = one.union(*others, all=True)
    return found


class HowMany(Subquery):
    """For `annotate`: how many rows a query has."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


class Days(Func):
    """A moment as a number of days: to compare two moments of each of many rows.

    Subtracting a span from a moment does it too, but SQLite has to ask Python for that, row by row.
    """

    output_field = FloatField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="julianday(%(expressions)s)", **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        return self.as_sql(compiler, connection, template="(extract(epoch FROM %(expressions)s) / 86400)", **more)


class Ago(Func):
    """The moment that long before now, to the second.

    `Now()` less a span is the same, but SQLite has to ask Python for that too.
    """

    output_field = DateTimeField()

    def __init__(self, span: timedelta) -> None:
        super().__init__()
        self.extra["seconds"] = int(span.total_seconds())

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        form = "%%%%Y-%%%%m-%%%%d %%%%H:%%%%M:%%%%f"
        return self.as_sql(compiler, connection, template=f"STRFTIME('{form}', 'NOW', '-%(seconds)s seconds')", **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        template = "(STATEMENT_TIMESTAMP() - INTERVAL '%(seconds)s seconds')"
        return self.as_sql(compiler, connection, template=template, **more)
