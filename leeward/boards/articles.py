"""The posts of a topic's page, each as an article.

Most posts of a page simply stand there. What stands around their words, who wrote them, when, and what a reader can do
with them, is a part (`web.parts`), kept for a while; the words come from the database each time. A post with more to
say, one that is hidden, held, not here any more, or with help lines beside it, is left to the page's template.
"""

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import QuerySet
from markupsafe import Markup

from leeward.boards.models import Post, Topic
from leeward.citations.showing import filled
from leeward.members.models import Member
from leeward.members.ready import Ready
from leeward.members.rows import Found
from leeward.web.parts import Part

SHOWN = ("number", "author_id", "ref", "words", "written_at", "edited_at", "edit_note", "in_story_at",
         "author__name", "author__ref", "unseen", "taken_down_at", "hidden_at", "held_at", "held_for", "care_at",
         "html")  # fmt: skip
NUMBER, AUTHOR, HTML = SHOWN.index("number"), SHOWN.index("author_id"), SHOWN.index("html")
GONE = slice(SHOWN.index("unseen"), SHOWN.index("taken_down_at") + 1)
ODD = slice(SHOWN.index("unseen"), HTML)
WORDS = "\0"  # where the words go; no text holds it
_around = Part("boards/article", "around", moments=[SHOWN.index("written_at"), SHOWN.index("edited_at")], keep=1_000)


@Ready
def _posts(viewer: Member | None, topic: int, first: int, end: int) -> QuerySet[Any, Any]:
    rows = Post.objects.with_sight(viewer).filter(topic=topic, number__gte=first, number__lt=end)
    return rows.order_by("number").values_list(*SHOWN, named=True)


class Reads(NamedTuple):
    """What an article says to its reader beside the post: what they can do with it."""

    is_member: bool
    may_quote: bool
    is_moderator: bool
    is_my_topic: bool


class Articles:
    """A page's posts, as the viewer may see them. One query; one more where something is cited."""

    def __init__(self, topic: Topic, viewer: Member | None, first: int, end: int) -> None:
        self.topic = topic
        self.found: Found = _posts.found(viewer, topic.pk, first, end)
        self.htmls = filled([row[HTML] for row in self.found.rows], viewer)

    def __len__(self) -> int:
        return len(self.found.rows)

    def posts(self) -> list[Any]:
        """The rows as rows of posts."""
        return self.found.made()

    @property
    def last_number(self) -> int:
        return int(self.found.rows[-1][NUMBER])

    def pieces(self, reads: Reads, own: Collection[int | None], seen_to: int) -> Iterator[Any]:
        """What stands on the page, in order: HTML of posts one after the other; a row, for a post with more to say; and
        None where the first stands that is new, if anything stands before it. `own`: under whom the viewer writes."""
        said, new = self._said(reads, own), self._first_new(seen_to)
        for kind, places in groupby(range(len(self)), lambda place: (said[place] is None, place >= new)):
            run = list(places)
            if run[0] == new and self.found.rows[new][NUMBER] > 1:
                yield None
            if kind[0]:
                yield from self._odd(run)
            else:
                yield Markup("".join([said[place] or "" for place in run]))  # noqa: S704 (templates, and rendered words)

    def _odd(self, places: list[int]) -> Iterator[Any]:
        for place, row in zip(places, self.found.made([self.found.rows[place] for place in places]), strict=True):
            yield row._replace(html=self.htmls[place])

    def _first_new(self, seen_to: int) -> int:
        """The place of the first post that stands here and was not seen; beyond the last where there is none."""
        rows = self.found.rows
        if not rows or rows[-1][NUMBER] <= seen_to:
            return len(rows)
        fresh = (place for place, row in enumerate(rows) if row[NUMBER] > seen_to and not any(row[GONE]))
        return next(fresh, len(rows))

    def _said(self, reads: Reads, own: Collection[int | None]) -> list[str | None]:
        """Each post's article; None for one with more to say."""
        said: list[str | None] = [None] * len(self)
        plain = [place for place, row in enumerate(self.found.rows) if not any(row[ODD])]
        by_me = [place for place in plain if self.found.rows[place][AUTHOR] in own]
        others = [place for place in plain if place not in by_me] if by_me else plain
        for places, is_mine in ((others, False), (by_me, True)):
            rows = [self.found.rows[place][:HTML] for place in places]
            parts = _around.of(rows, self._made, self.topic.ref, self.topic.author_id, is_mine, reads)
            for place, part in zip(places, parts, strict=True):
                said[place] = part.replace(WORDS, self.htmls[place], 1)
        return said

    def _made(self, rows: list[Any]) -> list[Any]:
        return self.found.made([(*row, WORDS) for row in rows])
