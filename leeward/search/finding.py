"""Finding: the newest hits that the viewer may see, the best of these first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import FloatField, OuterRef, QuerySet, Subquery
from django.db.models.expressions import RawSQL
from django.utils import timezone

from leeward.boards.models import Post
from leeward.members.models import Member
from leeward.members.ready import Ready
from leeward.search import passages
from leeward.search.asking import Question
from leeward.search.models import Entry
from leeward.search.passages import Marked

PER_PAGE = 25
# Ranking every hit of a common word took PostgreSQL 12 s at a million posts; the newest 1,000 take some 20 ms.
WINDOW = 1_000
PAGES_MAX = WINDOW // PER_PAGE


@dataclass(frozen=True)
class Hit:
    """One post found, ready to be shown."""

    post: str  # refs
    passage: int
    number: int
    title: Marked
    board: str
    author: str
    author_ref: str
    written_at: datetime
    pieces: Marked


@dataclass(frozen=True)
class Found:
    """One page of hits. `total` counts the window; `older` is where the next window begins, "" if there is none."""

    hits: Sequence[Hit] = ()
    total: int = 0
    page: int = 1
    older: str = ""

    @property
    def first(self) -> int:
        """The place of the first hit in the window, from 1."""
        return (self.page - 1) * PER_PAGE + 1

    @property
    def pages(self) -> int:
        return -(-self.total // PER_PAGE)


def find(viewer: Member, question: Question, page: int = 1, before: str = "") -> Found:
    """The page of what the viewer may see; `before` is a post's ref. One query, whatever is found.

    Cost: the index walks the words' entries from the newest back until 1,000 posts are found that the viewer may
    read; only these are ranked, and only a page of them is read.
    """
    rows = _rows(viewer, question, before, page)
    hits, budget = [], passages.READ_MAX
    for row in rows:
        shown = passages.passage(row.plain, question.terms, budget)
        budget -= len(row.plain)
        hits.append(_hit(row, shown, question))
    if not hits:
        return Found(page=page)
    total = rows[0].total
    older = rows[0].oldest if total == WINDOW else ""
    return Found(hits, total, page, older)


def _hit(row: Any, shown: passages.Shown, question: Question) -> Hit:
    return Hit(
        post=row.ref,
        passage=shown.number,
        number=row.number,
        title=passages.mark(row.topic_title, question.terms),
        board=row.board_title,
        author=row.author_name or "",
        author_ref=row.author_ref or "",
        written_at=row.written_at,
        pieces=shown.pieces,
    )


@Ready
def _window(
    viewer: Member,
    words: str,
    facts: str | None,
    any_word: str,
    before: str | None,
    board: int | None,
    author: int | None,
    since: datetime | None,
    until: datetime | None,
) -> QuerySet[Entry, tuple[int, float]]:
    """Who may see what is said by boards alone. The index narrows; these rows decide."""
    posts = Post.objects.visible_to(viewer).filter(pk=OuterRef("pk"))
    if board:
        posts = posts.filter(topic__board_id=board)
    if author:
        posts = posts.filter(author_id=author)
    if since and until:
        posts = posts.filter(written_at__gte=since, written_at__lt=until)
    # Asked hit by hit: an EXISTS would let PostgreSQL begin with every post that may be seen.
    entries = Entry.objects.annotate(seen=Subquery(posts.values("pk")[:1]))
    entries = entries.filter(seen__isnull=False, words__matches=(words, facts))
    if before:
        entries = entries.filter(pk__lt=Subquery(Post.objects.filter(ref=before).values("pk")[:1]))
    return entries.annotate(relevance=_relevance(any_word)).order_by("-pk").values_list("pk", "relevance")[:WINDOW]


def _relevance(any_word: str) -> RawSQL:
    """Higher is better. On PostgreSQL it is reckoned later, for the window only (`_ENGINE`)."""
    if connection.vendor == "postgresql":
        return RawSQL("0", [], FloatField())
    return RawSQL(_BM25_IF_CHEAP, [any_word, SAMPLE, BM25_MAX * SAMPLE], FloatField())  # noqa: S611 (a constant)


# bm25 first counts every entry that holds a word, 30 ns each: 30 ms for "the" at a million posts. So it is asked only
# for words that stand in fewer entries than this, judged by the newest ones; a small board's words always do.
BM25_MAX = 50_000
SAMPLE = 2_000  # entries; reading them takes 0.2 ms
_BM25_IF_CHEAP = """
CASE WHEN (
  SELECT count(*) * (SELECT max(id) FROM boards_post) FROM search_words
  WHERE search_words MATCH %s AND rowid > (SELECT max(id) FROM boards_post) - %s
) < %s THEN -bm25(search_words, 4.0, 1.0, 0.0) ELSE 0 END
"""


def _rows(viewer: Member, question: Question, before: str, page: int) -> list[Any]:
    """Posts with what the page shows beside them; the window is compiled into the one statement."""
    narrowed = (question.board_id or None, question.author_id or None, question.since, question.until)
    words, facts = question.expression()
    asked = _window.asked(viewer, words, facts or None, question.any_word(), before or None, *narrowed)
    if asked is None:
        return []
    sql, params = asked
    params += question.closeness()
    params += [timezone.now(), PER_PAGE, (page - 1) * PER_PAGE]
    return list(Post.objects.raw(_SQL.format(window=sql, **_ENGINE[connection.vendor]), params))


# Words in the title or close together count more, and so does a short post that holds them often; a new post counts
# up to twice as much as an old one.
_SQL = """
WITH found (id, relevance) AS MATERIALIZED ({window}),
scored AS MATERIALIZED (
  SELECT f.id, {relevance} * (1 + 1 / (1 + {years})) AS score,
    count(*) OVER () AS total, min(f.id) OVER () AS oldest
  FROM found f JOIN boards_post p ON p.id = f.id {ranked}
),
best AS MATERIALIZED (SELECT * FROM scored ORDER BY score DESC, id DESC LIMIT %s OFFSET %s)
SELECT p.id, p.ref, p.number, p.plain, p.written_at, a.name AS author_name, a.ref AS author_ref,
  t.title AS topic_title, b.title AS board_title, best.total, o.ref AS oldest
FROM best
JOIN boards_post p ON p.id = best.id JOIN boards_topic t ON t.id = p.topic_id
JOIN boards_board b ON b.id = t.board_id JOIN boards_post o ON o.id = best.oldest
LEFT JOIN members_member a ON a.id = p.author_id
ORDER BY best.score DESC, best.id DESC
"""
_AMONG = "f.id IN (SELECT rowid FROM search_words WHERE search_words MATCH %s AND rowid >= (SELECT min(id) FROM found))"
_ENGINE = {
    "sqlite": {
        "relevance": f"(1 + f.relevance + 3 * ({_AMONG}) + 2 * ({_AMONG}))",
        "years": "max(0, julianday(%s) - julianday(p.written_at)) / 365.25",
        "ranked": "",
    },
    "postgresql": {
        "relevance": "ts_rank('{0.25, 0.25, 0.5, 1}', w.search_words, to_tsquery('search_english', %s), 1)",
        "years": "greatest(0, extract(epoch FROM %s - p.written_at)) / 31557600",
        "ranked": "JOIN search_words w ON w.rowid = f.id",
    },
}
