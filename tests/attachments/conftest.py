import pytest

from leeward.boards.models import Topic
from leeward.house.models import House
from tests import makers
from tests.browser.conftest import site
from tests.cast import Cast

__all__ = ["site"]


@pytest.fixture
def on(cast: Cast) -> None:
    """An administrator has turned pictures on."""
    House.objects.update(pictures="on")


@pytest.fixture
def topic(cast: Cast) -> Topic:
    """Begun by rowan, on a board for members."""
    return makers.topic(cast.rowan, cast.board)
