"""Stories on a board, read by the worker as they would be."""

from collections.abc import Callable

import pytest

from leeward.alike import following
from leeward.boards.models import Topic
from leeward.members.models import Member
from tests import makers
from tests.alike.score import texts
from tests.cast import Cast

Tell = Callable[..., Topic]


def story(subject: str, place: int, half: str = "tuning") -> str:
    """One of the invented stories."""
    return [text.plain for text in texts(half)[0] if text.subject == subject][place]


def read_all() -> None:
    """Let the worker read all that is to be read."""
    while following.read_some():
        pass


@pytest.fixture
def told(cast: Cast) -> Tell:
    """tell(by, subject, place): a topic with that story, read by the worker."""

    def tell(by: Member, subject: str, place: int, alias: str = "", **more: object) -> Topic:
        board = more.get("board", cast.board)
        topic = makers.topic(by, board, f"{subject} {place}", story(subject, place), alias=alias)  # type: ignore[arg-type]
        read_all()
        return topic

    return tell
