"""What is new for a member, exactly, and where they stopped.

Read up to is the higher of two: the reading row of the topic, and the last post written before the
member marked the board, or everything, as read (joining marks everything). What is new is then
arithmetic: the topic's last number less the number read up to, less the few posts taken back since.
No post is counted one by one, so the cost does not grow with the topic.
"""

from django.db.models import Case, Count, DateTimeField, F, IntegerField, OuterRef, Q, Subquery, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from leeward.boards.marks import CaughtUp, Reading
from leeward.boards.models import HOUSE_WIDE, Board, Post, Topic, TopicRows
from leeward.members.models import Member
from leeward.members.sight import is_bound, out_of_sight
from leeward.notices.telling import seen_all, seen_up_to
from leeward.web.looking import is_not_there

RECENT = 400  # topics looked through for what is new for me: the house's latest weeks
GONE = Q(taken_down_at__isnull=False) | Q(hidden_at__isnull=False)


def with_seen(topics: TopicRows, member: Member, board: int | None = None) -> TopicRows:
    """Adds `seen` (number read up to) and `reach`, which is more by as many standing posts as are new.

    Of one board's topics its id says so. The difference is left to whoever reads the row: a database asked for it would
    look up `seen` twice.
    """
    own = Reading.objects.filter(member=member, topic=OuterRef("pk"))
    everything = _everything(member)
    this_board = CaughtUp.objects.filter(member=member, board=OuterRef("board_id") if board is None else board)
    return (
        topics.alias(mark=Greatest(everything, Coalesce(Subquery(this_board.values("at")), everything)))
        .annotate(seen=Greatest(_or_zero(own.values("seen_number")[:1]), _or_zero(_number_at_mark())))
        .annotate(reach=F("last_number") - _gone(member))
    )


def with_place(topics: TopicRows, member: Member) -> TopicRows:
    """Adds `at_number` and `at_passage`: where the member stopped reading."""
    own = Reading.objects.filter(member=member, topic=OuterRef("pk"))
    return topics.annotate(
        at_number=_or_zero(own.values("at_number")[:1]), at_passage=_or_zero(own.values("at_passage")[:1])
    )


def _gone(member: Member) -> Combinable:
    """How many posts after `seen` do not stand, for the member. Not looked for where all that were written do."""
    gone = Post.objects.filter(GONE | out_of_sight(member) if is_bound(member) else GONE)
    gone = gone.filter(topic=OuterRef("pk"), number__gt=OuterRef("seen")).order_by()
    found = _or_zero(gone.values("topic").annotate(n=Count("pk")).values("n"))
    return found if is_bound(member) else Case(When(post_count__lt=F("last_number"), then=found), default=Value(0))


def with_news(topics: TopicRows, member: Member) -> TopicRows:
    """Those whose last standing post the member has not seen, among the latest `RECENT` of the whole house.

    Asked in an order that ends soon where there is none; `with_seen` would count everything first.
    """
    edge = Topic.objects.filter(HOUSE_WIDE).order_by("-last_post_id").values("last_post_id")[RECENT - 1 : RECENT]
    topics = topics.filter(last_post_id__gte=_or_zero(edge), last_post_at__gt=_everything(member), post_count__gt=0)
    marked = CaughtUp.objects.filter(member=member, board=OuterRef("board_id"), at__gte=OuterRef("last_post_at"))
    # Which number the last standing post has is asked only where something, and not all, was read.
    last = Post.objects.filter(pk=OuterRef(OuterRef("last_post_id"))).values("number")
    read = Reading.objects.filter(member=member, topic=OuterRef("pk"))
    read = read.filter(Q(seen_number__gte=OuterRef("last_number")) | Q(seen_number__gte=Subquery(last)))
    topics = topics.filter(is_not_there(marked), is_not_there(read))
    return with_seen(topics, member).filter(Q(reach__gt=F("seen"))) if is_bound(member) else topics


def _everything(member: Member) -> Value:
    """When the member marked everything as read."""
    return Value(member.caught_up_at, output_field=DateTimeField())


def topics_with_news(member: Member) -> Coalesce:
    """For an annotation of boards: how many topics on each have news for the member."""
    rows = with_news(Topic.objects.visible_to(member).filter(board=OuterRef("pk")), member)
    return _or_zero(rows.order_by().values("board").annotate(n=Count("pk")).values("n"))


def _number_at_mark() -> object:
    """One look into the index on (topic, written_at)."""
    return (
        Post.objects.filter(topic=OuterRef("pk"), written_at__lte=OuterRef("mark"))
        .order_by("-written_at")
        .values("number")[:1]
    )


def _or_zero(rows: object) -> Coalesce:
    return Coalesce(Subquery(rows, output_field=IntegerField()), Value(0), output_field=IntegerField())  # type: ignore[arg-type]


def note_place(*, by: Member, topic: Topic, seen: int, number: int, passage: int) -> None:
    """Remember how far `by` has read. `seen` never goes back; the place may."""
    seen, number = min(seen, topic.last_number), min(number, topic.last_number)
    seen_up_to(by=by, place=topic.ref, number=seen)
    reading, made = Reading.objects.get_or_create(
        member=by,
        topic=topic,
        defaults={
            "seen_number": seen,
            "at_number": number,
            "at_passage": passage,
            "read_at": timezone.now(),
        },
    )
    if not made:
        Reading.objects.filter(pk=reading.pk).update(
            seen_number=Greatest(F("seen_number"), Value(seen)),
            at_number=number,
            at_passage=passage,
            read_at=timezone.now(),
        )


def mark_board_read(*, by: Member, board: Board) -> None:
    """Everything on this board counts as read."""
    CaughtUp.objects.update_or_create(member=by, board=board, defaults={"at": timezone.now()})


def mark_all_read(*, by: Member) -> None:
    """Everything everywhere counts as read; marks of single boards are no longer needed."""
    Member.objects.filter(pk=by.pk).update(caught_up_at=timezone.now())
    CaughtUp.objects.filter(member=by).delete()
    seen_all(by=by)


def first_unread(topic: Topic, member: Member, seen: int) -> int | None:
    """The number of the first standing post after `seen`."""
    return (
        topic.posts.standing_for(member)
        .filter(number__gt=seen)
        .order_by("number")
        .values_list("number", flat=True)
        .first()
    )
