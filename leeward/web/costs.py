"""What pages cost: seconds and queries, by the name of the view, in all web processes together; and one log line each.

The outermost middleware. It knows nobody: a page counts the same whoever asked. The counts rest in files in the data
folder, one a process, which the library maps into memory, so that any process can tell those of all (`counted`).
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import connections
from django.http import HttpRequest, HttpResponse
from prometheus_client import Histogram
from prometheus_client.multiprocess import MultiProcessCollector

from leeward.web.logs import view_of

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)
QUERIES = (0.0, 2.0, 4.0, 6.0, 8.0, 12.0, 20.0, 40.0)
ROOM = 2 * 1024 * 1024  # bytes for one process's counts: some 10,000 of them
log = logging.getLogger("leeward.pages")
Answer = Callable[[HttpRequest], HttpResponse]


class Spent:
    """What one request has cost so far: queries and their seconds, and seconds of filling templates."""

    __slots__ = ("database", "queries", "templates")

    def __init__(self) -> None:
        self.queries, self.database, self.templates = 0, 0.0, 0.0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        began = perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.queries += 1
            self.database += perf_counter() - began


def folder() -> Path:
    """Where the counts of all processes rest."""
    return Path(settings.DATA) / "counts"


def count_costs(get_response: Answer) -> Answer:
    """Middleware. It costs a page with five queries some 15 microseconds (`docs/operating.md`)."""
    aliases = list(connections)
    note = _counting()

    def answer(request: HttpRequest) -> HttpResponse:
        spent, began = Spent(), perf_counter()
        request.spent = spent  # type: ignore[attr-defined]  # for whoever fills a template
        wrappers = [connections[alias].execute_wrappers for alias in aliases]
        for each in wrappers:
            each.append(spent)
        try:
            response = get_response(request)
        finally:
            for each in wrappers:
                each.remove(spent)
        seconds = perf_counter() - began
        note(view_of(request), response.status_code, seconds, spent.queries)
        _log(request, response.status_code, seconds, spent)
        if settings.SERVER_TIMING:
            response.headers["Server-Timing"] = _said(spent, seconds)
        return response

    return answer


def _log(request: HttpRequest, status: int, seconds: float, spent: Spent) -> None:
    if log.isEnabledFor(logging.INFO):
        facts = {"view": view_of(request), "status": status, "ms": round(seconds * 1000), "queries": spent.queries}
        log.info("page", extra={"page": facts})


def _said(spent: Spent, seconds: float) -> str:
    """The header that a browser's own tools draw; milliseconds."""
    parts = {"total": seconds, "database": spent.database, "templates": spent.templates}
    lines = [f"{name};dur={1000 * value:.1f}" for name, value in parts.items()]
    return ", ".join([*lines, f'queries;desc="{spent.queries} queries"'])


# ── the counts ───────────────────────────────────────────────────────────────


def _counting() -> Callable[[str, int, float, int], None]:
    """What notes one page. Where there is no room for counts, pages go on without them."""
    pages, queries_of = _histograms()
    has_room = cache(_has_room)  # asked anew in each process: the application is loaded before they are forked
    timed = cache(lambda name, status: pages.labels(name, f"{status}xx"))
    asked = cache(lambda name: queries_of.labels(name))

    def note(name: str, status: int, seconds: float, queries: int) -> None:
        if has_room(os.getpid()):
            timed(name, status // 100).observe(seconds)
            asked(name).observe(queries)

    return note


def _has_room(process: int) -> bool:
    """Its file, with its bytes really on the disk: a write into a map without them would end the process."""
    try:
        folder().mkdir(mode=0o700, exist_ok=True)
        with os.fdopen(os.open(folder() / f"histogram_{process}.db", os.O_RDWR | os.O_CREAT, 0o600)) as file:
            os.posix_fallocate(file.fileno(), 0, ROOM)
    except OSError as wrong:
        log.error("pages are not counted: %s", type(wrong).__name__)
        return False
    return True


@cache
def _histograms() -> tuple[Any, Any]:
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(folder())
    pages = Histogram("leeward_page_seconds", "Seconds until a page was made", ["view", "status"], buckets=SECONDS)
    return pages, Histogram("leeward_page_queries", "Queries of a page", ["view"], buckets=QUERIES)


def counted() -> list[Any]:
    """Both histograms over all processes that served since the start, as the library's metrics."""
    return list(MultiProcessCollector(None, str(folder())).collect()) if folder().is_dir() else []  # type: ignore[no-untyped-call]


def begin_anew() -> int:
    """Before the first web process: counts of an earlier run go, unless one that runs still adds to them.

    Returns a descriptor, to be held for as long as anybody serves; processes forked later hold it too.
    """
    folder().mkdir(mode=0o700, exist_ok=True)
    lock = os.open(folder() / "lock", os.O_RDWR | os.O_CREAT, 0o600)
    with contextlib.suppress(BlockingIOError):
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for left in folder().glob("*.db"):
            left.unlink()
    fcntl.flock(lock, fcntl.LOCK_SH)
    _histograms()  # loaded once, before it is shared by the processes to come
    return lock
