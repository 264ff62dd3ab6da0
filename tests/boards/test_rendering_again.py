"""When a short form changes, the posts that hold it are made again, a batch at a time."""

import pytest

from leeward.boards import jobs
from leeward.cli.work import table
from leeward.house.models import ShortForm
from leeward.jobs.models import Job
from leeward.jobs.queue import run_due
from tests import makers
from tests.cast import Cast


def test_a_new_short_form_reaches_every_post_in_batches(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "BATCH", 2)
    topic = makers.topic(cast.rowan, cast.board, body="My OO is lost.")
    for _more in range(4):
        makers.reply(cast.ash, topic, "So is my OO.")
    makers.reply(cast.ash, topic, "Nothing short here.")
    run_due(table())
    answer = cast.client(cast.linden).post("/house/short-forms", {"form": "OO", "meaning": "own outlook"})
    assert answer.status_code == 302
    assert ShortForm.objects.filter(form="OO").exists()
    assert run_due(jobs.JOBS) == 3  # two posts, two, one
    assert not Job.objects.exists()
    shown = cast.client(cast.ash).get(f"/t/{topic.ref}").content.decode()
    assert shown.count("own outlook") == 5


def test_what_a_long_post_asks_stands_at_its_top_and_leads_to_the_place(cast: Cast) -> None:
    story = "It rained all day and nobody said anything to anybody in that house.\n\n" * 25
    topic = makers.topic(cast.ash, cast.board, body=story + "> Who asks that of anyone?\n\nHas anyone been there?")
    page = cast.client(cast.rowan).get(f"/t/{topic.ref}").content.decode()
    assert page.count('<a href="#p1-26" dir="auto">Has anyone been there?</a>') == 1
    assert page.index("Asked in this post") < page.index('class="text"')
    assert "anyone?</a>" not in page
    assert topic.posts.get().ask == "Has anyone been there?"
