"""The database: is it there, and has it the shape that this version needs?"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from leeward.cli.speech import Refused, say

PREPARING = 7_305_011  # a number of our own: whoever holds its lock changes the shape


def missing_migrations() -> list[str]:
    """Names of the changes that this database has not seen. Refused where it cannot be reached."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as wrong:
        raise Refused(f"The database cannot be reached: {_first_line(wrong)}") from wrong
    return [f"{migration.app_label} {migration.name}" for migration, _ in plan]


def prepare() -> bool:
    """Apply what is missing; whether anything was. Machines that start together do it one after the other."""
    missing = missing_migrations()
    if missing:
        with _one_at_a_time():
            missing = missing_migrations()
            if missing:
                say(f"Preparing the database ({len(missing)} changes) ...")
                call_command("migrate", verbosity=0, interactive=False)
    return bool(missing)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """SQLite belongs to one machine. A lock of PostgreSQL's that ends with its transaction, so that a pooler may stand
    between; on a connection of its own, for the changes are made in transactions too."""
    if connection.vendor == "sqlite":
        yield
        return
    beside = connection.copy()
    try:
        beside.set_autocommit(False)
        with beside.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [PREPARING])
        yield
    finally:
        beside.close()


def settle() -> None:
    """After much came in at once: PostgreSQL looks now how many rows lie where. By itself it would do so some minutes
    later, on processors that pages need, and until then plan these by a guess. SQLite plans without."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM (ANALYZE)")


def insist_on_ready() -> None:
    """Refused where the database has not the shape that this version needs."""
    if missing_migrations():
        raise Refused("The database is not ready for this version. Run: leeward migrate")


def _first_line(wrong: Exception) -> str:
    return str(wrong).strip().splitlines()[0] if str(wrong).strip() else type(wrong).__name__
