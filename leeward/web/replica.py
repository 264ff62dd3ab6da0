"""Pages read from a PostgreSQL streaming replica (LEEWARD_REPLICA), exactly as the primary would show them.

Nothing lags. Who asks, and what they may, is read from the primary as ever. Then the primary says how far its log is
written, and a page is read from the replica only once that has replayed so far: all that was acknowledged before the
request began, by anybody, is in it: one's own words, a block, a hidden post. Mostly it has; else it is waited for, for
some milliseconds. Three things make the primary take over within the same request: the replica is behind for longer,
it is gone or breaks, or the page wanted to write.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import MiddlewareNotUsed
from django.db import DatabaseError, InternalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse

PRIMARY, REPLICA = "default", "replica"
PAUSES = (0.001, 0.002, 0.004, 0.008, 0.015)  # seconds between two looks: a replica nearby needs one or two
BEHIND = 1.0  # seconds without the replica after it was not there in time
GONE = 5.0  # after it could not be reached, or broke

# The pages that make most of the reading. None of them writes.
PAGES = {
    *("front", "new", "mine", "board", "topic", "topic_at", "topic_unread", "topic_next", "topic_previous"),
    *("topic_print", "topic_print_at", "post", "post_passage", "passages", "versions"),
    *("member", "member_posts", "notices", "owed", "shelf", "bookmarks", "following", "attachment"),
}

log = logging.getLogger("leeward.web")


class ReadElsewhere:
    """Middleware, the last before the view. What each process knows of the replica it has found out by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if REPLICA not in connections.settings:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.not_before = 0.0  # on the monotonic clock
        self.writing: set[str] = set()  # pages that wanted to write: none, unless one of PAGES has changed

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """The page as read from the replica; None sends Django on to the view, and it to the primary."""
        name = request.resolver_match.url_name if request.resolver_match else None
        if request.method not in {"GET", "HEAD"} or name not in PAGES or name in self.writing:
            return None
        if time.monotonic() < self.not_before:
            return None
        written = _written()
        try:
            if not self._has_replayed(written):
                return None
            with _in_place_of_the_primary():
                return view(request, *args, **kwargs)
        except DatabaseError as wrong:
            self._note(wrong, str(name))
            return None

    def _has_replayed(self, written: str) -> bool:
        replica = connections[REPLICA]
        if replica.connection is None:
            self.not_before = time.monotonic() + GONE  # one thread tries; the others do not wait for it
            replica.ensure_connection()
            self.not_before = 0.0
        with replica.cursor() as cursor:
            for pause in (*PAUSES, None):
                cursor.execute("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", [written])
                if cursor.fetchone()[0]:  # NULL where it is no replica (any more)
                    return True
                if pause is not None:
                    time.sleep(pause)
        self.not_before = time.monotonic() + BEHIND
        return False

    def _note(self, wrong: DatabaseError, name: str) -> None:
        """The log gets the kind of failure: a text may hold a statement."""
        log.warning("the primary took over %s from the replica: %s", name, type(wrong).__name__)
        if isinstance(wrong, InternalError):  # "cannot execute UPDATE in a read-only transaction"
            self.writing.add(name)
            return
        self.not_before = time.monotonic() + GONE
        connections[REPLICA].close()


def _written() -> str:
    """How far the primary's log is on its disk: whatever was acknowledged lies before."""
    with connections[PRIMARY].cursor() as cursor:
        cursor.execute("SELECT pg_current_wal_flush_lsn()")
        return str(cursor.fetchone()[0])


@contextmanager
def _in_place_of_the_primary() -> Iterator[None]:
    """In this thread everything that asks the database asks the replica. PostgreSQL itself refuses writes there."""
    primary: BaseDatabaseWrapper = connections[PRIMARY]
    connections[PRIMARY] = connections[REPLICA]
    try:
        yield
    finally:
        connections[PRIMARY] = primary
