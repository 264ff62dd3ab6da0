"""Searching by name is a list of somebody's posts: it is theirs to allow."""

import re

import pytest

from tests import makers
from tests.cast import Cast
from tests.search.asking import listed, send, titles

REFUSED = "Nobody of this name lists what they post"


def test_by_name_one_finds_those_who_list_what_they_post_and_oneself(cast: Cast) -> None:
    makers.topic(cast.ash, cast.board, "By ash", "The kettle was cold.")
    makers.topic(cast.rowan, cast.board, "By rowan", "The kettle was warm.")
    client = cast.client(cast.rowan)
    assert titles(client, "kettle") == ["By ash", "By rowan"]
    assert titles(client, "kettle", author="rowan") == ["By rowan"]
    refused = send(client, "kettle", author="ash")
    assert refused.status_code == 422
    assert REFUSED in refused.content.decode()
    assert "By ash" not in refused.content.decode()
    listed(cast.ash)
    assert titles(client, "kettle", author="ash") == ["By ash"]


def test_a_name_that_nobody_has_gets_the_same_answer(cast: Cast) -> None:
    client = cast.client(cast.rowan)
    pages = [send(client, "kettle", author=name).content.decode().replace(name, "") for name in ("ash", "xyz")]
    [one, other] = [re.sub('name="csrfmiddlewaretoken" value=".*?"', "", page) for page in pages]
    assert REFUSED in one
    assert one == other


@pytest.mark.parametrize("staff", ["wren", "linden"])
def test_those_who_look_after_the_house_search_by_any_name(cast: Cast, staff: str) -> None:
    makers.topic(cast.ash, cast.board, "By ash", "The kettle was cold.")
    client = cast.client(getattr(cast, staff))
    assert titles(client, "kettle", author="ash") == ["By ash"]
    assert "Nobody here goes by this name" in send(client, "kettle", author="xyz").content.decode()
