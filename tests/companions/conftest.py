"""Somebody who offers."""

import pytest

from tests.cast import Cast
from tests.companions.company import FORM, of_standing


@pytest.fixture
def offering(cast: Cast) -> Cast:
    """rowan offers."""
    of_standing(cast, cast.rowan)
    assert cast.client(cast.rowan).post("/companions/offer", FORM).status_code == 302
    return cast
