"""Web processes and a worker under one parent: started together, restarted when they fall, ended together."""

import ctypes
import gc
import multiprocessing
import os
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from django.conf import settings
from django.urls import get_resolver
from granian._granian import SocketHolder
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer

from leeward.cli.reloading import BACKLOG, left_by_the_old, let_finish, on_hangup, takes_until_hangup
from leeward.cli.speech import complain
from leeward.web import costs
from leeward.web.heap import give_back, hold_one_heap

THREADS = 3  # a process: one page is computed at a time, the others wait for the database or the disk
PATIENCE = 10  # seconds that a web process gets to finish what it is answering
FALLS = 5  # a worker that falls this often within a minute will not stand: serve ends with exit code 1
SIGNALS = {signal.SIGHUP, signal.SIGTERM, signal.SIGINT}
PR_SET_PDEATHSIG = 1  # from linux/prctl.h
LISTS_AFTER = 3  # seconds after the start: the first pages go before word lists

_fork = multiprocessing.get_context("fork")


def follow_parent(parent: int) -> None:
    """End when the parent says so, or is gone, and not otherwise.

    Ctrl-C in a terminal goes to a whole group, so a child leaves it: the parent ends its children in order.
    Until it says what SIGTERM means to it, it simply ends: what the parent does on a signal, copied with the fork,
    would lose it. When the parent was killed, the kernel kills: nothing of us outlives a kill -9. (Told with SIGTERM,
    it would be told once for each thread of the parent, and Granian's handler waits for itself the second time.)
    """
    for number in SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, SIGNALS)  # the thread that began it may leave them to another
    os.setpgrp()
    with suppress(AttributeError, OSError):  # another system: there a killed parent leaves its children to the operator
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, int(signal.SIGKILL))
    if os.getppid() != parent:  # gone before the kernel was asked
        raise SystemExit


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
    follow_parent(parent)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)  # in a reload it means “take nothing more”: a job is ended by SIGTERM
    work()


class _Server(MPServer):
    """Granian, but every web process takes from one socket that the parent keeps.

    On Linux it would let each open one of its own: what waits in it is lost when that process ends.
    """

    def __init__(self, listening: socket.socket, workers: int) -> None:
        form = {"()": settings.LOG_FORMS[settings.LOG_FORM]}
        super().__init__(
            "leeward.wsgi:application",
            interface=Interfaces.WSGI,
            workers=workers,
            blocking_threads=THREADS,
            respawn_failed_workers=True,
            workers_kill_timeout=PATIENCE,
            log_level=LogLevels.error,
            log_dictconfig={"formatters": {"generic": form, "access": form}},
            websockets=False,
        )
        self._listening = listening

    def _init_shared_socket(self) -> None:
        # Its stubs know nothing of sockets that are there already.
        shared: Any = SocketHolder(self._listening.fileno(), False, BACKLOG)  # type: ignore[call-arg]
        self._shd, self._sso = shared, None


def _load(loaded: int, parent: int, listening: socket.socket, target: str) -> Any:
    """In each web process: tie it to its parent, load the application, and say so through `loaded`."""
    follow_parent(parent)
    takes_until_hangup(listening)
    from leeward.wsgi import application

    # Beside the first pages: whoever first asks what a text gives away should not wait for word lists.
    lists = threading.Timer(LISTS_AFTER, _read_lists)
    lists.daemon = True
    lists.start()
    os.write(loaded, b".")
    return application


def _read_lists() -> None:
    """And give back the room that reading them took."""
    from leeward.shelter.identity import read_lists

    read_lists()
    give_back()


def load_what_all_share() -> None:
    """Read the application once, in the parent: web processes and worker begin with it, and share its memory.

    What is there now is never collected, since looking for what could be would copy it into each process.
    """
    import leeward.wsgi  # noqa: F401

    _ = get_resolver().url_patterns
    hold_one_heap()
    gc.collect()
    gc.freeze()


def serve(listening: socket.socket, workers: int, work: Callable[[], None], ready: Callable[[], None]) -> int:
    """Serve until SIGINT or SIGTERM; the exit code. No database connection may be open (we fork)."""
    multiprocessing.set_start_method("fork", force=True)
    load_what_all_share()
    old = left_by_the_old()
    costs.begin_anew()
    server = _Server(listening, workers)
    beside = Beside(work, lambda: os.kill(os.getpid(), signal.SIGTERM))
    told, loaded = os.pipe()
    try:
        with _signals_for_this_thread():
            beside.start()
            threading.Thread(target=_when_loaded, args=(told, workers, old, ready), daemon=True).start()
        server.on_startup(
            lambda: on_hangup(listening, server.signal_handler_interrupt, lambda: server.interrupt_signal)
        )
        server.serve(target_loader=partial(_load, loaded, os.getpid(), listening))
    except SystemExit as end:
        return int(end.code or 0)
    finally:
        beside.stop()
    return 1 if beside.failed else 0


@contextmanager
def _signals_for_this_thread() -> Iterator[None]:
    """Threads begun here leave signals to the one that begins them: one that they took would be lost in a reload."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _when_loaded(told: int, workers: int, old: list[int], ready: Callable[[], None]) -> None:
    """Say it once every web process has loaded the application; then those before us may go."""
    for _each in range(workers):
        os.read(told, 1)
    ready()
    let_finish(old)
