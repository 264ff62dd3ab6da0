"""The whole of it as an operator starts it: how soon it answers, and what memory all of its processes hold."""

import http.client
import subprocess
import sys
import time
from pathlib import Path

from django.conf import settings

from leeward.cli.bench_rows import Row, at_most
from leeward.cli.measuring import HOST, Asked, fetch
from leeward.cli.reloading import listening_at

START, MEMORY = 1.5, 150  # seconds; MB
WAIT = 30  # seconds, before it counts as not started
ROUNDS = 20  # requests for each page, before memory is read


def whole(pages: list[Asked]) -> list[Row]:
    """Started on this community, asked for these pages, and stopped."""
    with listening_at(HOST, 0) as trial:
        host, port = trial.getsockname()[:2]
    command = [sys.executable, "-m", "leeward.cli", "serve", "--bind", f"{host}:{port}", "--data", str(settings.DATA)]
    began = time.perf_counter()
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL)  # noqa: S603 (our own command)
    try:
        wire = http.client.HTTPConnection(host, port, timeout=20)
        started = _answered(wire, began)
        for asked in pages * ROUNDS:
            fetch(wire, asked)
        held = memory_of_all(server.pid)
    finally:
        server.terminate()
        server.wait()
    return [
        at_most("from the command to the first answered request", started, START, "s"),
        at_most("memory of all processes after these pages", held / 1e6, MEMORY, "MB"),
    ]


def _answered(wire: http.client.HTTPConnection, began: float) -> float:
    while time.perf_counter() - began < WAIT:
        try:
            fetch(wire, Asked("health", "/health"))
        except OSError:
            wire.close()
            time.sleep(0.02)
        else:
            return time.perf_counter() - began
    raise TimeoutError("the server did not come up")


def memory_of_all(parent: int) -> int:
    """Bytes of this process and all that descend from it, what they share counted once."""
    return sum(_memory(process) for process in _tree(parent))


def _tree(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(one for child in children for one in _tree(int(child)))]


def _memory(process: int) -> int:
    """Bytes: its own, and its share of what it shares."""
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0
