"""SQL that is the database's already, sent by the shortest way: all that Django does around it, once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.conf import settings


def send(connection: Any, sql: str, params: Sequence[Any], read: Callable[[Any], Any]) -> Any:
    """What `read` makes of the library's own cursor. Parameters are "?" on SQLite, "%s" on PostgreSQL, both adapted."""
    connection.close_if_health_check_failed()
    if connection.connection is None:
        connection.ensure_connection()
    ask: Callable[..., Any] = partial(_straight, read)
    for wrapper in reversed(connection.execute_wrappers):
        ask = partial(wrapper, ask)
    return ask(sql, params, False, {"connection": connection})


def _straight(read: Callable[[Any], Any], sql: str, params: Any, _many: bool, context: dict[str, Any]) -> Any:
    """What Django does at the end of all its wrappers."""
    connection = context["connection"]
    connection.validate_no_broken_transaction()
    with connection.wrap_database_errors:
        return read(_cursor(connection).execute(sql, params))


def _cursor(connection: Any) -> Any:
    """The library's own. On PostgreSQL one by which a statement is planned once in a connection, unless a pooler gives
    each transaction another: planning a page's queries takes longer than answering them."""
    if connection.vendor == "sqlite" or settings.POOLED:
        return connection.connection.cursor()
    from psycopg import Cursor

    return Cursor(connection.connection)
