"""A real board on a data folder of its own: started as an operator would, killed as no operator would."""

import contextlib
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import django

PASSPHRASE = "seven quiet herons wading"
Found = TypeVar("Found")


class House:
    """`leeward serve` under our hands. `ask` looks into its database from outside."""

    def __init__(self, folder: Path, workers: int = 2) -> None:
        self.folder, self.workers = folder, workers
        os.environ["LEEWARD_DATA"] = str(folder)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "leeward.settings")
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "yes"  # the browser's driver keeps a loop in this thread
        django.setup()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.address = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.log = (folder / "log").open("ab")

    def start(self) -> None:
        bind = f"127.0.0.1:{self.port}"
        words = ["serve", "--bind", bind, "--data", str(self.folder), "--workers", str(self.workers)]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "leeward.cli", *words], stdout=self.log, stderr=self.log, start_new_session=True
        )
        self.wait()

    def wait(self, patience: float = 40) -> None:
        """Until pages are answered."""
        until = time.monotonic() + patience
        while time.monotonic() < until:
            if self.process and self.process.poll() is not None:  # fell too often: the operator's init starts it again
                self.process = None
                return self.start()
            try:
                urllib.request.urlopen(f"{self.address}/health", timeout=5).close()
            except OSError:
                time.sleep(0.05)
            else:
                return None
        raise RuntimeError((self.folder / "log").read_text()[-3000:])

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(timeout=30)
            self.process = None

    def web_processes(self) -> list[int]:
        """The children of `serve`."""
        if self.process is None:
            return []
        pid = self.process.pid
        try:
            return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        except OSError:
            return []

    def kill_web(self) -> None:
        """SIGKILL to every web process; `serve` starts them again."""
        for pid in self.web_processes():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def kill_all(self) -> None:
        """SIGKILL to all of it at once."""
        if self.process:
            children = self.web_processes()
            self.process.kill()
            for pid in children:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            self.process.wait(timeout=30)
            self.process = None

    # ── trouble with the disk and the database ──────────────────────────────
    @contextlib.contextmanager
    def disk_full(self) -> Iterator[None]:
        """No web process can make a file longer: as on a full disk, and undone as quickly."""
        pids = self.web_processes()
        for pid in pids:
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        try:
            yield
        finally:
            for pid in pids:
                with contextlib.suppress(ProcessLookupError):
                    resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    @contextlib.contextmanager
    def database_away(self) -> Iterator[None]:
        """SQLite: the file is moved away, and put back. PostgreSQL: every backend is killed, so that it restarts."""
        from django.db import connection

        if connection.vendor == "sqlite":
            self._close()
            here = self.folder / "leeward.sqlite3"
            shutil.move(here, away := self.folder / "away.sqlite3")
            try:
                yield
            finally:
                shutil.move(away, here)
        else:
            self._kill_a_backend()
            yield
            self.wait_for_database()

    def _kill_a_backend(self) -> None:
        """One backend dead by SIGKILL makes PostgreSQL end all the others and recover from its log."""
        from django.db import connection

        connection.close()
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            pid = int(cursor.fetchone()[0])
        os.kill(pid, signal.SIGKILL)

    def wait_for_database(self) -> None:
        from django.db import DatabaseError, connection

        for _try in range(200):
            try:
                connection.close()
                connection.ensure_connection()
            except DatabaseError:
                time.sleep(0.05)
            else:
                return
        raise RuntimeError("the database did not come back")

    @contextlib.contextmanager
    def database_locked(self) -> Iterator[None]:
        """Another process holds the write lock."""
        from django.db import connection, transaction

        self._close()
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("LOCK TABLE drafts_draft, drafts_version, boards_post IN ACCESS EXCLUSIVE MODE")
            yield
        self._close()

    def ask(self, question: Callable[[], Found]) -> Found:
        """An answer from the database as it stands on the disk now."""
        self._close()
        try:
            return question()
        finally:
            self._close()

    def _close(self) -> None:
        from django.db import connections

        connections.close_all()


@contextlib.contextmanager
def open_house(folder: Path) -> Iterator[House]:
    """A board that is prepared, with one board to write on, serving."""
    from django.core.management import call_command

    house = House(folder)
    call_command("migrate", verbosity=0, interactive=False)
    house.start()
    try:
        yield house
    finally:
        house.kill_all()
        house.log.close()
