"""One topic under another name, with all that a member does around it."""

import pytest

from leeward.boards.models import Topic
from leeward.cli.work import table
from leeward.jobs.queue import run_due
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet


@pytest.fixture
def curlews(cast: Cast) -> Topic:
    """By rowan, as curlew, through the pages: kept first, looked at, posted, answered, changed, gone on with."""
    rowan = cast.client(cast.rowan)
    sheet = Sheet(rowan, f"/b/{cast.board.ref}/new")
    sheet.keep("It began by the lake.", title="By curlew", alias="curlew")
    sheet.send("It began by the lake.", do="preview", title="By curlew", alias="curlew")
    assert (
        Sheet(rowan, f"/b/{cast.board.ref}/new")
        .send("It began by a lake.", title="By curlew", alias="curlew")
        .status_code
        == 302
    )
    topic = Topic.objects.get(title="By curlew")
    makers.reply(cast.ash, topic, "I am here.")
    rowan.get(f"/t/{topic.ref}")
    rowan.post(f"/t/{topic.ref}/position", {"seen": 2, "number": 2, "passage": 1})
    Sheet(rowan, f"/t/{topic.ref}/reply").send("Thank you, @ash.")
    Sheet(rowan, f"/p/{topic.posts.get(number=1).ref}/edit").send("It began elsewhere.", title="By curlew")
    Sheet(rowan, f"/t/{topic.ref}/reply").keep("Half a thought.")
    makers.reply(cast.ash, topic, "Good night, @curlew.")
    makers.reply(cast.ash, makers.topic(cast.ash, cast.board), "@rowan, are you here?")
    run_due(table())
    rowan.get("/notices")
    rowan.post("/read")
    last = topic.posts.filter(author__name="curlew").latest("number")
    rowan.post(f"/p/{last.ref}/take-down")
    Sheet(rowan, f"/p/{topic.posts.get(number=1).ref}/edit").keep("It began at sea.", title="By curlew")
    assert topic.posts.filter(author__name="curlew").count() == 2
    return topic
