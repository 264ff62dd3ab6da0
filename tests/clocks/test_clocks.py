"""How long things are kept: everybody reads it, administrators choose, the worker does it, and the page says so."""

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone

from leeward.boards.models import Topic
from leeward.cli.work import regular
from leeward.drafts.models import Draft, Version
from leeward.notices.models import Notice
from tests import makers
from tests.cast import Cast
from tests.clocks.running import run
from tests.drafts.sheet import Sheet
from tests.notices.test_notices import work


@pytest.fixture
def topic(cast: Cast) -> Topic:
    return makers.topic(cast.rowan, cast.board)


def row(client: Client, what: str) -> str:
    """What the table says of it."""
    page = client.get("/how-long").content.decode()
    return unescape(page.partition(f"<h3>{what}")[2].partition("</li>")[0])


def chosen(cast: Cast, **days: str) -> dict[str, str]:
    """The administrator's form as it stands, with these numbers in it."""
    page = cast.client(cast.linden).get("/house/how-long").content.decode()
    stands = dict(re.findall(r'<input id="[^"]*" name="([^"]*)" value="([^"]*)"', page))
    assert stands.items() >= {"drafts": "90", "posted-drafts": "30", "pictures": "30", "reports": "90"}.items()
    return {**stands, **{name.replace("_", "-"): said for name, said in days.items()}}


def test_a_shorter_time_holds_for_what_is_there_and_the_page_says_what_went(
    cast: Cast, topic: Topic, stranger: Client
) -> None:
    Sheet(cast.client(cast.ash), f"/t/{topic.ref}/reply").keep("Half a thought")
    Version.objects.update(kept_at=timezone.now() - timedelta(days=40))
    assert "<strong>90 days</strong>" in row(stranger, "Drafts, from the day you last wrote on them")
    assert "Not looked at yet." in row(stranger, "Drafts,")
    run("drafts")
    assert "Nothing was old enough to go." in row(stranger, "Drafts,")
    assert Draft.objects.count() == 1
    linden = cast.client(cast.linden)
    assert linden.post("/house/how-long", chosen(cast, drafts="31")).headers["Location"] == "/how-long"
    assert "until" in cast.client(cast.ash).get(f"/drafts/{Draft.objects.get().ref}").content.decode()
    assert "31 days after you last wrote on it" in cast.client(cast.ash).get("/drafts").content.decode()
    run("drafts")
    assert not Draft.objects.exists()
    assert "<strong>31 days</strong>" in row(stranger, "Drafts,")
    assert "1 has gone so far" in row(stranger, "Drafts,")


@pytest.mark.parametrize("days", ["29", "731", "-1", "a while", "", "9" * 400, "٣٣"])
def test_a_number_out_of_its_bounds_changes_nothing_and_stands_in_the_form(cast: Cast, days: str) -> None:
    linden = cast.client(cast.linden)
    answer = linden.post("/house/how-long", chosen(cast, drafts=days, pictures="7"))
    page = unescape(answer.content.decode())
    assert answer.status_code == 422
    assert "a number of days from 30 to 730" in page
    assert f'name="drafts" value="{days[:10]}"' in page
    assert 'name="pictures" value="7"' in page
    assert "<strong>30 days</strong>" in row(linden, "Pictures")


def test_notices_seen_long_ago_go_and_unseen_ones_stay(cast: Cast, topic: Topic) -> None:
    makers.reply(cast.ash, topic)
    makers.reply(cast.wren, topic)
    work()
    old = timezone.now() - timedelta(days=366)
    Notice.objects.filter(number=2).update(seen_at=old, at=old)
    Notice.objects.filter(number=3).update(at=old)
    assert run("seen-notices") == 1
    assert set(Notice.objects.values_list("number", flat=True)) == {3}


def test_the_worker_carries_out_every_row_of_the_table(cast: Cast, stranger: Client) -> None:
    for task in regular():
        task.work()
    page = stranger.get("/how-long").content.decode()
    assert page.count("Last looked at") == page.count("<h3>") >= 7
    assert "Not looked at yet" not in page
