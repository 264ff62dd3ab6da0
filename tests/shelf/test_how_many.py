"""How many things one member puts on the shelf at once."""

import pytest

from leeward.shelf import rules
from leeward.web.limits import Limit
from tests import makers
from tests.cast import Cast
from tests.shelf.test_shelf import LINK, SAID, put


def test_a_whole_list_at_once_is_slowed_down_and_what_was_typed_stays(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = makers.topic(cast.rowan, cast.board, title="What helped", body=SAID).posts.get()
    monkeypatch.setattr(rules, "PUT", Limit("shelf", times=1, seconds=3600))
    rowan = cast.client(cast.rowan)
    put(rowan, said)
    answer = rowan.post(f"/p/{said.ref}/shelf", {**LINK, "what": "One more of them"})
    assert answer.status_code == 422
    assert "a little later" in answer.content.decode()
    assert "One more of them" in answer.content.decode()
