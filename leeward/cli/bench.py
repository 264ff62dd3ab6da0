"""`leeward bench`: what pages cost, printed as `what | measured | ratio to empty`.

It runs on a demo community: the one in --data, or one made for this run and thrown away.
"""

import re
from argparse import Namespace
from dataclasses import dataclass
from http.client import HTTPConnection
from urllib.parse import urlencode

from django.db import connection, connections
from django.db.models import Q, Sum
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from isal import igzip

from leeward.boards.models import Post, Topic
from leeward.cli.bench_writing import Crowd, hour_of_typing, one_autosave
from leeward.cli.database import prepare
from leeward.cli.demo import fill
from leeward.cli.measuring import EMPTY, ROUNDS, Asked, costs, fetch, server
from leeward.cli.speech import Progress, Refused, say
from leeward.demo.loading import is_empty, is_here
from leeward.members.models import Member
from leeward.web import assets

FULL = 25  # posts on a full page of a topic
HOST = "127.0.0.1"
WORDS = "quiet morning"
SECRET = "a" * 32  # a form token of our own: cookie and field agree, which is all that is asked

TARGETS = """
Asked for: a topic page of 25 posts in at most 5 queries; its first load in at most 6 requests and 45 kB
beside the text;
an autosave in at most 3 queries and 2 kB up, an hour of typing under 1 MB.
The ratio is to an empty page of Django without middleware, in the same process and run."""


@dataclass(frozen=True)
class Weighed:
    """What one page asks of the database and sends."""

    queries: int
    html: str


def run(options: Namespace) -> int:
    prepare()
    if is_empty():
        fill(options.posts)
    if not is_here():
        raise Refused("A bench runs on the demo community, not on a real one. Leave --data out.")
    pages, client = _pages()
    weighed = [_weigh(client, asked) for asked in pages]
    first_load = _first_load(weighed[0].html)
    connections.close_all()
    empty = Asked("empty Django page", EMPTY)
    line = Progress("Rounds of requests", (ROUNDS + 1) * (len(pages) + 1))
    with server() as (wire, process):
        spent = costs([empty, *pages], wire, process, line.add)
        sizes = [len(fetch(wire, asked)) for asked in pages]
        writing = _writing(wire, client, pages[0].headers)
    line.end()
    floor = spent[0]
    say("what | measured | ratio to empty")
    say(f"{empty.what} | {floor:.2f} ms CPU | 1.0")
    for asked, page, size, cost in zip(pages, weighed, sizes, spent[1:], strict=True):
        facts = f"{cost:.2f} ms CPU, {page.queries} queries, {size / 1000:.1f} kB sent"
        say(f"{asked.what} | {facts} | {cost / floor:.1f}")
    say(first_load)
    for row in writing:
        say(row)
    say(TARGETS)
    return 0


def _pages() -> tuple[list[Asked], Client]:
    """The pages as rowan, who has read much and may read all but the letters' circle."""
    member = Member.objects.get(name="rowan")
    first_page = Sum("posts__words", filter=Q(posts__number__lte=FULL))
    long = Topic.objects.visible_to(member).filter(post_count__gte=FULL).annotate(length=first_page)
    topic = long.order_by("-length").first()
    if topic is None:
        raise Refused(f"No topic here has {FULL} posts. Take more: --posts 5000")
    length: int = topic.length  # type: ignore[attr-defined]  # annotated above
    client = Client(headers={"host": HOST})
    client.force_login(member)
    cookies = {"Cookie": f"s={client.cookies['s'].value}; c={SECRET}"}
    form = {"Content-Type": "application/x-www-form-urlencoded", **cookies}
    question = urlencode({"q": WORDS, "csrfmiddlewaretoken": SECRET})
    return [
        Asked(f"topic page, {FULL} posts of {length // FULL} words", reverse("topic", args=[topic.ref]), cookies),
        Asked("board page", reverse("board", args=[topic.board.ref]), cookies),
        Asked("front page", reverse("front"), cookies),
        Asked("what is new", reverse("new"), cookies),
        Asked("who waits for a first answer", reverse("first_replies"), cookies),
        Asked(f'search for "{WORDS}"', reverse("search"), form, question),
    ], client


def _writing(wire: HTTPConnection, client: Client, cookies: dict[str, str]) -> list[str]:
    """What keeping drafts costs, as rowan in a topic; nothing of it stays."""
    member = Member.objects.get(name="rowan")
    topic = Topic.objects.visible_to(member).filter(locked_at=None)[0]
    crowd = Crowd(wire, cookies, member, topic)
    try:
        rows = [hour_of_typing(), one_autosave(client, member, topic), crowd.write()]
    finally:
        crowd.go_home()
        connections.close_all()
    return rows


def _weigh(client: Client, asked: Asked) -> Weighed:
    with CaptureQueriesContext(connection) as seen:
        answer = client.get(asked.path) if asked.body is None else client.post(asked.path, {"q": WORDS})
    return Weighed(len(seen.captured_queries), answer.content.decode())


def _first_load(html: str) -> str:
    """Requests and bytes of a first visit to the topic page, without what the posts' authors wrote."""
    names = sorted(set(re.findall(r"/static/[0-9a-f]+/([^\"]+)", html)))
    files = [assets.published()[1][name] for name in names]
    for text in Post.objects.filter(ref__in=re.findall(r'data-ref="([^"]+)"', html)).values_list("html", flat=True):
        html = html.replace(text, "")
    size = len(igzip.compress(html.encode(), 1)) + sum(len(igzip.compress(data, 3)) for data in files)
    return f"first load of the topic page, beside the text | {len(files) + 1} requests, {size / 1000:.1f} kB |"
