"""A real `leeward serve --demo`, and a page elsewhere that leaving leads to."""

import contextlib
import http.server
import os
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 180  # seconds a slow machine may take to fill the demo community


@dataclass
class House:
    address: str
    log: Path
    greeting: int = 0  # characters that were written before anybody came: how to begin, with the demo people's names

    def said(self) -> str:
        """Everything the server wrote down since."""
        return self.log.read_text(errors="replace")[self.greeting :]


class Weather(http.server.BaseHTTPRequestHandler):
    """The most harmless page there is."""

    def do_GET(self) -> None:
        body = b"<!doctype html><title>Weather</title><h1>Rain later</h1>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def open_house(folder: Path) -> Iterator[House]:
    folder.mkdir(parents=True)
    elsewhere = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Weather)
    threading.Thread(target=elsewhere.serve_forever, daemon=True).start()
    port, log = free_port(), folder / "log"
    command = [sys.executable, "-m", "leeward.cli", "serve", "--demo", "--bind", f"127.0.0.1:{port}"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("LEEWARD_")}
    with log.open("w") as said:
        server = subprocess.Popen(
            [*command, "--data", str(folder)], stdout=said, stderr=said, env={**environment, "LEEWARD_LOG": "INFO"}
        )
    try:
        house = House(f"http://127.0.0.1:{port}", log)
        wait_for(house, server)
        with contextlib.closing(sqlite3.connect(folder / "leeward.sqlite3")) as database, database:
            database.execute(
                "UPDATE house_house SET pictures = 'on', leave_to = ?",
                [f"http://127.0.0.1:{elsewhere.server_port}/weather"],
            )
        time.sleep(1)
        house.greeting = len(house.said())
        yield house
    finally:
        server.terminate()
        server.wait(timeout=30)
        elsewhere.shutdown()


def wait_for(house: House, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{house.address}/health", timeout=2).close()
            return
        time.sleep(0.3)
    raise RuntimeError(house.said()[-3000:])
