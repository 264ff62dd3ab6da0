"""Leaving is never refused, and leaves as little behind as a browser allows."""

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.http import HttpResponseBase
from django.test import Client

from leeward.house import context
from leeward.members.models import Session
from leeward.members.sessions import SessionStore
from leeward.shelter import actions
from tests import makers
from tests.cast import Cast
from tests.members.pages import words_of


def is_away(answer: HttpResponseBase, to: str) -> None:
    assert answer.status_code == 303
    assert answer.headers["Location"] == to
    assert answer.headers["Clear-Site-Data"] == '"cookies", "storage"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        assert answer.cookies[name]["max-age"] == 0


def test_leaving_ends_the_session_and_goes_where_the_house_says(cast: Cast) -> None:
    makers.house(leave_to="https://weather.example.org/")
    for person in (cast.ash, cast.briar):
        client = cast.client(person)
        is_away(client.get("/leave"), "https://weather.example.org/")
        assert client.get("/me").status_code == 302
    assert not Session.objects.exists()


def test_no_token_is_asked_for(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.ash)
    is_away(strict.post("/leave"), "https://www.wikipedia.org/")
    assert not Session.objects.exists()


def test_strangers_and_stale_sessions_leave_as_well(db: None, stranger: Client) -> None:
    is_away(stranger.get("/leave"), "https://www.wikipedia.org/")
    stranger.cookies[settings.SESSION_COOKIE_NAME] = "ended-long-ago"
    is_away(stranger.get("/leave"), "https://www.wikipedia.org/")


def test_leaving_works_when_the_database_does_not(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_args: object, **_more: object) -> None:
        raise DatabaseError

    ash = cast.client(cast.ash)
    ash.raise_request_exception = False
    monkeypatch.setattr(actions, "the_house", broken)
    monkeypatch.setattr(context, "the_house", broken)
    monkeypatch.setattr(SessionStore, "_get_session_from_db", broken)
    monkeypatch.setattr(SessionStore, "delete", broken)
    is_away(ash.get("/leave"), actions.DEFAULT_DESTINATION)
    assert ash.get("/me").status_code == 500


def test_the_page_about_leaving_says_what_it_cannot_do(cast: Cast, stranger: Client) -> None:
    makers.house(leave_to="https://weather.example.org/today", neutral_name="Notes")
    for client in (stranger, cast.client(cast.briar)):
        page = client.get("/leaving")
        assert page.status_code == 200
        assert "weather.example.org opens in its place" in words_of(page)
        assert "What it cannot do" in words_of(page)
        assert page.content.decode().count("data-leave") == 2
    promises = words_of(stranger.get("/leaving")).casefold()
    assert not any(word in promises for word in ("safe", "hidden", "erase", "tracks"))


def test_leave_is_the_first_thing_on_every_page(cast: Cast, stranger: Client) -> None:
    for answer in (
        stranger.get("/sign-in"),
        stranger.get("/join"),
        stranger.get("/nothing-here"),
        cast.client(cast.ash).get("/me"),
    ):
        body = answer.content.decode().split("<body")[1]
        first = body[body.index("<a ") :].split(">")[0]
        assert "data-leave" in first
        assert body.index("<a ") < min(body.index(tag) for tag in ("<button", "<input", "<h1") if tag in body)


@pytest.mark.parametrize("address", ["/sign-in", "/join"])
def test_whoever_comes_in_without_javascript_is_told_what_stays_on_the_device(
    db: None, stranger: Client, address: str
) -> None:
    page = stranger.get(address).content.decode()
    told = page.partition("<noscript>")[2].partition("</noscript>")[0]
    assert "a line of its own in its history" in told
    assert 'href="/leaving"' in told
