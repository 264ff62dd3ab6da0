"""Without JavaScript on a device that others use, a form's answer is fetched: no form stays with the browser."""

import pytest
from django.test import Client

from leeward.members.models import Session
from tests.cast import Cast

ASKED = {"q": "heron"}


def is_put_off(client: Client, address: str, sent: dict[str, str]) -> str:
    """Where the answer is to be fetched."""
    answer = client.post(address, sent)
    assert answer.status_code == 303
    assert not answer.content
    return answer.headers["Location"]


def test_the_answer_to_a_form_is_fetched_by_an_address_that_says_nothing(cast: Cast) -> None:
    client = cast.client(cast.ash, "shared")
    where = is_put_off(client, "/search", ASKED)
    path, _, sign = where.partition("?shown=")
    assert (path, len(sign)) == ("/search", 8)
    for _look in range(2):  # a reload shows it again
        page = client.get(where)
        assert page.status_code == 200
        assert "heron" in page.content.decode()
        assert page.headers["Cache-Control"] == "no-store"


def test_a_form_that_was_wrong_says_so_with_its_own_status(cast: Cast) -> None:
    client = cast.client(cast.ash, "shared")
    assert client.get(is_put_off(client, "/search", {"q": ""})).status_code == 422


def test_it_rests_sealed_and_opens_for_nobody_else(cast: Cast) -> None:
    client = cast.client(cast.ash, "shared")
    where = is_put_off(client, "/search", ASKED)
    assert "heron" not in str(Session.objects.get().get_decoded())
    other = cast.client(cast.rowan, "shared").get(where)
    assert other.status_code == 200
    assert "heron" not in other.content.decode()


def test_the_next_answer_takes_its_place_and_leaving_takes_it_away(cast: Cast) -> None:
    client = cast.client(cast.ash, "shared")
    first, second = is_put_off(client, "/search", ASKED), is_put_off(client, "/search", {"q": "boiler"})
    assert "heron" not in client.get(first).content.decode()
    assert "boiler" in client.get(second).content.decode()
    client.post("/leave")
    assert client.get(second).status_code == 302


@pytest.mark.parametrize(("device", "asks"), [("mine", {}), ("shared", {"X-In-Place": "yes"})])
def test_ones_own_device_and_pages_that_change_in_place_are_answered_at_once(
    cast: Cast, device: str, asks: dict[str, str]
) -> None:
    answer = cast.client(cast.ash, device).post("/search", ASKED, headers=asks)
    assert answer.status_code == 200
    assert "heron" in answer.content.decode()


def test_an_address_with_a_sign_of_no_answer_is_the_page_itself(cast: Cast) -> None:
    assert cast.client(cast.ash, "shared").get("/search?shown=00000000").status_code == 200
