"""Words of ash's: a story of their own, and a post in somebody else's topic."""

import pytest

from leeward.boards.models import Post, Topic
from tests import makers
from tests.boards.own_words import quote
from tests.cast import Cast


@pytest.fixture
def story(cast: Cast) -> Topic:
    """Ash's story, answered by rowan who quotes it, gone on by ash."""
    topic = makers.topic(cast.ash, cast.board, "The lighthouse years", "He hid the lighthouse keys.")
    makers.reply(cast.rowan, topic, quote(topic.posts.get(), "the lighthouse keys"))
    makers.reply(cast.ash, topic, "They were under the lighthouse stair.")
    return topic


@pytest.fixture
def post(cast: Cast) -> Post:
    topic = makers.topic(cast.rowan, cast.board, "Somebody else's")
    return makers.reply(cast.ash, topic, "Too much said.")
