"""`leeward bench`: what pages cost, printed as `what | measured | target | holds`.

It runs on a demo community: the one in --data, or one made for this run and thrown away. Its exit status is 1
where something falls short.
"""

import gzip
import json
import re
import statistics
import time
from argparse import Namespace
from http.client import HTTPConnection
from urllib.parse import urlencode

from django.db import connections
from django.db.models import Q, Sum
from isal import igzip

from leeward.boards.models import Post, Topic
from leeward.cli.bench_beside import beside, brief
from leeward.cli.bench_busy import busy_member, go_home, lists_of
from leeward.cli.bench_floor import by_nginx
from leeward.cli.bench_rows import HEAD, Row, at_most
from leeward.cli.bench_whole import whole
from leeward.cli.bench_writing import Crowd, hour_of_typing, one_autosave, one_reply
from leeward.cli.database import prepare
from leeward.cli.demo import fill
from leeward.cli.measuring import EMPTY, ROUNDS, SECRET, Asked, Reader, costs, fetch, server, still_page
from leeward.cli.speech import Progress, Refused, say
from leeward.demo.here import is_empty, is_here
from leeward.drafts.tokens import Park
from leeward.members.models import Member
from leeward.web import assets

FULL = 25  # posts on a full page of a topic
WORDS, COMMON = "quiet morning", "and the"

ONE_POST, OTHERS = 4, 5  # times the empty page: a topic's page, and the lists
FIRST_REQUESTS, FIRST_KB, LATER_KB = 4, 30, 20
SEARCH_MS = {"sqlite": 30, "postgresql": 50}
EXPLAINED = """
CPU is that of the whole stack. "Times" is how many empty pages it costs: pages of Django without middleware, in the
same process and run. See docs/performance.md."""


def run(options: Namespace) -> int:
    prepare()
    if is_empty():
        fill(options.posts)
    if not is_here():
        raise Refused("A bench runs on the demo community, not on a real one. Leave --data out.")
    if options.brief:
        say(json.dumps(brief()))
        return 0
    if options.beside:
        return _told(beside(options.beside))
    rowan, busy = Reader.of(Member.objects.get(name="rowan")), busy_member()
    try:
        rows = _measure(rowan, busy)
    finally:
        go_home(busy)
    return _told(rows)


def _told(rows: list[Row]) -> int:
    for row in [HEAD, *map(str, rows), EXPLAINED]:
        say(row)
    return 1 if any(row.holds is False for row in rows) else 0


def _measure(rowan: Reader, busy: Member) -> list[Row]:
    """One row for each thing measured."""
    theirs = Reader.of(busy)
    pages = [(rowan, asked) for asked in _pages(rowan)] + [(theirs, asked) for asked in lists_of(busy, theirs)]
    weighed = [reader.weigh(asked) for reader, asked in pages]
    loads = _loads(weighed[0].html)
    connections.close_all()
    empty = Asked("empty Django page", EMPTY)
    size = len(igzip.compress(weighed[0].html.encode(), 1))
    still = still_page(size)
    asked = [asked for _reader, asked in pages]
    line = Progress("Rounds of requests", (ROUNDS + 1) * (len(asked) + 3))
    with server() as (wire, process):
        floor, plain, *spent = costs([empty, still, *asked], wire, process, line.add)
        sizes = [len(fetch(wire, one)) for one in asked]
        search = [_search(wire, _question(rowan, words)) for words in (WORDS, COMMON)]
        writing = _writing(wire, rowan)
    nginx = by_nginx(size, floor, line.add)
    line.end()
    rows = [Row(empty.what, f"{floor:.2f} ms CPU", "the floor")]
    rows += [Row(still.what, f"{plain / floor:.1f} times: {plain:.2f} ms CPU"), nginx]
    for one, page, size, cost in zip(asked, weighed, sizes, spent, strict=True):
        facts = f"{cost / floor:.1f} times: {cost:.2f} ms CPU, {page.queries} queries, {size / 1000:.1f} kB sent"
        target, holds = ("", None) if one.most is None else (f"at most {one.most:g} times", cost <= one.most * floor)
        rows.append(Row(one.what, facts, target, holds))
    return [*rows, *loads, *search, *writing, *whole(asked[:4])]


def _search(wire: HTTPConnection, asked: Asked) -> Row:
    """The slowest of twenty, for whoever waits for it."""
    spent = []
    for _time in range(60):
        began = time.perf_counter()
        fetch(wire, asked)
        spent.append(1000 * (time.perf_counter() - began))
    slow = statistics.quantiles(spent, n=20)[18]
    return at_most(
        f"{asked.what}, answered 19 times of 20 within", slow, SEARCH_MS[connections["default"].vendor], "ms"
    )


def _pages(rowan: Reader) -> list[Asked]:
    """The pages as rowan, who has read much and may read all but the letters' circle."""
    member = Member.objects.get(name="rowan")
    first_page = Sum("posts__words", filter=Q(posts__number__lte=FULL))
    long = Topic.objects.visible_to(member).filter(post_count__gte=FULL).annotate(length=first_page)
    topic = long.order_by("-length").first()
    if topic is None:
        raise Refused(f"No topic here has {FULL} posts. Take more: --posts 5000")
    length: int = topic.length  # type: ignore[attr-defined]  # annotated above
    park = Park(member.pk, "reply", topic.ref).token()
    news = json.dumps({"park": park, "mark": str(topic.last_number)})
    return [
        rowan.asks(f"topic page, {FULL} posts of {length // FULL} words", "topic", topic.ref, most=ONE_POST),
        rowan.asks("board page", "board", topic.board.ref, most=OTHERS),
        rowan.asks("front page", "front", most=OTHERS),
        rowan.asks("what is new", "new", most=OTHERS),
        rowan.asks("who waits for a first answer", "first_replies"),
        _question(rowan, WORDS),
        rowan.asks("what an open page asks once a minute", "meanwhile", body=news, kind="application/json"),
    ]


def _question(rowan: Reader, said: str) -> Asked:
    return rowan.asks(f'search for "{said}"', "search", body=urlencode({"q": said, "csrfmiddlewaretoken": SECRET}))


def _writing(wire: HTTPConnection, rowan: Reader) -> list[Row]:
    """What keeping drafts costs, as rowan in a topic; nothing of it stays."""
    member = Member.objects.get(name="rowan")
    topic = Topic.objects.visible_to(member).filter(locked_at=None)[0]
    crowd = Crowd(wire, rowan.cookies, member, topic)
    try:
        rows = [
            one_reply(rowan.client, topic),
            hour_of_typing(),
            one_autosave(rowan.client, member, topic),
            crowd.write(),
        ]
    finally:
        crowd.go_home()
        connections.close_all()
    return rows


def _loads(html: str) -> list[Row]:
    """Requests and bytes of a visit to the topic page, without what the posts' authors wrote."""
    names = sorted(set(re.findall(r"/static/[0-9a-f]+/([^\"]+)", html)))
    files = [assets.published()[1][name] for name in names]
    for text in Post.objects.filter(ref__in=re.findall(r'data-ref="([^"]+)"', html)).values_list("html", flat=True):
        html = html.replace(text, "")
    later = len(igzip.compress(html.encode(), 1)) / 1000
    first = later + sum(len(gzip.compress(data, 9)) for data in files) / 1000
    return [
        at_most("requests of a topic page's first load", len(files) + 1, FIRST_REQUESTS, "requests"),
        at_most("sent with it, beside the text", first, FIRST_KB, "kB"),
        at_most("sent with a later page, beside the text", later, LATER_KB, "kB"),
    ]
