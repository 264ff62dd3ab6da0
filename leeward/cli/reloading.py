"""New processes in the place of old ones, with no request dropped: SIGHUP to `leeward serve`.

One socket listens for as long as anything serves. On SIGHUP the parent becomes the new version (exec: the same process
id, so whoever watches it notices nothing), which takes the socket over as systemd would hand it one, starts its own
processes, and once those answer tells the old ones: take nothing more (SIGHUP), then finish what you began (SIGTERM).
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

from leeward.cli.speech import Refused, complain

FIRST = 3  # the descriptor of an inherited socket: systemd's convention (sd_listen_fds)
BACKLOG = 1024
ENDING = {signal.SIGTERM, signal.SIGINT}
SETTLE = 2.0  # seconds in which an old process reads what it has taken: told to end, it would hang up unread
DRAIN = 60.0  # seconds that old processes get: a picture over a slow line


def listening_at(host: str, port: int) -> socket.socket:
    """Bound, and listening if somebody handed it to us; else `serve` begins to listen when all is ready."""
    if os.environ.pop("LISTEN_PID", "") == str(os.getpid()) and os.environ.pop("LISTEN_FDS", "") == "1":
        inherited = socket.socket(fileno=FIRST)
        inherited.set_inheritable(False)
        inherited.setblocking(False)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)  # what came while it became new counts now
        return inherited
    return _bound(host, port)


def _bound(host: str, port: int) -> socket.socket:
    """Refused where nobody can listen there."""
    try:
        family, kind, *_, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    except socket.gaierror as wrong:
        raise Refused(f"There is no such address on this machine: {host}", code=2) from wrong
    found = socket.socket(family, kind)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind(where)
        found.listen(BACKLOG)
    except OSError as wrong:
        found.close()
        raise Refused(
            f"Cannot listen on {host}:{port} ({wrong.strerror}). "
            "Is another program there? Choose another port with --bind."
        ) from wrong
    found.setblocking(False)
    return found


def on_hangup(listening: socket.socket, stop: Callable[[], object], is_stopping: Callable[[], bool]) -> None:
    """From now on SIGHUP means: begin anew. Where a terminal closed, it means what it always meant: `stop`.

    Who is told to end meanwhile ends, and does not begin anew.
    """
    at_terminal = _has_terminal()

    def hung_up(*_: object) -> None:
        if at_terminal:
            stop()
        elif _can_start():
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP, *ENDING})
            if not is_stopping():
                _become_new(listening)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGHUP, *ENDING})
        else:
            complain("The new version does not start: going on with the one that runs.")

    signal.signal(signal.SIGHUP, hung_up)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGHUP})


def _has_terminal() -> bool:
    with contextlib.suppress(OSError):
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
        return True
    return False


def _can_start() -> bool:
    """Does what lies on the disk now load, with its settings? Asked of another process; what it says is shown."""
    tried = [sys.executable, "-c", "import leeward.wsgi, leeward.urls, leeward.cli.serve"]
    return subprocess.run(tried, stdin=subprocess.DEVNULL).returncode == 0  # noqa: S603


def _become_new(listening: socket.socket) -> None:
    """Never returns. Signals that come now wait until the new one can take them; threads of ours end here."""
    os.dup2(listening.fileno(), FIRST)
    os.set_inheritable(FIRST, True)  # dup2 leaves it as it was where it is there already
    taken = {**os.environ, "LISTEN_FDS": "1", "LISTEN_PID": str(os.getpid())}
    os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], taken)  # noqa: S606


def left_by_the_old() -> list[int]:
    """Processes that this one started before it became what it is. Asked before anything is started."""
    tasks = Path("/proc/self/task").glob("*/children")
    return [int(number) for task in tasks for number in task.read_text().split()]


def takes_until_hangup(listening: socket.socket) -> None:
    """In a web process: from SIGHUP on it takes no new connection, and answers those that it has.

    Its server has copies of the socket under numbers of its own, and closing one would tell it of a fault. So each
    comes to mean a socket to which nobody connects.
    """
    nobody = socket.socket()
    nobody.setblocking(False)

    def take_nothing_more(*_: object) -> None:
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        nobody.bind(("127.0.0.1", 0))
        nobody.listen(1)
        ours = os.fstat(listening.fileno()).st_ino
        for number in map(int, os.listdir("/dev/fd")):
            with contextlib.suppress(OSError):
                if os.fstat(number).st_ino == ours:
                    os.dup2(nobody.fileno(), number, inheritable=False)

    signal.signal(signal.SIGHUP, take_nothing_more)


def let_finish(old: list[int]) -> None:
    """Ask them to take nothing new, and to finish; insist after a while. In a thread: `serve` goes on meanwhile."""
    threading.Thread(target=_let_finish, args=(old,), daemon=True).start()


def _let_finish(old: list[int]) -> None:
    _tell(old, signal.SIGHUP)
    time.sleep(SETTLE if old else 0)
    _tell(old, signal.SIGTERM)
    until = time.monotonic() + DRAIN
    for number in old:
        with contextlib.suppress(ChildProcessError, ProcessLookupError):
            while os.waitpid(number, os.WNOHANG) == (0, 0):
                if time.monotonic() > until:
                    os.kill(number, signal.SIGKILL)
                time.sleep(0.05)


def _tell(processes: list[int], what: signal.Signals) -> None:
    for number in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, what)
