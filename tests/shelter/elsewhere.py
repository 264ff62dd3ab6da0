"""A page elsewhere, which leaving leads to. It says who came, from where, and can be slow."""

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PAGE = b"<!doctype html><title>Weather</title><h1>Rain later</h1>"


@dataclass
class Elsewhere:
    """`visits` has the referrer of each; while `open` is not set, whoever comes waits."""

    address: str = ""
    visits: list[str] = field(default_factory=list)
    open: threading.Event = field(default_factory=threading.Event)


@contextlib.contextmanager
def elsewhere() -> Iterator[Elsewhere]:
    place = Elsewhere()
    place.open.set()

    class Weather(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if not self.path.startswith("/weather"):
                return self.send_error(404)
            place.visits.append(self.headers.get("Referer", ""))
            place.open.wait(60)
            with contextlib.suppress(OSError):  # whoever waited may have gone
                self.send_response(200)
                self.send_header("Content-Type", "text/html")
                self.send_header("Content-Length", str(len(PAGE)))
                self.end_headers()
                self.wfile.write(PAGE)

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Weather)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    place.address = f"http://127.0.0.1:{server.server_port}/weather"
    try:
        yield place
    finally:
        place.open.set()
        server.shutdown()
        server.server_close()
