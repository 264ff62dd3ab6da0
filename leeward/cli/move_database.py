"""`leeward move-database`: the community as it is, on another database, while nobody serves it.

The rows go through a pipe to a process of our own that has the other database as its only one. What arrived is read
back and compared before the old place is shut, so a kill at any moment leaves the old place as it was, or moved.
"""

import contextlib
import os
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection, transaction

from leeward.backups import stream
from leeward.cli.asking import from_file
from leeward.cli.database import insist_on_ready
from leeward.cli.in_use import alone
from leeward.cli.speech import Progress, Refused, say

ARRIVING = [sys.executable, "-m", "leeward.cli.arriving"]
SQLITE = "leeward.sqlite3"


def run(options: Namespace) -> int:
    target = from_file(options.address_file).strip()
    if target != "sqlite" and not target.startswith(("postgres://", "postgresql://")):
        raise Refused("The address must be postgres://name:passphrase@host:5432/database, or the word sqlite.", code=2)
    if (target == "sqlite") == (connection.vendor == "sqlite"):
        raise Refused(f"The community is on {connection.display_name} already.")
    insist_on_ready()
    with alone(), _nobody_writes():
        _carry(target)
        where = _shut()
    say("\nThe community has moved.")
    if target == "sqlite":
        say("Take LEEWARD_DATABASE away from the settings, and start the service.")
    else:
        say("Set LEEWARD_DATABASE to the new address, and start the service.")
    say(f"{where} It holds everything, also what members erase from now on: delete it as soon as backups would go.")
    return 0


@contextmanager
def _nobody_writes() -> Iterator[None]:
    """From here on the old database is read only, also for programs that are none of ours."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield
            finally:
                if connection.connection is not None:
                    cursor.execute("ROLLBACK")
        return
    _insist_on_nobody_else()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("LOCK TABLE django_migrations, members_member, boards_post IN SHARE MODE")
        yield


def _insist_on_nobody_else() -> None:
    """Another machine may serve from the same PostgreSQL, and its lock is not on our disk."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
        if others := cursor.fetchone()[0]:
            raise Refused(f"{others} others are connected to this database. Stop what serves from it first.")


def _carry(target: str) -> None:
    """Everything through the pipe; what arrived is printed, table by table. Refused where it did not arrive whole."""
    env = {name: value for name, value in os.environ.items() if name not in {"LEEWARD_DATABASE", "LEEWARD_REPLICA"}}
    if target != "sqlite":
        env["LEEWARD_DATABASE"] = target
    with subprocess.Popen(ARRIVING, stdin=subprocess.PIPE, env=env) as other:  # noqa: S603
        assert other.stdin
        line = Progress("Moving, rows", 0)
        try:
            stream.write(other.stdin.write, {}, with_sessions=True, told=line.add)
            other.stdin.close()
        except BrokenPipeError:
            with contextlib.suppress(BrokenPipeError):  # what waits to be sent finds nobody either
                other.stdin.close()
        else:
            line.end()
        if other.wait():
            raise Refused("Nothing was moved: the community stays where it is.")


def _shut() -> str:
    """Whoever still has the old settings must not write there unnoticed; the sentence says what became of the old."""
    if connection.vendor == "postgresql":
        name = connection.ops.quote_name(connection.settings_dict["NAME"])
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
        return "The old database on PostgreSQL can only be read from now on."
    kept = settings.DATA / f"{SQLITE}.moved-{datetime.now(UTC):%Y-%m-%dT%H%M%SZ}"
    with connection.cursor() as cursor:
        cursor.execute("ROLLBACK")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    (settings.DATA / SQLITE).rename(kept)
    for beside in ("-wal", "-shm"):
        (settings.DATA / f"{SQLITE}{beside}").unlink(missing_ok=True)
    return f"The old database is now {kept}."
