"""Web processes and a worker under one parent: started together, restarted when they fall, ended together."""

import ctypes
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server as Granian

from leeward.cli.speech import Refused, complain

THREADS = 3  # a process: one page is computed at a time, the others wait for the database or the disk
PATIENCE = 10  # seconds that a web process gets to finish what it is answering
FALLS = 5  # a worker that falls this often within a minute will not stand: serve ends with exit code 1
PR_SET_PDEATHSIG = 1  # from linux/prctl.h

_fork = multiprocessing.get_context("fork")


def follow_parent() -> None:
    """End when the parent says so, or is gone, and not otherwise.

    Ctrl-C in a terminal goes to a whole group, so a child leaves it: the parent ends its children in order.
    The kernel sends SIGTERM when the parent is gone, so that nothing of us outlives a kill -9.
    """
    os.setpgrp()
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM))
    except (AttributeError, OSError):
        return  # another system: there a killed parent leaves its children to the operator


def free_address(host: str, port: int) -> tuple[str, int]:
    """The address itself, or with port 0 a free one. Refused where nobody can listen there.

    The web processes share their port by SO_REUSEPORT, and so would a second Leeward: hence this look.
    """
    try:
        family, kind, *_, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(where)
            trial.listen(1)
            return str(where[0]), trial.getsockname()[1]
    except socket.gaierror as wrong:
        raise Refused(f"There is no such address on this machine: {host}", code=2) from wrong
    except OSError as wrong:
        raise Refused(
            f"Cannot listen on {host}:{port} ({wrong.strerror}). "
            "Is another program there? Choose another port with --bind."
        ) from wrong


class Beside:
    """The worker's process, started again when it falls."""

    def __init__(self, work: Callable[[], None], give_up: Callable[[], None]) -> None:
        self._work, self._give_up = work, give_up
        self._stopping = threading.Event()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self.failed = False

    def start(self) -> None:
        self._begin()
        self._thread.start()

    def stop(self) -> None:
        """Ask it to finish; insist after a while."""
        self._stopping.set()
        process = self._process
        if process is not None and process.is_alive():
            process.terminate()
            process.join(PATIENCE)
            process.kill()
            process.join()

    def _begin(self) -> None:
        self._process = _fork.Process(target=_as_child, args=(self._work, os.getpid()), name="worker")
        self._process.start()

    def _watch(self) -> None:
        falls: list[float] = []
        while True:
            assert self._process is not None
            self._process.join()
            if self._stopping.is_set():
                return
            falls = [at for at in falls if at > time.monotonic() - 60] + [time.monotonic()]
            if len(falls) >= FALLS:
                complain("The worker falls again and again: stopping everything.")
                self.failed = True
                self._give_up()
                return
            complain("The worker fell; starting it again.")
            if self._stopping.wait(1):
                return
            self._begin()


def _as_child(work: Callable[[], None], parent: int) -> None:
    follow_parent()
    if os.getppid() == parent:  # else the parent was gone before the kernel was asked
        work()


def _load(target: str) -> Any:
    """In each web process: tie it to its parent, then load the application."""
    follow_parent()
    from leeward.shelter.identity import read_lists
    from leeward.wsgi import application

    # Beside the first pages: whoever first asks what a text gives away should not wait for word lists.
    threading.Thread(target=read_lists, daemon=True).start()
    return application


def serve(host: str, port: int, workers: int, work: Callable[[], None], ready: Callable[[], None]) -> int:
    """Serve until SIGINT, SIGTERM or SIGHUP; the exit code. No database connection may be open (we fork)."""
    multiprocessing.set_start_method("fork", force=True)
    server = Granian(
        "leeward.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        respawn_failed_workers=True,
        workers_kill_timeout=PATIENCE,
        log_level=LogLevels.error,
        websockets=False,
    )
    beside = Beside(work, lambda: os.kill(os.getpid(), signal.SIGTERM))
    beside.start()
    server.on_startup(lambda: signal.signal(signal.SIGHUP, server.signal_handler_interrupt))
    threading.Thread(target=_when_answering, args=(host, port, ready), daemon=True).start()
    try:
        server.serve(target_loader=_load)
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        beside.stop()
    return 1 if beside.failed else 0


def _when_answering(host: str, port: int, ready: Callable[[], None]) -> None:
    """Call `ready` once somebody listens: a web process listens only after it has loaded the application."""
    while True:
        try:
            socket.create_connection((host, port), timeout=5).close()
        except OSError:
            time.sleep(0.02)
        else:
            ready()
            return
