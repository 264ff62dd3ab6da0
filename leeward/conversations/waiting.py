"""Who wrote to a member in private and waits: open conversations of two, in which the last word is the other's.

Nothing is stored for it but what the member said about it: until when it is set aside, and up to which message they
let it go. In a conversation of several nobody in particular is spoken to, so nobody owes there.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, DateTimeField, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from leeward.conversations.lists import Line, lines_for, reaching
from leeward.conversations.models import Message, Participant, ParticipantRows
from leeward.members.models import Member
from leeward.members.ready import Ready
from leeward.web.sealing import Unreadable
from leeward.words import quoted_posts

SHOWN = 40  # on a page


def unanswered(viewer: Member) -> ParticipantRows:
    """Each with `at`, since when the other one waits, and `last`, the number of their last message."""
    mine = Message.objects.filter(
        author=OuterRef("face_id"), conversation=OuterRef("conversation_id"), taken_back_at=None
    ).order_by("-number")
    answered = Coalesce(Subquery(mine.values("number")[:1], output_field=IntegerField()), 0)
    theirs = reaching(viewer).filter(taken_back_at=None, author__isnull=False).exclude(author=OuterRef("face_id"))
    since = theirs.filter(number__gt=OuterRef("answered"))
    others = Participant.objects.filter(conversation=OuterRef("conversation_id")).exclude(face=OuterRef("face_id"))
    alone = others.order_by().values("conversation").annotate(n=Count("pk")).values("n")
    places = Participant.objects.visible_to(viewer).filter(accepted_at__isnull=False)
    found: Any = places.annotate(answered=Greatest(answered, "let_go_to", output_field=IntegerField()))
    found = found.annotate(
        at=Subquery(since.order_by("number").values("written_at")[:1], output_field=DateTimeField()),
        last=Subquery(since.order_by("-number").values("number")[:1], output_field=IntegerField()),
        others=Subquery(alone, output_field=IntegerField()),
        news=Value(0, output_field=IntegerField()),
    )
    here = Exists(others.filter(face__closed_at=None, face__erase_asked_at=None))
    rows: ParticipantRows = found.filter(here, others=1, at__isnull=False)
    return rows


def waiting_for(viewer: Member, now: datetime) -> ParticipantRows:
    """Less what was set aside until a day that has not come."""
    return unanswered(viewer).filter(Q(aside_until=None) | Q(aside_until__lte=now))


def aside_for(viewer: Member, now: datetime) -> ParticipantRows:
    return unanswered(viewer).filter(aside_until__gt=now)


def count_for(viewer: Member, now: datetime) -> QuerySet[Any, Any]:
    """One row of one number, for a part of another query; none where nobody waits."""
    rows = waiting_for(viewer, now).order_by().annotate(one=Value(1)).values("one")
    return rows.annotate(count=Count("pk", distinct=True)).values("count")


def lines_waiting(viewer: Member, now: datetime) -> list[Line]:
    """As the list of conversations shows them, the longest wait first. Two queries, three where blocks are."""
    return lines_for(viewer, _waiting.rows(viewer, now))


def line_of(viewer: Member, place: Participant) -> Line:
    """That of one place where somebody waits."""
    return lines_for(viewer, list(unanswered(viewer).filter(pk=place.pk)))[0]


def lines_aside(viewer: Member, now: datetime) -> list[Line]:
    """The same of what was set aside."""
    return lines_for(viewer, list(_longest_first(aside_for(viewer, now))))


@Ready
def _waiting(viewer: Member, now: datetime) -> ParticipantRows:
    rows: ParticipantRows = _longest_first(waiting_for(viewer, now))
    return rows


def _longest_first(rows: Any) -> Any:
    return rows.order_by("at", "pk")[:SHOWN]


def set_aside(*, by: Member, place: Participant, until: datetime | None) -> None:
    """Off the list until then; None takes it up again."""
    Participant.objects.of(by).filter(pk=place.pk).update(aside_until=until)


def let_go(*, by: Member, place: Participant) -> None:
    """Up to the last message that stands there now. What is written after it waits anew. Nobody is told."""
    for row in unanswered(by).filter(pk=place.pk):
        Participant.objects.of(by).filter(pk=row.pk).update(let_go_to=row.last, aside_until=None)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Said:
    """Of one message what those need to know who reckon what it answers: no word of it."""

    by: int
    to: int | None  # whoever it is written to, where that is one person alone
    posts: frozenset[str]  # refs of what it quotes
    at: datetime


def said(message_id: int) -> Said | None:
    """Whether it arrived is not asked: its writer must not learn that from what it settles. Two queries."""
    message = Message.objects.filter(pk=message_id, author__isnull=False, taken_back_at=None).first()
    if message is None or message.author_id is None:
        return None
    faces = Participant.objects.filter(conversation=message.conversation_id).exclude(face=message.author_id)
    others = list(faces.values_list("face_id", flat=True)[:2])
    try:
        posts = quoted_posts(message.text.source)
    except Unreadable:
        posts = frozenset()
    return Said(message.author_id, others[0] if len(others) == 1 else None, posts, message.written_at)
