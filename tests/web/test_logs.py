"""The log holds what broke and where, and no word, name, address or number of anybody, whatever is thrown at it."""

import io
import json
import logging
import signal
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest
from django.db import DataError, IntegrityError
from django.test import Client
from django.urls import reverse

from leeward.settings import LOGGING
from leeward.web.logs import Json, Plain
from tests import makers
from tests.cast import PASSPHRASE, Cast
from tests.cli.running import Served, environment, leeward

WORDS = "a heron stood by the weir that evening"
LOUD = ("", "django", "django.request", "django.security", "django.db.backends")


class Book:
    """All that was logged, by every logger at its loudest, in both forms."""

    def __init__(self) -> None:
        self.lines, self.plain = io.StringIO(), io.StringIO()

    def rows(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.lines.getvalue().splitlines()]

    def text(self) -> str:
        return (self.lines.getvalue() + self.plain.getvalue()).casefold()


@pytest.fixture
def book() -> Iterator[Book]:
    found, root = Book(), logging.getLogger()
    handlers = [logging.StreamHandler(found.lines), logging.StreamHandler(found.plain)]
    for handler, form in zip(handlers, (Json(), Plain()), strict=True):
        handler.setFormatter(form)
        root.addHandler(handler)
    before = {name: logging.getLogger(name).level for name in LOUD}
    for name in LOUD:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield found
    for handler in handlers:
        root.removeHandler(handler)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


def odd_requests(client: Client, cast: Cast) -> list[str]:
    """Sends what nobody should; returns what must not be found."""
    topic = makers.topic(cast.rowan, cast.board, "The weir", WORDS)
    post = topic.posts.get()
    client.raise_request_exception = False
    for address in (f"/{WORDS}", "/t/weirweirwei", f"/t/{topic.ref}?weir={WORDS}", "/weir\0", "/" + "weir" * 800):
        client.get(address, REMOTE_ADDR="198.51.100.7", HTTP_USER_AGENT=WORDS, HTTP_REFERER=f"https://weir/{WORDS}")
    client.get("/", HTTP_HOST="weir.example")
    client.post(reverse("reply", args=[topic.ref]), {"title": WORDS, "body": WORDS})
    client.post(reverse("search"), {"q": WORDS})
    client.post("/", "weir=%ff%fe", content_type="multipart/form-data; boundary=weir")
    Client(enforce_csrf_checks=True).post(reverse("sign_in"), {"name": "rowan", "passphrase": PASSPHRASE})
    Client().post(reverse("sign_in"), {"name": "rowan", "passphrase": "weir weir weir"})
    wrongs: list[Exception] = [ValueError(WORDS), KeyError(WORDS), OSError(28, "weir", "/srv/weir")]
    for wrong in [*wrongs, DataError(f"value too long: {WORDS}"), IntegrityError("Key (name)=(rowan) exists")]:
        with mock.patch("leeward.home.views.news.new_for", side_effect=wrong):
            assert client.get("/new", {"weir": WORDS}).status_code == 500
    return ["weir", "heron", "rowan", "198.51.100", "passphrase", topic.ref, post.ref, str(cast.rowan.ref), "/new"]


def test_no_word_name_or_address_is_logged_whatever_is_asked(cast: Cast, book: Book) -> None:
    never = odd_requests(cast.client(cast.rowan), cast)
    text = book.text()
    assert not [word for word in never if word.casefold() in text]
    assert all({"time", "level", "from"} <= row.keys() for row in book.rows())


def test_a_page_that_failed_is_told_by_view_kind_and_place(cast: Cast, book: Book) -> None:
    client = cast.client(cast.rowan)
    client.raise_request_exception = False
    with mock.patch("leeward.home.views.news.new_for", side_effect=OSError(28, "No space", "/srv/weir")):
        client.get("/new")
    client.get("/mine")
    (failed,) = [row for row in book.rows() if row["level"] == "ERROR"]
    assert (failed["view"], failed["status"], failed["failed"], failed["code"]) == ("new", 500, "OSError", "ENOSPC")
    assert any(str(place).startswith("leeward/home/views.py:") for place in failed["at"])  # type: ignore[attr-defined]
    pages = [row for row in book.rows() if row["from"] == "leeward.pages"]
    assert [(row["view"], row["status"]) for row in pages] == [("new", 500), ("mine", 200)]
    assert all(isinstance(row["ms"], int) and isinstance(row["queries"], int) for row in pages)
    assert "view=new status=500" in book.plain.getvalue()


def test_who_leaves_reports_or_asks_for_help_is_not_told_apart(cast: Cast, book: Book) -> None:
    client = cast.client(cast.rowan)
    for name in ("leave", "help_lines", "leaving_someone", "report_page", "my_words"):
        client.get(reverse(name))
    assert {row["view"] for row in book.rows() if row["from"] == "leeward.pages"} == {"quiet"}


def test_every_logger_goes_through_the_one_form() -> None:
    assert list(LOGGING["handlers"]) == ["console"]
    assert not any(logger.get("handlers") for logger in LOGGING["loggers"].values())
    assert logging.getLogger("django").handlers == logging.getLogger("django.server").handlers == []


def test_the_whole_house_logs_one_json_object_a_line(tmp_path: Path) -> None:
    settings = {"LEEWARD_LOG": "INFO", "LEEWARD_LOG_FORM": "json"}
    with Served(tmp_path, settings=settings) as served:
        before = served.said
        assert served.get("/health") == 200
        assert served.get("/sign-in?next=%2Ft%2Fweirweirwei") == 200
        served.process.send_signal(signal.SIGTERM)
        assert served.process.wait(timeout=30) == 0
        assert served.process.stdout
        lines = served.process.stdout.read().splitlines()
    rows = [json.loads(line) for line in [*lines, *(line for line in before.splitlines() if line.startswith("{"))]]
    assert {"health", "sign_in"} <= {row.get("view") for row in rows}
    assert "weirweirwei" not in str(rows)


def test_another_form_is_refused_in_one_sentence(tmp_path: Path) -> None:
    found = leeward("check", "--data", str(tmp_path), LEEWARD_LOG_FORM="xml")
    assert found.returncode == 2
    assert "LEEWARD_LOG_FORM must be plain or json." in found.stderr
    assert "LEEWARD_LOG_FORM" not in environment()
