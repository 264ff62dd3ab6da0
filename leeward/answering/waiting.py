"""Who waits for a first answer: topics that nobody has answered, as the viewer may see and answer them.

The order: first whoever the viewer accompanies, or is accompanied by; then those whose author was new here when they
wrote (`NEW_HERE`); then everybody else. In each, whoever has waited longest comes first. Topics leave the list after
`LISTED`, when somebody answers, or is locked or pinned.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Case, Exists, ExpressionWrapper, FloatField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.lookups import GreaterThan
from markupsafe import Markup

from leeward.boards.access import may_write
from leeward.boards.holding import is_held_by, is_held_by_others
from leeward.boards.models import Post, Topic, TopicRows, own
from leeward.boards.wanted import wanted_in_words
from leeward.companions.beside import ids_of_company, is_beside
from leeward.members.models import Member
from leeward.members.ready import Ready
from leeward.members.rows import Found
from leeward.members.sight import is_bound, out_of_sight
from leeward.web.looking import Ago, Days, first_of
from leeward.web.parts import Part

DAY = timedelta(days=1)
NEW_HERE = timedelta(days=30)  # since joining: the first weeks decide whether somebody stays
LISTED = timedelta(days=90)  # after a season few come back to look; a topic still stands on its board
PAGE = 25  # topics: each has three lines
ON_FRONT = 5


# What the list says of each: `ask` and `words` are its opening post's; `is_mine`, `is_taken`: somebody is writing.
LINE = ("pk", "opened_at", "ref", "title", "wanted", "author__name", "board__title", "ask", "words", "is_company",
        "is_new", "is_mine", "is_taken")  # fmt: skip
_line = Part("answering/waiting_line", "line", moments=[LINE.index("opened_at")], keep=500)


@dataclass(frozen=True)
class Waiting:
    """Topics that wait, a few lines each."""

    found: Found

    def __len__(self) -> int:
        return len(self.found.rows)

    def html(self, *, has_buttons: bool) -> Markup:
        return Markup("".join(_line.of(self.found.rows, self._read, has_buttons)))  # noqa: S704 (made by a template)

    def _read(self, rows: list[Any]) -> list[Any]:
        return [row._replace(wanted=wanted_in_words(row.wanted)) for row in self.found.made(rows)]


def waiting_for(viewer: Member, after: int | None = None, most: int = PAGE) -> tuple[Waiting, int | None]:
    """(a page of them, the `after` of the next page or None). One query.

    An index holds the unanswered by their opening, so the cost follows how many wait, not how many wrote.
    """
    found = (_first if most == ON_FRONT else _page).found(viewer, after)
    shown = Waiting(Found(found.rows[:most], found.reading))
    return shown, found.rows[most - 1][0] if len(found.rows) > most else None


def _waiting(viewer: Member, after: int | None, most: int) -> QuerySet[Any, Any]:
    # The few that may stand on the page are found by what decides the order; only they are looked at closer.
    rows = _in_order(Topic.objects.filter(pk__in=_foremost(viewer, after, most + 1)), viewer)[: most + 1]
    opening = Post.objects.filter(topic=OuterRef("pk"), number=1, taken_down_at=None, hidden_at=None)
    return rows.annotate(
        ask=Subquery(opening.values("ask")[:1]),
        words=Subquery(opening.values("words")[:1]),
        is_mine=is_held_by(viewer),
        is_taken=is_held_by_others(viewer),
    ).values_list(*LINE, named=True)


def _foremost(viewer: Member, after: int | None, most: int) -> Any:
    """Ids, the first `most` of the list among them, found without putting all who wait in order.

    Whoever is among the first is so among those ahead of the others, by company or because they were new here, who are
    found by the names of few; or among all in the order of their opening, which an index has: that walk ends when there
    are enough.
    """
    waiting = _from(after, _open_to(viewer).filter(answered_at=None), viewer)
    ahead = waiting.filter(pk__in=_of_newcomers().union(_of_company(viewer), all=True))
    parts = [_in_order(ahead, viewer), waiting.order_by("opened_at", "pk")]
    if is_bound(viewer):
        parts.append(_in_order(_from(after, _open_to(viewer).filter(_unseen_answers(viewer)), viewer), viewer))
    return first_of(*parts, most=most)


def _of_newcomers() -> QuerySet[Any, Any]:
    """Unanswered whose author was new here: by an index of who joined lately, and one of what waits of each."""
    lately = Member.objects.filter(joined_at__gt=Ago(LISTED + NEW_HERE + DAY)).values("pk")
    joined_at = Subquery(Member.objects.filter(pk=OuterRef("author")).values("joined_at"))
    return Topic.objects.filter(_was_new(joined_at), author__in=lately, answered_at=None).order_by().values("pk")


def _of_company(viewer: Member) -> QuerySet[Any, Any]:
    """Unanswered by whoever the viewer accompanies, or is accompanied by."""
    newcomers, companions = ids_of_company(viewer)
    rows = Topic.objects.filter(author__in=newcomers.union(companions, all=True), answered_at=None)
    return rows.order_by().values("pk")


_first = Ready(lambda viewer, after: _waiting(viewer, after, ON_FRONT))
_page = Ready(lambda viewer, after: _waiting(viewer, after, PAGE))


def answerable_by(viewer: Member) -> TopicRows:
    """Unanswered topics by others that the viewer may see and write in."""
    is_unanswered = Q(answered_at=None)
    return _open_to(viewer).filter(is_unanswered | _unseen_answers(viewer) if is_bound(viewer) else is_unanswered)


def _open_to(viewer: Member) -> TopicRows:
    """All that may be listed, answered or not."""
    rows = Topic.objects.visible_to(viewer).filter(opened_at__gt=Ago(LISTED))
    rows = rows.filter(author__isnull=False, author__closed_at=None, locked_at=None, pinned_at=None).exclude(
        own(viewer)
    )
    return rows.annotate(may_write=may_write(viewer, "board__")).filter(may_write=True)


def _unseen_answers(viewer: Member) -> Q:
    """An answer that a block keeps from the viewer is none for them, or the list would tell of it."""
    hidden = Post.objects.filter(out_of_sight(viewer), taken_down_at=None, hidden_at=None).values("topic")
    answers = Post.objects.standing_for(viewer).filter(topic=OuterRef("pk"), number__gt=1)
    return Q(Q(pk__in=hidden), ~Exists(answers.exclude(author=OuterRef("author"))))


def _in_order(rows: TopicRows, viewer: Member) -> TopicRows:
    is_new = Case(When(_was_new("author__joined_at"), then=Value(1)), default=Value(0))
    marked: Any = rows.annotate(is_company=is_beside(viewer), is_new=is_new)
    ordered: TopicRows = marked.order_by("-is_company", "-is_new", "opened_at", "pk")
    return ordered


def _was_new(joined_at: Any) -> GreaterThan:
    since = ExpressionWrapper(Days("opened_at") - NEW_HERE / DAY, FloatField())
    return GreaterThan(Days(joined_at), since)


def _from(after: int | None, rows: TopicRows, viewer: Member) -> Any:
    return rows if after is None else _beyond(_in_order(rows, viewer), after, viewer)


def _beyond(rows: Any, after: int, viewer: Member) -> Any:
    """What comes after the topic `after`, whether or not that is still on the list."""
    last: Any = _in_order(Topic.objects.filter(pk=after), viewer).order_by()
    is_company = Subquery(last.values("is_company")[:1])
    is_new, opened_at = Subquery(last.values("is_new")[:1]), Subquery(last.values("opened_at")[:1])
    later = Q(opened_at__gt=opened_at) | Q(opened_at=opened_at, pk__gt=after)
    in_company = Q(is_new__lt=is_new) | Q(later, is_new=is_new)
    return rows.filter(Q(is_company__lt=is_company) | Q(in_company, is_company=is_company))
