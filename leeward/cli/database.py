"""The database: is it there, and has it the shape that this version needs?"""

from django.core.management import call_command
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor

from leeward.cli.speech import Refused, say


def missing_migrations() -> list[str]:
    """Names of the changes that this database has not seen. Refused where it cannot be reached."""
    try:
        executor = MigrationExecutor(connection)
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as wrong:
        raise Refused(f"The database cannot be reached: {_first_line(wrong)}") from wrong
    return [f"{migration.app_label} {migration.name}" for migration, _ in plan]


def prepare() -> bool:
    """Apply what is missing; whether anything was."""
    missing = missing_migrations()
    if missing:
        say(f"Preparing the database ({len(missing)} changes) ...")
        call_command("migrate", verbosity=0, interactive=False)
    return bool(missing)


def insist_on_ready() -> None:
    """Refused where the database has not the shape that this version needs."""
    if missing_migrations():
        raise Refused("The database is not ready for this version. Run: leeward migrate")


def _first_line(wrong: Exception) -> str:
    return str(wrong).strip().splitlines()[0] if str(wrong).strip() else type(wrong).__name__
