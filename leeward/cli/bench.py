"""`leeward bench`: what pages cost, printed as `what | measured | ratio to empty`.

It runs on a demo community: the one in --data, or one made for this run and thrown away.
"""

import json
import re
from argparse import Namespace
from http.client import HTTPConnection
from urllib.parse import urlencode

from django.db import connections
from django.db.models import Q, Sum
from isal import igzip

from leeward.boards.models import Post, Topic
from leeward.cli.bench_busy import busy_member, go_home, lists_of
from leeward.cli.bench_writing import Crowd, hour_of_typing, one_autosave
from leeward.cli.database import prepare
from leeward.cli.demo import fill
from leeward.cli.measuring import EMPTY, ROUNDS, SECRET, Asked, Reader, costs, fetch, server
from leeward.cli.speech import Progress, Refused, say
from leeward.demo.loading import is_empty, is_here
from leeward.drafts.tokens import Park
from leeward.members.models import Member
from leeward.web import assets

FULL = 25  # posts on a full page of a topic
WORDS = "quiet morning"

TARGETS = """
Asked for: a topic page of 25 posts in at most 5 queries; its first load in at most 6 requests and 45 kB
beside the text;
the front page in at most 8 queries, whoever asks;
an autosave in at most 3 queries and 2 kB up, an hour of typing under 1 MB.
The ratio is to an empty page of Django without middleware, in the same process and run."""


def run(options: Namespace) -> int:
    prepare()
    if is_empty():
        fill(options.posts)
    if not is_here():
        raise Refused("A bench runs on the demo community, not on a real one. Leave --data out.")
    rowan, busy = Reader.of(Member.objects.get(name="rowan")), busy_member()
    try:
        rows = _measure(rowan, busy)
    finally:
        go_home(busy)
    for row in ["what | measured | ratio to empty", *rows, TARGETS]:
        say(row)
    return 0


def _measure(rowan: Reader, busy: Member) -> list[str]:
    """One row for each thing measured."""
    theirs = Reader.of(busy)
    pages = [(rowan, asked) for asked in _pages(rowan)] + [(theirs, asked) for asked in lists_of(busy, theirs)]
    weighed = [reader.weigh(asked) for reader, asked in pages]
    first_load = _first_load(weighed[0].html)
    connections.close_all()
    empty = Asked("empty Django page", EMPTY)
    asked = [asked for _reader, asked in pages]
    line = Progress("Rounds of requests", (ROUNDS + 1) * (len(asked) + 1))
    with server() as (wire, process):
        floor, *spent = costs([empty, *asked], wire, process, line.add)
        sizes = [len(fetch(wire, one)) for one in asked]
        writing = _writing(wire, rowan)
    line.end()
    rows = [f"{empty.what} | {floor:.2f} ms CPU | 1.0"]
    for one, page, size, cost in zip(asked, weighed, sizes, spent, strict=True):
        facts = f"{cost:.2f} ms CPU, {page.queries} queries, {size / 1000:.1f} kB sent"
        rows.append(f"{one.what} | {facts} | {cost / floor:.1f}")
    return [*rows, first_load, *writing]


def _pages(rowan: Reader) -> list[Asked]:
    """The pages as rowan, who has read much and may read all but the letters' circle."""
    member = Member.objects.get(name="rowan")
    first_page = Sum("posts__words", filter=Q(posts__number__lte=FULL))
    long = Topic.objects.visible_to(member).filter(post_count__gte=FULL).annotate(length=first_page)
    topic = long.order_by("-length").first()
    if topic is None:
        raise Refused(f"No topic here has {FULL} posts. Take more: --posts 5000")
    length: int = topic.length  # type: ignore[attr-defined]  # annotated above
    question = urlencode({"q": WORDS, "csrfmiddlewaretoken": SECRET})
    park = Park(member.pk, "reply", topic.ref).token()
    news = json.dumps({"park": park, "mark": str(topic.last_number)})
    return [
        rowan.asks(f"topic page, {FULL} posts of {length // FULL} words", "topic", topic.ref),
        rowan.asks("board page", "board", topic.board.ref),
        rowan.asks("front page", "front"),
        rowan.asks("what is new", "new"),
        rowan.asks("who waits for a first answer", "first_replies"),
        rowan.asks(f'search for "{WORDS}"', "search", body=question),
        rowan.asks("what an open page asks once a minute", "meanwhile", body=news, kind="application/json"),
    ]


def _writing(wire: HTTPConnection, rowan: Reader) -> list[str]:
    """What keeping drafts costs, as rowan in a topic; nothing of it stays."""
    member = Member.objects.get(name="rowan")
    topic = Topic.objects.visible_to(member).filter(locked_at=None)[0]
    crowd = Crowd(wire, rowan.cookies, member, topic)
    try:
        rows = [hour_of_typing(), one_autosave(rowan.client, member, topic), crowd.write()]
    finally:
        crowd.go_home()
        connections.close_all()
    return rows


def _first_load(html: str) -> str:
    """Requests and bytes of a first visit to the topic page, without what the posts' authors wrote."""
    names = sorted(set(re.findall(r"/static/[0-9a-f]+/([^\"]+)", html)))
    files = [assets.published()[1][name] for name in names]
    for text in Post.objects.filter(ref__in=re.findall(r'data-ref="([^"]+)"', html)).values_list("html", flat=True):
        html = html.replace(text, "")
    size = len(igzip.compress(html.encode(), 1)) + sum(len(igzip.compress(data, 3)) for data in files)
    return f"first load of the topic page, beside the text | {len(files) + 1} requests, {size / 1000:.1f} kB |"
