"""What a page costs the server: CPU of the whole stack, measured beside an empty Django page in one process."""

import http.client
import multiprocessing
import os
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import path, reverse
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server as Granian

from leeward.cli.reloading import listening_at
from leeward.cli.serving import THREADS, follow_parent, load_what_all_share
from leeward.members.models import Member

ROUNDS = 5  # the pages take turns, so that a busy moment of the machine falls on all of them
TIMES = 30  # requests for one page in one round
EMPTY, STILL = "/empty", "/still"
HOST = "127.0.0.1"
FORM = "application/x-www-form-urlencoded"
SECRET = "a" * 32  # a form token of our own: cookie and field agree, which is all that is asked


@dataclass(frozen=True)
class Asked:
    """One page, as a signed-in browser asks for it."""

    what: str
    path: str
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None  # a POST
    most: float | None = None  # times the empty page, where a target says so


@dataclass(frozen=True)
class Weighed:
    """What one page asks of the database and sends."""

    queries: int
    html: str


@dataclass(frozen=True)
class Reader:
    """A member who asks for pages: over the wire, and beside it where queries are counted."""

    client: Client
    cookies: dict[str, str]

    @classmethod
    def of(cls, member: Member) -> "Reader":
        client = Client(headers={"host": HOST})
        client.force_login(member)
        return cls(client, {"Cookie": f"s={client.cookies['s'].value}; c={SECRET}"})

    def asks(
        self, what: str, name: str, *args: Any, body: str | None = None, kind: str = FORM, most: float | None = None
    ) -> Asked:
        """The page of this name; with a `body`, sent there."""
        headers = self.cookies if body is None else {**self.cookies, "Content-Type": kind}
        return Asked(what, reverse(name, args=args), headers, body, most)

    def weigh(self, asked: Asked) -> Weighed:
        with CaptureQueriesContext(connection) as seen:
            answer = self.client.generic(
                "GET" if asked.body is None else "POST",
                asked.path,
                asked.body or "",
                content_type=asked.headers.get("Content-Type", FORM),
            )
        return Weighed(len(seen.captured_queries), answer.content.decode())


def empty_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [path(EMPTY[1:], empty_page)]


class _EmptyRequest(WSGIRequest):
    urlconf = __name__


class _EmptyDjango(WSGIHandler):
    """Django as it comes, without middleware: the floor that everything is compared with."""

    request_class = _EmptyRequest


def still_page(size: int) -> Asked:
    """As many bytes as a page has, from memory, by the same server without Django."""
    return Asked("static page of the topic page's bytes, same server", f"{STILL}?{size}")


def _still(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    start_response("200 OK", [("Content-Type", "text/html"), ("Content-Length", environ["QUERY_STRING"])])
    return [bytes(int(environ["QUERY_STRING"]))]


def _both(parent: int, target: str) -> Callable[..., Any]:
    """In the server's process: the real application, and the empty page beside it."""
    follow_parent(parent)
    from leeward.search.rules import SEARCHES
    from leeward.wsgi import application

    # Counted as ever, so that the count's cost is measured too, but never too often.
    object.__setattr__(SEARCHES, "times", 1_000_000)
    with override_settings(MIDDLEWARE=[]):
        empty = _EmptyDjango()

    def answer(environ: dict[str, Any], start_response: Any) -> Any:
        floors: dict[str, Any] = {EMPTY: empty, STILL: _still}
        beside = floors.get(environ["PATH_INFO"])
        return (beside or application)(environ, start_response)

    return answer


def _serve(parent: int, host: str, port: int) -> None:
    follow_parent(parent)
    load_what_all_share()
    server = Granian(
        "leeward.wsgi:application", address=host, port=port, interface=Interfaces.WSGI, workers=1,
        blocking_threads=THREADS, log_level=LogLevels.error, websockets=False,
    )  # fmt: skip
    server.serve(target_loader=partial(_both, os.getpid()))


@contextmanager
def server() -> Iterator[tuple[http.client.HTTPConnection, int]]:
    """A connection to a server of our own on a free port, and the id of its one web process."""
    with listening_at("127.0.0.1", 0) as trial:
        host, port = trial.getsockname()
    parent = multiprocessing.get_context("fork").Process(target=_serve, args=(os.getpid(), host, port))
    parent.start()
    try:
        connection = http.client.HTTPConnection(host, port, timeout=20)
        wait_for(connection)
        assert parent.pid is not None
        children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children").read_text().split()
        yield connection, int(children[0])
    finally:
        parent.terminate()
        parent.join()


def wait_for(connection: http.client.HTTPConnection) -> None:
    for _ in range(400):
        try:
            connection.connect()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise TimeoutError("the server did not come up")


def cpu_ms(process: int) -> float:
    """CPU milliseconds that all threads of the process have used, from the kernel's scheduler (Linux)."""
    spent = 0
    for thread in os.listdir(f"/proc/{process}/task"):
        spent += int(Path(f"/proc/{process}/task/{thread}/schedstat").read_text().split()[0])
    return spent / 1e6


def fetch(connection: http.client.HTTPConnection, asked: Asked) -> bytes:
    """The answer's body as it crossed the wire. What is no answer ends the run: it would measure another page."""
    method = "GET" if asked.body is None else "POST"
    connection.request(method, asked.path, asked.body, {"Accept-Encoding": "gzip", **asked.headers})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status not in {200, 204}:
        raise RuntimeError(f"{asked.what}: {answer.status}")
    return body


def costs(
    pages: Sequence[Asked], connection: http.client.HTTPConnection, process: int, told: Callable[[], None]
) -> list[float]:
    """CPU milliseconds a request, the median of the rounds, for each page in its order."""
    found: list[list[float]] = [[] for _ in pages]
    for number in range(ROUNDS + 1):
        for place, asked in enumerate(pages):
            before = cpu_ms(process)
            for _ in range(TIMES):
                fetch(connection, asked)
            if number:  # the first round warms up
                found[place].append((cpu_ms(process) - before) / TIMES)
            told()
    return [statistics.median(each) for each in found]
