"""Putting the index in, filling it, and checking that it says what the posts say."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType

from django.db import DatabaseError, connection, transaction

from leeward.search.index import postgres, sqlite


@dataclass(frozen=True)
class Drift:
    """How far the index has moved away from the posts: all nothing when it follows."""

    absent: tuple[str, ...] = ()  # triggers that do not stand, or not as this version wants them
    stray: int = 0  # entries without a standing post
    missing: int = 0  # standing posts without an entry
    stale: int = 0  # entries that say something else than their post
    broken: bool = False  # the index contradicts itself

    def __bool__(self) -> bool:
        return bool(self.absent or self.stray or self.missing or self.stale or self.broken)


def engine() -> ModuleType:
    """The SQL for the database in use."""
    return postgres if connection.vendor == "postgresql" else sqlite


def _run(statements: list[str]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _absent() -> tuple[str, ...]:
    """Names of what does not stand as this version would make it. One query."""
    with connection.cursor() as cursor:
        cursor.execute(engine().STANDING)
        standing = dict(cursor.fetchall())
    return tuple(name for name, what in engine().wanted().items() if standing.get(name) != what)


def ensure() -> bool:
    """Put in what is absent, and rebuild if anything was; whether anything was. One query when all stands."""
    if not _absent():
        return False
    rebuild()
    return True


def let_go() -> None:
    """Take the triggers away: while boards' tables are remade, or many posts are loaded. `rebuild` brings them back."""
    _run(engine().remove())


def rebuild() -> None:
    """Make index and triggers anew, all or nothing. A million posts of 150 words take some minutes."""
    with transaction.atomic():
        let_go()
        _run([*engine().install(), *engine().fill()])


@contextmanager
def without_index() -> Iterator[None]:
    """Load many posts without following each, then rebuild once. Rebuilds too when the loading fails."""
    let_go()
    try:
        yield
    finally:
        rebuild()


def verify() -> Drift:
    """Compare the whole index with the posts. Reads everything: a minute for a million posts."""
    absent = _absent()
    if {"search_source", engine().TABLE} & set(absent):
        return Drift(absent=absent)
    counts = {}
    with connection.cursor() as cursor:
        for name, query in engine().DRIFT.items():
            cursor.execute(query)
            counts[name] = cursor.fetchone()[0]
    return Drift(absent=absent, broken=_contradicts_itself(), **counts)


def merge_out() -> None:
    """Let no word linger in the index that was taken out of it. Not inside a transaction: each step is one of its own.

    Costs as much as writing the index anew, in steps between which others may write.
    """
    first, on = engine().MERGE
    step = first
    with connection.cursor() as cursor:
        while step:
            before = connection.connection.total_changes
            cursor.execute(step)
            # SQLite's own sign: a step that had something to do counts more changes than itself.
            step = on if connection.connection.total_changes - before > 1 else ""


def _contradicts_itself() -> bool:
    if not engine().INTEGRITY:
        return False
    try:
        with transaction.atomic():
            _run([engine().INTEGRITY])
    except DatabaseError:
        return True
    return False
