"""SIGHUP to `leeward serve`: new processes take over, and nobody's request is dropped."""

import shutil
import signal
import socket
import threading
import urllib.request
from pathlib import Path
from urllib.error import URLError

import pytest

from tests.cli.running import Served, gone

TIMES = 2  # the second takes over what the first took over


@pytest.fixture
def served(tmp_path: Path) -> Served:
    """As a service has it: without a terminal, which would make SIGHUP mean that it closed."""
    return Served(tmp_path, away_from_terminal=True)


def test_a_reload_drops_no_request_and_leaves_no_old_process(served: Served) -> None:
    with served:
        asking = Asking(served.address + "/health")
        for _ in range(TIMES):
            old, answered = served.children(), asking.answered
            slow, silent = _begin_slowly(served), _connect(served)
            served.process.send_signal(signal.SIGHUP)
            served.wait_for("Ctrl-C stops it")  # the new ones answer, and the old ones are told to end
            signal.sigtimedwait([], 0.5)
            assert _ask(silent).startswith(b"HTTP/1.1 200")  # taken by the old, which had not read a word of it
            assert _end(slow).startswith(b"HTTP/1.1 ")  # begun with the old, answered by it
            assert gone(old)
            assert _until(lambda: len(served.children()) == 2)
            assert asking.goes_on_from(answered)
        asking.end()
        assert asking.failed == []
        served.process.terminate()
        assert served.process.wait(timeout=30) == 0


def test_what_does_not_start_replaces_nothing(served: Served, tmp_path: Path) -> None:
    with served:
        old = served.children()
        shutil.move(tmp_path / "secret", tmp_path / "aside")
        (tmp_path / "secret").mkdir()  # no settings can be read with it
        served.process.send_signal(signal.SIGHUP)
        served.wait_for("going on with the one that runs")
        assert served.get("/health") == 200
        assert served.children() == old


def test_who_is_told_to_end_during_a_reload_ends(served: Served) -> None:
    with served:
        old = served.children()
        served.process.send_signal(signal.SIGHUP)
        assert _until(lambda: len(served.children()) > len(old))  # it asks whether the new one would start
        served.process.terminate()
        assert served.process.wait(timeout=120) in {0, 1}
    assert gone(old)


def _until(is_so: object) -> bool:
    assert callable(is_so)
    return any(is_so() or signal.sigtimedwait([], 0.05) for _ in range(600))


def _connect(served: Served) -> socket.socket:
    host, port = served.address.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=30)


def _ask(wire: socket.socket) -> bytes:
    with wire:
        wire.sendall(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        return wire.recv(1000)


def _begin_slowly(served: Served) -> socket.socket:
    """A form that is still being sent when the reload comes."""
    wire = _connect(served)
    wire.sendall(b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/x-www-form-urlencoded\r\n")
    wire.sendall(b"Content-Length: 9\r\n\r\nname=")
    return wire


def _end(wire: socket.socket) -> bytes:
    with wire:
        wire.sendall(b"tern")
        return wire.recv(1000)


class Asking:
    """Somebody who asks for a page again and again, each time on a connection of its own as a proxy does."""

    def __init__(self, address: str) -> None:
        self.answered, self.failed = 0, list[str]()
        self._address, self._over = address, threading.Event()
        self._threads = [threading.Thread(target=self._ask, daemon=True) for _ in range(3)]
        for thread in self._threads:
            thread.start()

    def _ask(self) -> None:
        while not self._over.wait(0.05):
            try:
                with urllib.request.urlopen(self._address, timeout=30) as answer:
                    assert answer.status == 200
                self.answered += 1
            except (URLError, OSError, AssertionError) as wrong:
                self.failed.append(repr(wrong))

    def goes_on_from(self, answered: int) -> bool:
        return _until(lambda: self.answered > answered + 10)

    def end(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()
