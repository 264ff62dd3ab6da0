"""A PostgreSQL primary, its streaming replica and PgBouncer, in one folder of their own, until the block ends.

All three are Debian's. They listen on sockets in the folder: nothing of them is on the network.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[-2]))
PGBOUNCER = Path("/usr/sbin/pgbouncer")
PRIMARY, REPLICA, POOLER = 5432, 5433, 6432  # the names of their sockets
PR_SET_PDEATHSIG = 1  # from linux/prctl.h
POOLER_SETTINGS = """
[databases]
leeward = host={home} port=5432 dbname=leeward user=leeward
[pgbouncer]
listen_addr =
unix_socket_dir = {home}
listen_port = 6432
auth_type = any
pool_mode = transaction
default_pool_size = 8
server_login_retry = 1
logfile = {home}/pooler.log
pidfile = {home}/pooler.pid
"""


def _owner() -> dict[str, Any]:
    """Neither runs as root: there they run as Debian's user for PostgreSQL."""
    if os.geteuid() != 0:
        return {}
    user = pwd.getpwnam("postgres")
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _end_with_parent() -> None:
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)  # a shell that began us in the background had it ignored
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGQUIT))


class Engines:
    """Started by `engines()`. Everything that can happen to them is a method."""

    def __init__(self, home: Path, haste: bool) -> None:
        self.home, self._haste = home, haste
        self._running: dict[int, subprocess.Popen[bytes]] = {}

    def address(self, port: int = PRIMARY) -> str:
        return f"postgres://leeward@{quote(str(self.home), safe='')}:{port}/leeward"

    def ask(self, statement: str, port: int = PRIMARY) -> Any:
        """The first value of the first row, if there is one."""
        with psycopg.connect(
            host=str(self.home), port=port, user="leeward", dbname="leeward", autocommit=True
        ) as connection:
            asked = connection.execute(statement)
            row = asked.fetchone() if asked.description else None
            return row[0] if row else None

    def make(self) -> None:
        """The primary, then the replica as a copy of it that follows."""
        self._run("initdb", f"--pgdata={self.home}/{PRIMARY}", "--username=leeward", "--auth=trust", "--no-sync",
                  "--encoding=UTF8", "--locale=C.UTF-8")  # fmt: skip
        self.start(PRIMARY, database="postgres")
        self._run("psql", "-qh", str(self.home), "-U", "leeward", "-d", "postgres", "-c", "CREATE DATABASE leeward")
        self._run("pg_basebackup", "-h", str(self.home), "-U", "leeward", "-D", f"{self.home}/{REPLICA}",
                  "--write-recovery-conf", "--wal-method=stream", "--checkpoint=fast", "--no-sync")  # fmt: skip
        self.start(REPLICA)

    def start(self, port: int, database: str = "leeward") -> None:
        """Returns when it answers."""
        options = {"max_connections": "60", "listen_addresses": "", "port": str(port), "wal_keep_size": "512MB"}
        if self._haste:  # nothing is to outlive a lost power supply; what is acknowledged is in the log all the same
            options |= {"fsync": "off", "full_page_writes": "off"}
        words = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        self._begin(port, PROGRAMS[-1] / "postgres", "-D", f"{self.home}/{port}", "-k", str(self.home), *words)
        self._wait_for(port, database)

    def start_pooler(self) -> None:
        (self.home / "pooler.ini").write_text(POOLER_SETTINGS.format(home=self.home))
        self._begin(POOLER, PGBOUNCER, str(self.home / "pooler.ini"))
        self._wait_for(POOLER, "leeward")

    def kill(self, port: int) -> None:
        """kill -9. PostgreSQL's own processes end when they find that their parent has gone."""
        self._end(port, signal.SIGKILL)

    def crash(self, port: int) -> None:
        """Without a checkpoint, and without a word to those connected: it recovers from its log when started."""
        self._end(port, signal.SIGQUIT)

    def processes(self, port: int = PRIMARY) -> list[int]:
        """Of one PostgreSQL: the first and all that it has begun."""
        first = self._running[port].pid
        tasks = Path(f"/proc/{first}/task").glob("*/children")
        return [first, *(int(number) for task in tasks for number in task.read_text().split())]

    def end(self) -> None:
        for port in list(self._running):
            self._end(port, signal.SIGQUIT)

    def _end(self, port: int, number: signal.Signals) -> None:
        process = self._running.pop(port)
        process.send_signal(number)
        process.wait(timeout=30)

    def _begin(self, port: int, *command: str | Path) -> None:
        with (self.home / f"{port}.log").open("ab") as log:
            self._running[port] = subprocess.Popen(
                command, cwd=self.home, stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                preexec_fn=_end_with_parent, **_owner(),
            )  # fmt: skip

    def _run(self, program: str, *words: str) -> None:
        subprocess.run([PROGRAMS[-1] / program, *words], check=True, cwd=self.home, capture_output=True, **_owner())

    def _wait_for(self, port: int, database: str) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            try:
                psycopg.connect(host=str(self.home), port=port, user="leeward", dbname=database).close()
            except psycopg.OperationalError:
                if self._running[port].poll() is not None:  # what it left is still ending: once more
                    raise RuntimeError((self.home / f"{port}.log").read_text(errors="replace")[-2000:]) from None
                time.sleep(0.05)
            else:
                return
        raise TimeoutError(f"nothing answers on {port}")


@contextmanager
def engines(*, haste: bool = True) -> Iterator[Engines]:
    """Primary and replica, running. Lower case throughout: in an address capital letters would be lost."""
    home = Path(tempfile.gettempdir()) / f"leeward-engines-{os.getpid()}"
    home.mkdir(mode=0o700)
    if owner := _owner():
        os.chown(home, owner["user"], owner["group"])
    found = Engines(home, haste)
    try:
        found.make()
        yield found
    finally:
        found.end()
        shutil.rmtree(home, ignore_errors=True)
