"""What stands around every page: the token of its forms, its address, its headers."""

import re
from collections import Counter

import pytest
from django.middleware import csrf
from django.test import Client
from django.urls import Resolver404, path, resolve, reverse

from leeward.home import urls, views
from leeward.web.addresses import Signpost
from leeward.web.context import masked
from tests.cast import Cast

matches = csrf._does_token_match  # type: ignore[attr-defined]  # the stubs do not know it
SECRET = "aB3" * 10 + "zZ"
FIELD = re.compile(r'name="csrfmiddlewaretoken" value="([A-Za-z0-9]{64})"')


def test_a_masked_token_is_one_of_djangos_and_no_letter_is_likelier() -> None:
    tokens = [masked(SECRET) for _time in range(5_000)]
    assert all(matches(token, SECRET) for token in tokens)
    assert not any(matches(token, SECRET[::-1]) for token in tokens)
    assert len(set(tokens)) == len(tokens)
    seen = Counter("".join(tokens))
    assert set(seen) == set(csrf.CSRF_ALLOWED_CHARS)
    middle = 5_000 * 64 / 62
    assert all(0.9 * middle < times < 1.1 * middle for times in seen.values())  # 7 times the usual deviation


def test_the_cookie_of_forms_is_sent_once_and_goes_on_being_good(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    first, again = client.get("/sign-in"), client.get("/sign-in")
    assert "c" in first.cookies
    assert "c" not in again.cookies
    tokens = [FIELD.findall(page.content.decode())[0] for page in (first, again)]
    assert tokens[0] != tokens[1]
    for token in tokens:
        sent = {"name": "nobody", "passphrase": "wrong", "csrfmiddlewaretoken": token}
        assert client.post("/sign-in", sent).status_code == 422
        assert client.post("/sign-in", sent | {"csrfmiddlewaretoken": token[::-1]}).status_code == 403


def test_an_address_is_found_by_its_first_word_and_no_other_is() -> None:
    assert resolve("/").url_name == "front"
    assert resolve(reverse("topic", args=["a" * 11])).url_name == "topic"
    for nowhere in ("/nowhere", "/t", "/t/", "/new/", "//", "/T/" + "a" * 11):
        with pytest.raises(Resolver404):
            resolve(nowhere)


def test_an_address_without_a_first_word_is_a_mistake_in_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(urls, "urlpatterns", [path("<slug:any>", views.front, name="any")])
    with pytest.raises(ValueError, match="begins with a word"):
        Signpost("leeward.home").resolve("new")


def test_a_page_says_all_that_it_depends_on(cast: Cast) -> None:
    page = cast.client(cast.ash).get("/")
    assert {name.strip() for name in page.headers["Vary"].split(",")} == {
        "Cookie",
        "Accept-Language",
        "Accept-Encoding",
    }
    assert page.headers["Content-Language"] == "en"
