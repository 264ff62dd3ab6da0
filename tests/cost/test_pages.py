"""What the pages that are read most ask of one process: queries, calls of Python functions, bytes. With head-room."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from isal import igzip

from leeward.boards.models import Post, Topic
from leeward.demo.loading import load
from leeward.members.models import Member
from tests import makers
from tests.cast import Cast
from tests.cost.counting import calls, fetched

# (queries, thousands of calls, kB beside the posts' own words). A page that needs more has to say why, here.
MOST = {
    "topic": (5, 2.4, 6.5),
    "board": (5, 1.6, 3),
    "/": (7, 2.2, 5.5),
    "/new": (3, 1.3, 3),
    "/first-replies": (3, 1.3, 3),
    "/notices": (7, 8.5, 3.5),
    "/owed": (6, 5, 3),
    "/me/following": (3, 3.5, 3),
}


@pytest.mark.django_db
def test_pages_ask_for_no_more_than_they_did() -> None:
    load(timezone.now(), posts=1_500, processes=1)
    rowan, client = Member.objects.get(name="rowan"), Client()
    client.force_login(rowan)
    topic = Topic.objects.visible_to(rowan).filter(post_count__gte=25).order_by("pk")[0]
    over = []
    for name, most in MOST.items():
        address = {"topic": f"/t/{topic.ref}", "board": f"/b/{topic.board.ref}"}.get(name, name)
        found = weigh(client, address)
        over += [f"{name}: {found} instead of {most}"] if any(a > b for a, b in zip(found, most, strict=True)) else []
    assert not over, "\n".join(over)


def weigh(client: Client, address: str) -> tuple[int, float, float]:
    for _time in range(2):  # the first time, queries and templates are made ready
        fetched(client, address)
    with CaptureQueriesContext(connection) as asked:
        html = client.get(address).content.decode()
        queries = len(asked)
    made = calls(lambda: fetched(client, address))
    for text in Post.objects.values_list("html", flat=True):
        html = html.replace(text, "")
    return queries, made / 1000, len(igzip.compress(html.encode(), 1)) / 1000


def test_what_fills_a_mould_stands_there_as_it_was_written(cast: Cast) -> None:
    titles = ["place1inmould <i>and</i> place0inmould", "{{ 7 * 7 }} & \\1"]
    for title in titles:
        makers.topic(cast.rowan, cast.board, title)
    page = cast.client(cast.ash).get(f"/b/{cast.board.ref}").content.decode()
    assert "place1inmould &lt;i&gt;and&lt;/i&gt; place0inmould" in page
    assert "{{ 7 * 7 }} &amp; \\1" in page


def test_a_page_says_the_language_that_it_is_in(cast: Cast) -> None:
    for wanted in ("de", "ar", "xx", "en-GB"):
        page = Client(headers={"accept-language": wanted}).get("/").content.decode()
        assert '<html lang="en" dir="ltr"' in page or '<html lang="en-gb" dir="ltr"' in page
        assert "Join" in page
