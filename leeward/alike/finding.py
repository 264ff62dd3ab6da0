"""Finding what is alike: a window of candidates by meaning and one by words, the likest of these, and why.

Every row passes `visible_to(viewer)`, and nothing of one's own is among them, under whichever name it stands.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import OuterRef, Q, Subquery
from django.utils.functional import Promise

from leeward.alike.meaning import Meaning, closeness, closeness_by_signs
from leeward.alike.models import Passage, Story
from leeward.alike.telling import READ_MAX, telling_words
from leeward.alike.themes import THEMES
from leeward.boards.models import Post, Topic, own
from leeward.members.models import Member
from leeward.search import passages
from leeward.search.asking import Question
from leeward.search.folding import words_of
from leeward.search.models import Entry
from leeward.search.passages import Marked
from leeward.search.questions import Term

Row = TypeVar("Row", Story, Passage)

SHOWN = 8  # stories or passages on a page: more are not read
WORDS_MIN = 5  # a short text has few telling words, and one of them in both says little
TOLD = 3  # themes of each text that may be given as the reason
BY_WORDS = 200  # the newest posts that hold one of the telling words and may be seen
READ = 30  # of the likest, so many are read for the words that both have
FOR_WORDS = 0.25  # what all telling words together add to how like a text is
STORY_FROM = (
    0.5  # how like a story must be: of two on one subject four in five are, of others one in five (docs/alike.md)
)
PASSAGE_FROM = 0.12  # the same for a passage; on a board of some size the best are far above


@dataclass(frozen=True)
class Sought:
    """What is looked for. `topic_id`: where it stands, which is left out."""

    plain: str
    meaning: Meaning | None
    topic_id: int | None = None


@dataclass(frozen=True)
class Hit:
    """A story, or a passage, with why it is shown: themes and words that both have."""

    post: str  # refs
    topic: str
    passage: int
    title: str
    board: str
    author: str
    author_ref: str
    written_at: datetime
    pieces: Marked
    themes: Sequence[Promise]
    words: Sequence[str]


def stories_like(viewer: Member, sought: Sought) -> list[Hit]:
    """Topics by others, the likest first. Five queries at most, whatever is found."""
    if sought.meaning is None:
        return []
    terms = telling_words(sought.plain)
    near = Story.objects.near(sought.meaning.themes).values("pk")
    rows = Story.objects.by_others(viewer).exclude(post__topic=sought.topic_id)
    found = list(rows.filter(Q(pk__in=near) | Q(pk__in=_posts_with(viewer, terms, number=1))))
    if not found:
        return []
    like = closeness(sought.meaning, [bytes(one.vector) for one in found], [bytes(one.leans) for one in found])
    best = sorted(zip(found, like.tolist(), strict=True), key=lambda pair: -pair[1])[:READ]
    posts = _posts([story.pk for story, _near in best])
    shared = {story.pk: _shared(posts[story.pk].plain, terms) for story, _near in best}
    ranked = _ranked(best, shared, terms, STORY_FROM)
    numbers = _best_passages([story.pk for story in ranked], sought.meaning)
    return [
        _hit(posts[one.pk], numbers.get(one.pk, 1), terms, _common(sought, bytes(one.themes)[:TOLD]), shared[one.pk])
        for one in ranked
    ]


def who_else_said(viewer: Member, sought: Sought) -> list[Hit]:
    """Passages by others, one of each post, the likest first. Four queries at most, whatever is found."""
    if sought.meaning is None:
        return []
    terms = telling_words(sought.plain)
    near = Passage.objects.near(sought.meaning.themes).values("pk")
    rows = Passage.objects.by_others(viewer).exclude(post__topic=sought.topic_id)
    found = list(rows.filter(Q(pk__in=near) | Q(post__in=_posts_with(viewer, terms))))
    if not found:
        return []
    like = closeness_by_signs(sought.meaning, [bytes(one.signs) for one in found])
    best = sorted(_once_a_post(found, like.tolist()), key=lambda pair: -pair[1])[:READ]
    posts = _posts([one.post_id for one, _near in best])
    shared = {one.pk: _shared(_paragraph(posts[one.post_id], one.number), terms) for one, _near in best}
    return [
        _hit(posts[one.post_id], one.number, terms, _common(sought, (one.first, one.second)), shared[one.pk])
        for one in _ranked(best, shared, terms, PASSAGE_FROM)
    ]


def _posts_with(viewer: Member, terms: tuple[Term, ...], **only: Any) -> list[int]:
    """The newest posts by others with one of the words: as a search finds them, from the newest back."""
    if not terms:
        return []
    seen = Post.objects.visible_to(viewer).exclude(own(viewer)).filter(pk=OuterRef("pk"), **only)
    entries = Entry.objects.annotate(seen=Subquery(seen.values("pk")[:1]))
    entries = entries.filter(seen__isnull=False, words__matches=Question(terms).either())
    return list(entries.order_by("-pk").values_list("pk", flat=True)[:BY_WORDS])


def _once_a_post(rows: Sequence[Passage], like: Sequence[float]) -> list[tuple[Passage, float]]:
    best: dict[int, tuple[Passage, float]] = {}
    for row, near in zip(rows, like, strict=True):
        if row.post_id not in best or best[row.post_id][1] < near:
            best[row.post_id] = (row, near)
    return list(best.values())


def _ranked(
    best: Sequence[tuple[Row, float]], shared: Mapping[int, Sequence[str]], terms: Sequence[Term], least: float
) -> list[Row]:
    """With what the words in both add; what is not like enough is not shown."""
    scored = [(near + FOR_WORDS * len(shared[row.pk]) / max(WORDS_MIN, len(terms)), row) for row, near in best]
    return [row for score, row in sorted(scored, key=lambda pair: -pair[0]) if score >= least][:SHOWN]


def _posts(ids: Sequence[int]) -> dict[int, Post]:
    rows = Post.objects.filter(pk__in=ids).select_related("topic__board", "author").defer("html", "source")
    return {post.pk: post for post in rows}


def _paragraph(post: Post, number: int) -> str:
    paragraphs = post.plain.split("\n\n")
    return paragraphs[number - 1] if 0 < number <= len(paragraphs) else ""


def _shared(plain: str, terms: Sequence[Term]) -> list[str]:
    """The telling words that stand in a text too."""
    stems = {word.stem for word in words_of(plain[:READ_MAX])} if terms else set()
    return [term.words[0] for term in terms if term.stems[0] in stems]


def _common(mine: Sought, theirs: Sequence[int]) -> list[Promise]:
    """The names of the themes to which both lean most."""
    themes = mine.meaning.themes[:TOLD] if mine.meaning else ()
    return [THEMES[theme].name for theme in themes if theme in theirs and theme < len(THEMES)]


def _best_passages(posts: Sequence[int], mine: Meaning) -> dict[int, int]:
    """{post: the number of its paragraph that is likest}. One query."""
    rows = list(Passage.objects.filter(post__in=posts))
    if not rows:
        return {}
    like = closeness_by_signs(mine, [bytes(row.signs) for row in rows])
    return {row.post_id: row.number for row, _near in _once_a_post(rows, like.tolist())}


def _hit(post: Post, passage: int, terms: Sequence[Term], themes: Sequence[Promise], words: Sequence[str]) -> Hit:
    return Hit(
        post=post.ref,
        topic=post.topic.ref,
        passage=passage,
        title=post.topic.title,
        board=post.topic.board.title,
        author=post.author.name if post.author else "",
        author_ref=post.author.ref if post.author else "",
        written_at=post.written_at,
        pieces=passages.one(post.plain, passage, terms).pieces,
        themes=themes,
        words=words,
    )


def opening_of(topic: Topic, viewer: Member) -> Post | None:
    """The post that began it, where the viewer may see that."""
    return Post.objects.visible_to(viewer).filter(topic=topic, number=1).first()
