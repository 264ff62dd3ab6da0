"""Leaving, step by step. No step may fail: what cannot be done is left out, and the next is taken."""

import logging

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import DatabaseError
from django.http import HttpResponse

from leeward.house.context import the_house
from leeward.house.models import House
from leeward.members.models import Member

log = logging.getLogger(__name__)

DEFAULT_DESTINATION = str(House._meta.get_field("leave_to").default)

# "cache" is left out: clearing it takes Chromium seconds on a full profile, and pages are no-store anyway.
CLEARED = '"cookies", "storage"'


def destination(member: Member | None = None) -> str:
    """Where leaving leads: what the member chose, else the house, or the default when the database does not answer."""
    if member is not None and member.leave_to:
        return member.leave_to
    try:
        return the_house().leave_to or DEFAULT_DESTINATION
    except DatabaseError:
        log.error("Leaving went to the default address: the database did not answer.")
        return DEFAULT_DESTINATION


def end_session(session: SessionBase) -> None:
    """End the session on the server. When the database does not answer, the cookie still goes."""
    try:
        session.flush()
    except DatabaseError:
        log.error("A session could not be ended on leaving: the database did not answer.")


def take_traces(response: HttpResponse) -> None:
    """Tell the browser to let go of cookies and storage, and to keep nothing of this answer."""
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        response.delete_cookie(name, samesite="Lax")
    response.headers["Clear-Site-Data"] = CLEARED
    response.headers["Cache-Control"] = "no-store"
    response.headers["Referrer-Policy"] = "no-referrer"  # the page we lead to learns nothing of this one
