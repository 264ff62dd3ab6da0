"""What a member does about the replies they owe."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Count, IntegerField, Q, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce
from django.utils import timezone

from leeward.answering import rules
from leeward.answering.models import Owed, Why
from leeward.boards import actions as boards
from leeward.boards.actions import refuse
from leeward.boards.models import Post, Topic
from leeward.conversations import waiting
from leeward.members.aliases import is_own
from leeward.members.models import Member
from leeward.web.sealing import Unreadable, seal, unseal

DAYS = {"day": 1, "week": 7, "month": 30}  # how long a reply can be set aside


def owed_of(member: Member, now: datetime) -> Combinable:
    """For `annotate`: how many wait for a reply today, in topics and in private."""
    rows = Owed.objects.visible_to(member).open().today(now).order_by().annotate(one=Value(1)).values("one")
    posts = Subquery(rows.annotate(count=Count("pk")).values("count"), output_field=IntegerField())
    talks = Subquery(waiting.count_for(member, now), output_field=IntegerField())
    return Coalesce(posts, 0) + Coalesce(talks, 0)


def set_aside(*, by: Member, owed: Owed, how_long: str) -> datetime:
    """Off the list until then; it comes back by itself."""
    until = timezone.now() + timedelta(days=DAYS[how_long])
    Owed.objects.of(by).open().filter(pk=owed.pk).update(aside_until=until)
    return until


def take_up(*, by: Member, owed: Owed) -> None:
    """Back on the list at once."""
    Owed.objects.of(by).filter(pk=owed.pk).update(aside_until=None, let_go_at=None)


def let_go(*, by: Member, owed: Owed, words: str = "") -> Post | None:
    """Not up to it. Nobody is told, unless there are `words`: these are posted as a reply, once.

    ValidationError and PermissionDenied as for any reply; then nothing is let go.
    """
    with transaction.atomic():
        Owed.objects.of(by).open().filter(pk=owed.pk).update(let_go_at=timezone.now())
        return boards.reply(by=by, topic=owed.topic, body=words, once=f"let-go-{owed.ref}") if words.strip() else None


def settle(*, by: Member, owed: Owed) -> None:
    """Done, whatever the rules could see of it."""
    Owed.objects.of(by).open().filter(pk=owed.pk).update(settled_at=timezone.now())


def promise(*, by: Member, post: Post, note: str) -> None:
    """Keep in mind that more was promised here; the note is for its writer alone."""
    refuse(rules.why_not_promise(is_own(by, post.author_id), note))
    assert post.author_id is not None
    Owed.objects.update_or_create(
        member_id=post.author_id,
        post=post,
        why=Why.PROMISED,
        defaults={
            "topic": post.topic,
            "note": seal(note, for_=f"promise {post.ref}"),
            "at": timezone.now(),
            "settled_at": None,
            "aside_until": None,
            "let_go_at": None,
        },
    )


def note_of(owed: Owed) -> str:
    """What was promised, "" where there is no note or its key is missing."""
    if not owed.note:
        return ""
    try:
        return unseal(bytes(owed.note), for_=f"promise {owed.post.ref}")
    except Unreadable:
        return ""


def forget_owed(by: Member, topic: Topic, posts: Sequence[Post], is_all: bool) -> None:
    """Promises made in these posts go, and, where the member has no other post there, what they owed there."""
    rows = Owed.objects.of(by)
    (rows.filter(topic=topic) if is_all else rows.filter(post__in=[post.pk for post in posts])).delete()


def promises_in(*, by: Member, topic: Topic, before: Post) -> list[tuple[Owed, str]]:
    """What the member promised in the topic's story before that post, and has not kept: each with its note. Two
    queries."""
    here = Q(topic=topic) | Q(topic__story=topic.story_id) if topic.story_id else Q(topic=topic)
    rows = Owed.objects.visible_to(by).open().filter(here, why=Why.PROMISED, post__lt=before.pk)
    return [(owed, note_of(owed)) for owed in rows.select_related("post").order_by("pk")]


def notes_of(by: Member) -> list[tuple[Owed, str]]:
    """The member's notes on what they promised, each with its row."""
    rows = Owed.objects.of(by).filter(why=Why.PROMISED).select_related("post")
    return [(owed, note) for owed in rows if (note := note_of(owed))]


def put_note(owed: Owed, note: str) -> None:
    """It says this from now on."""
    Owed.objects.filter(pk=owed.pk).update(note=seal(note, for_=f"promise {owed.post.ref}"))
