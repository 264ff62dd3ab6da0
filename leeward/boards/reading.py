"""What is new for a member, exactly, and where they stopped.

Read up to is the higher of two: the reading row of the topic, and the last post written before the
member marked the board, or everything, as read (joining marks everything). What is new is then
arithmetic: the topic's last number less the number read up to, less the few posts taken back since.
No post is counted one by one, so the cost does not grow with the topic.
"""

from django.db.models import Count, DateTimeField, F, IntegerField, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from leeward.boards.marks import CaughtUp, Reading
from leeward.boards.models import HOUSE_WIDE, Board, Post, Topic, TopicRows
from leeward.members.models import Member
from leeward.members.sight import in_sight, is_bound
from leeward.notices.telling import seen_all, seen_up_to

RECENT = 400  # topics looked through for what is new for me: the house's latest weeks
GONE = Q(taken_down_at__isnull=False) | Q(hidden_at__isnull=False)


def with_unread(topics: TopicRows, member: Member) -> TopicRows:
    """Adds `seen` (number read up to), `unread` (standing posts after it), `at_number` and `at_passage`."""
    own = Reading.objects.filter(member=member, topic=OuterRef("pk"))
    everything = Value(member.caught_up_at, output_field=DateTimeField())
    this_board = CaughtUp.objects.filter(member=member, board=OuterRef("board_id")).values("at")
    gone = (
        Post.objects.filter(GONE | ~in_sight(member) if is_bound(member) else GONE)
        .filter(topic=OuterRef("pk"), number__gt=OuterRef("seen"))
        .order_by()
        .values("topic")
        .annotate(n=Count("pk"))
        .values("n")
    )
    return (
        topics.annotate(
            mark=Greatest(everything, Coalesce(Subquery(this_board), everything)),
            at_number=_or_zero(own.values("at_number")[:1]),
            at_passage=_or_zero(own.values("at_passage")[:1]),
        )
        .annotate(seen=Greatest(_or_zero(own.values("seen_number")[:1]), _or_zero(_number_at_mark())))
        .annotate(unread=F("last_number") - F("seen") - _or_zero(gone))
    )


def with_news(topics: TopicRows, member: Member) -> TopicRows:
    """Those whose last standing post the member has not seen, among the latest `RECENT` of the whole house.

    Asked in an order that ends soon where there is none; `with_unread` would count everything first.
    """
    edge = Topic.objects.filter(HOUSE_WIDE).order_by("-last_post_id").values("last_post_id")[RECENT - 1 : RECENT]
    everything = Value(member.caught_up_at, output_field=DateTimeField())
    this_board = CaughtUp.objects.filter(member=member, board=OuterRef("board_id")).values("at")
    own = Reading.objects.filter(member=member, topic=OuterRef("pk")).values("seen_number")[:1]
    last = Post.objects.filter(pk=OuterRef("last_post_id")).values("number")
    topics = topics.filter(last_post_id__gte=_or_zero(edge), last_post_at__gt=everything, post_count__gt=0)
    topics = topics.filter(last_post_at__gt=Coalesce(Subquery(this_board), everything))
    topics = topics.alias(last_standing=Subquery(last), read_to=_or_zero(own)).filter(last_standing__gt=F("read_to"))
    return with_unread(topics, member).filter(Q(unread__gt=0)) if is_bound(member) else topics


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
