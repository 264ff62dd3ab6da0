"""Lists of topics: a board's page, my own. Each is one query, whatever the board's size."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Now
from markupsafe import Markup

from leeward.boards.models import Board, Post, Topic, TopicRows
from leeward.boards.reading import topics_with_news, with_seen
from leeward.members.aliases import faces_of
from leeward.members.models import Member
from leeward.members.ready import Ready
from leeward.members.rows import Found
from leeward.members.sight import in_sight, is_bound, out_of_sight
from leeward.web.looking import first_of, latest
from leeward.web.parts import Part

PAGE = 40  # topics on a page: one line each, one screen for who answers many
FEW = 8  # on the front page; each list has a page of its own


# A lock that has an end is over then.
_LOCKED = Case(
    When(locked_at=None, then=Value(False)),
    When(Q(locked_until=None) | Q(locked_until__gt=Now()), then=Value(True)),
    default=Value(False),
)
# What a list says of a topic, and so all that is read of it.
LINE = ("last_post_id", "last_post_at", "ref", "title", "who", "board__title", "answers", "updates", "reach", "seen",
        "pinned_at", "locked", "hidden_at")  # fmt: skip
_line = Part("boards/topic_line", "line", moments=[LINE.index("last_post_at")], keep=1_000)


@dataclass(frozen=True)
class Lines:
    """A list of topics, a line each."""

    found: Found

    def __len__(self) -> int:
        return len(self.found.rows)

    def first(self, most: int) -> "Lines":
        return Lines(Found(self.found.rows[:most], self.found.reading))

    def html(self, *, show_board: bool = False, among_pinned: bool = False) -> Markup:
        parts = _line.of(self.found.rows, self.found.made, show_board, among_pinned)
        return Markup("".join(parts))  # noqa: S704 (made by a template)


def lines(viewer: Member | None, rows: TopicRows, board: int | None = None, *, of_viewer: bool = False) -> TopicRows:
    """Each with `answers` as the viewer would count them, what is new for them, and `who` began it: None for nobody any
    more, "" where that need not be said, among the viewer's own. `board`: all are on it."""
    who: Any = F("author__name")
    if of_viewer and viewer:
        who = Case(When(author=viewer.pk, then=Value("")), default=who)
    rows = rows.annotate(answers=F("post_count") - _opening() - _out_of_sight(viewer), who=who, locked=_LOCKED)
    return with_seen(rows, viewer, board) if viewer else rows.annotate(reach=Value(0), seen=Value(0))


def _opening() -> Combinable:
    """1 where the post that began the topic stands: it is no answer. Only where some do not stand is it looked for."""
    opening = Post.objects.filter(topic=OuterRef("pk"), number=1, taken_down_at=None, hidden_at=None)
    stands = Coalesce(Subquery(opening.values("number")[:1]), Value(0))
    return Case(When(post_count__lt=F("last_number"), then=stands), default=Value(1))


def _out_of_sight(viewer: Member | None) -> Combinable:
    """How many standing posts of a topic a block keeps from the viewer. Asked only for those whom one concerns."""
    if viewer is None or not is_bound(viewer):
        return Value(0)
    kept = Post.objects.filter(out_of_sight(viewer), topic=OuterRef("pk"), taken_down_at=None, hidden_at=None)
    return Coalesce(Subquery(kept.order_by().values("topic").annotate(n=Count("pk")).values("n")), Value(0))


def pinned_on(board: Board, viewer: Member | None) -> Lines:
    """The pinned topics of a board, the last pinned first."""
    return Lines(_pinned.found(viewer, board.pk))


@Ready
def _pinned(viewer: Member | None, board: int) -> QuerySet[Any, Any]:
    rows = Topic.objects.visible_to(viewer).filter(board=board, pinned_at__isnull=False)
    return lines(viewer, rows, board).order_by("-pinned_at").values_list(*LINE, named=True)


def topics_on(board: Board, viewer: Member | None, before: int | None) -> tuple[Lines, int | None]:
    """(a page of unpinned topics, the `before` of the next page or None). Newest activity first.

    The page begins below a post id instead of at a count, so the millionth topic costs what the first does.
    """
    return cut(_on_board.found(viewer, board.pk, before))


@Ready
def _on_board(viewer: Member | None, board: int, before: int | None) -> QuerySet[Any, Any]:
    rows = Topic.objects.visible_to(viewer).filter(board=board, pinned_at=None)
    return _from(before, lines(viewer, rows, board))


def mine(viewer: Member, before: int | None = None) -> tuple[Lines, int | None]:
    """Topics the member began, under whichever name, newest activity first."""
    return cut(_mine.found(viewer, before))


def few_of_mine(viewer: Member) -> Lines:
    """The first of them, one more than `FEW`: whether there are more."""
    return Lines(_few_of_mine.found(viewer))


@Ready
def _mine(viewer: Member, before: int | None) -> QuerySet[Any, Any]:
    return _own(viewer, before, PAGE + 1)


@Ready
def _few_of_mine(viewer: Member) -> QuerySet[Any, Any]:
    return _own(viewer, None, FEW + 1)


def _own(viewer: Member, before: int | None, most: int) -> QuerySet[Any, Any]:
    # An index has each name's topics in order; whoever began hundreds has them there under one name.
    rows = Topic.objects.visible_to(viewer)
    rows = rows if before is None else rows.filter(last_post_id__lt=before)
    own = rows.filter(author=viewer.pk).order_by("-last_post_id")
    under_others = rows.filter(author__in=faces_of(viewer)).order_by(latest("last_post_id"))
    found = Topic.objects.filter(pk__in=first_of(own, under_others, most=most))
    return lines(viewer, found, of_viewer=True).order_by(latest("last_post_id")).values_list(*LINE, named=True)[:most]


def _from(before: int | None, rows: TopicRows) -> QuerySet[Any, Any]:
    if before is not None:
        rows = rows.filter(last_post_id__lt=before)
    return rows.order_by("-last_post_id").values_list(*LINE, named=True)[: PAGE + 1]


def cut(found: Found) -> tuple[Lines, int | None]:
    shown = Lines(found)
    return (shown.first(PAGE), found.rows[PAGE - 1][0]) if len(shown) > PAGE else (shown, None)


def posts_by(author: Member, viewer: Member, before: int | None) -> tuple[list[Post], int | None]:
    """(a page of their posts that the viewer may see, the `before` of the next page or None). Newest first, one query.

    By author, so nothing they wrote under another name is among them.
    """
    rows = Post.objects.visible_to(viewer).filter(author=author).select_related("topic__board")
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.defer("html", "source").order_by("-pk")[: PAGE + 1])
    return found[:PAGE], (found[PAGE - 1].pk if len(found) > PAGE else None)


# `newest_at` is the moment of its newest topic, `fresh` how many of its topics have news for the viewer.
BOARD = ("newest_at", "fresh", "group_id", "group__title", "ref", "title", "about")
_board = Part("boards/board_line", "line", moments=[BOARD.index("newest_at")], keep=500)


@dataclass(frozen=True)
class Group:
    """Boards under their heading, a line each."""

    pk: int
    title: str
    fresh: int  # topics with news on all of them
    html: Markup


def boards_for(viewer: Member | None) -> list[Group]:
    """The boards the viewer may read, in order. One query."""
    found = _boards.found(viewer)
    groups = []
    for (pk, title), boards in groupby(zip(found.rows, _board.of(found.rows, found.made), strict=True), _group_of):
        rows, parts = zip(*boards, strict=True)
        html = Markup("".join(parts))  # noqa: S704 (made by a template)
        groups.append(Group(pk, title, sum(row[BOARD.index("fresh")] for row in rows), html))
    return groups


def _group_of(pair: tuple[Any, str]) -> tuple[int, str]:
    row = pair[0]
    return row[BOARD.index("group_id")], row[BOARD.index("group__title")]


@Ready
def _boards(viewer: Member | None) -> QuerySet[Any, Any]:
    newest = (
        Topic.objects.filter(in_sight(viewer), board=OuterRef("pk"), taken_down_at=None, hidden_at=None)
        .order_by("-last_post_id")
        .values("last_post_at")[:1]
    )
    return (
        Board.objects.visible_to(viewer)
        .annotate(newest_at=Subquery(newest), fresh=topics_with_news(viewer) if viewer else Value(0))
        .order_by(F("group__position"), "group_id", "position", "id")
        .values_list(*BOARD, named=True)
    )


JOINED_MOST = 10  # topics joined one into the next, followed from an old address


def where_joined(ref: str, number: int, viewer: Member | None) -> tuple[str, int] | None:
    """(ref, number) where a post of a topic that was joined to another stands now; None for anything that the viewer
    may not see. A query for each topic on the way, and none where nothing is found."""
    for _step in range(JOINED_MOST):
        rows = Topic.objects.filter(ref=ref, joined_to__isnull=False)
        found = rows.values_list("joined_to__ref", "joined_from", "joined_to__last_number").first()
        if found is None:
            return None
        ref, number = str(found[0]), min(found[1] + number - 1, found[2] or 1)
        if Topic.objects.visible_to(viewer).filter(ref=ref).exists():
            return ref, number
    return None
