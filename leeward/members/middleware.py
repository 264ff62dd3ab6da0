"""Who is asking? One query finds session and member together."""

from collections.abc import Callable
from functools import lru_cache
from types import SimpleNamespace
from typing import cast

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.crypto import constant_time_compare

from leeward.members.entering import SHUT_OUT
from leeward.members.models import Member
from leeward.members.requests import Request
from leeward.members.sessions import SessionStore
from leeward.web.headers import vary

Answer = Callable[[HttpRequest], HttpResponse]
ASKED_BY_PAGES = {"here", "meanwhile"}  # asked now and then while nobody may be there


def _member_of(session: SessionStore) -> Member | None:
    """The session's member, unless the account was closed or the passphrase changed since."""
    member = session.member()
    if member is None or not member.is_active:
        return None
    known = session.get(HASH_SESSION_KEY, "")
    return member if constant_time_compare(known, _auth_hash(member.password, settings.SECRET_KEY)) else None


@lru_cache(maxsize=1_000)
def _auth_hash(digest: str, secret: str) -> str:
    """What a session knows of its member's passphrase, as Django makes it: worked out once in each process."""
    member = SimpleNamespace(password=digest)  # all that Django asks of one here
    found: str = AbstractBaseUser._get_session_auth_hash(member, secret)  # type: ignore[attr-defined]  # not in the stubs
    return found


class RecogniseMember(SessionMiddleware, AuthenticationMiddleware):
    """Django's sessions and authentication as one: `request.session`, `request.member`, `request.user`."""

    def process_request(self, request: HttpRequest) -> None:
        session = self.SessionStore(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
        try:
            member = _member_of(cast(SessionStore, session)) if session.session_key else None
        except DatabaseError:
            if request.path_info != reverse("leave"):
                raise
            member = None  # leaving asks nobody who they are, and works when nothing else does
        request.session = session
        cast(Request, request).member = member
        request.user = member or AnonymousUser()

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Where a session was only read, all that Django does is say so."""
        session = request.session
        if session.modified or session.is_empty():
            answer: HttpResponse = super().process_response(request, response)
            return answer
        if session.accessed:
            vary(response, "Cookie")
        return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> None:
        """Whatever a person does puts off the end of their session; what a page asks by itself does not."""
        name = request.resolver_match.url_name if request.resolver_match else None
        if cast(Request, request).member and name not in ASKED_BY_PAGES:
            cast(SessionStore, request.session).put_off_the_end()


# Where somebody whose joining is still to be approved may go; everything else leads to the waiting page.
OPEN_TO_THE_WAITING = {
    "waiting", "sign_out", "leave", "rules", "how_long", "leaving_help", "leaving_practice", "help_lines", "here",
    "stay", "health",
}  # fmt: skip
OPEN_TO_THE_WAITING |= {"rules_version", "rules_versions"}
OPEN_TO_THE_WAITING |= {"contact", "legal_notice", "me_consent"}  # nobody is kept from those who answer for the house
OPEN_TO_THE_WAITING |= {"erase_me"}  # what they wrote on asking is theirs to take away too


# Where somebody who asked to be erased may go: to stop it, to take their words along, to help.
OPEN_TO_THE_GOING = (OPEN_TO_THE_WAITING - {"waiting", "erase_me"}) | {"going", "stop_going", "my_words"}


# Where somebody to whom the house is closed may go: to read why, to ask for a second look, to take their words along.
OPEN_TO_THE_SHUT_OUT = {"me_decisions", "me_decision", "appeal", "keep_draft", "meanwhile", "my_words", "erase_me"}
OPEN_TO_THE_SHUT_OUT |= OPEN_TO_THE_WAITING - {"waiting"}


def keep_the_waiting_outside(get_response: Answer) -> Answer:
    """A member not yet admitted sees the waiting page, whatever they ask for; one who is going, that page."""

    def answer(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        member = cast(Request, request).member
        name = request.resolver_match.url_name if request.resolver_match else None
        if member and member.erase_asked_at:
            return None if name in OPEN_TO_THE_GOING else redirect("going")
        if member and request.session.get(SHUT_OUT) and name not in OPEN_TO_THE_SHUT_OUT:
            return redirect("me_decisions")
        if member is None or member.admitted_at or name in OPEN_TO_THE_WAITING:
            return None
        return redirect("waiting")

    answer.process_view = process_view  # type: ignore[attr-defined]
    return answer
