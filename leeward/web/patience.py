"""A primary that restarts is waited for, instead of a page that says that something broke.

Before anything is asked, the connection is tried (as Django does anyway) and made anew for some seconds. A page that
was being read when the database went is read again from the beginning. What was being written is not done again by us:
its answer gives the words back, and the writer's page sends them again.
"""

import time
from collections.abc import Callable

from django.core.exceptions import MiddlewareNotUsed
from django.db import InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

PATIENCE = 10.0  # seconds: a PostgreSQL that was told to restart needs two or three
PAUSE = 0.1


def wait(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware, before everything that asks the database."""
    if connection.vendor == "sqlite":
        raise MiddlewareNotUsed
    at_once = {reverse("leave"), reverse("health")}  # leaving asks nobody; health is to say how it is

    def answer(request: HttpRequest) -> HttpResponse:
        if request.path_info in at_once:
            return get_response(request)
        wait_for_database()
        found = get_response(request)
        if found.status_code == 500 and request.method in {"GET", "HEAD"} and not _stands():
            wait_for_database()
            return get_response(request)
        return found

    return answer


def wait_for_database() -> None:
    """Returns with a connection, or when patience is at its end: then whatever asks says what is wrong."""
    until = time.monotonic() + PATIENCE
    while not _answers() and time.monotonic() < until:
        time.sleep(PAUSE)


def _answers() -> bool:
    """With a connection that stood, or a new one. A pooler takes one for a server that is away: so a new one is tried.

    At most one question, and none where Django asked already in this request.
    """
    stood = connection.connection
    try:
        connection.close_if_health_check_failed()
        connection.ensure_connection()
        return connection.connection is stood or _stands()
    except (OperationalError, InterfaceError):
        connection.close()
        return False


def _stands() -> bool:
    """Whether it answers; it is closed where it does not."""
    if connection.in_atomic_block or (connection.connection is not None and connection.is_usable()):
        return True
    connection.close()
    return False
