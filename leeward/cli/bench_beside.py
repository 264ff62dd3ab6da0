"""`leeward bench --beside DIR`: the same pages on two communities, a small one and a large one, in one run.

Each is measured in a process of its own, in multiples of its own empty page.
"""

import json
import subprocess
import sys

from django.db import connection
from django.db.models import Count, F, Sum
from django.db.models.functions import Abs

from leeward.boards.models import Board, Post, Topic
from leeward.cli.bench_rows import Row
from leeward.cli.measuring import EMPTY, Asked, Reader, costs, server
from leeward.cli.speech import Refused
from leeward.members.models import Member

FULL, WORDS = 25, 150  # posts on a page, and words in each: the topic nearest to that is taken in each community
LATELY = 400  # topics among which it is looked for
MOST = 1.3  # times


def brief() -> dict[str, float]:
    """{page: how many empty pages it costs} as rowan, and {"posts": how many there are}."""
    member = Member.objects.get(name="rowan")
    rowan, topic = Reader.of(member), _ordinary(member)
    pages = [
        rowan.asks(f"topic page, {FULL} posts of some {WORDS} words", "topic", topic.ref),
        rowan.asks("page of the fullest board", "board", _fullest(member).ref),
        rowan.asks("front page", "front"),
        rowan.asks("what is new", "new"),
    ]
    found: dict[str, float] = {"posts": Post.objects.count()}
    connection.close()
    with server() as (wire, process):
        floor, *spent = costs([Asked("empty Django page", EMPTY), *pages], wire, process, lambda: None)
    return found | {page.what: cost / floor for page, cost in zip(pages, spent, strict=True)}


def _fullest(member: Member) -> Board:
    return Board.objects.visible_to(member).annotate(many=Count("topics")).order_by("-many")[0]


def _ordinary(member: Member) -> Topic:
    lately = Topic.objects.visible_to(member).filter(post_count__gte=FULL).order_by("-last_post_id")[:LATELY]
    first_page = Topic.objects.filter(pk__in=list(lately.values_list("pk", flat=True)), posts__number__lte=FULL)
    near = first_page.annotate(length=Sum("posts__words")).order_by(Abs(F("length") - FULL * WORDS))
    topic = near.first()
    if topic is None:
        raise Refused(f"No topic here has {FULL} posts. Take more: --posts 5000")
    return topic


def beside(folder: str) -> list[Row]:
    """A row a page: this community's costs over the other's, or the other way about."""
    if connection.vendor != "sqlite":
        raise Refused("Two communities are compared on SQLite: each has its own folder.")
    command = [sys.executable, "-m", "leeward.cli", "bench", "--brief", "--data", folder]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout  # noqa: S603 (our own command)
    theirs, ours = json.loads(said.splitlines()[-1]), brief()
    sizes = f"{ours.pop('posts'):,.0f} posts and {theirs.pop('posts'):,.0f}"
    rows = []
    for what, cost in ours.items():
        apart = max(cost, theirs[what]) / min(cost, theirs[what])
        facts = f"{apart:.2f} times apart: {cost:.1f} and {theirs[what]:.1f} empty pages"
        rows.append(Row(f"{what}, with {sizes}", facts, f"within {MOST} times", apart <= MOST))
    return rows
