"""Whom one writes to: found by the exact name, shown by the face they have here."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from leeward.conversations.models import Conversation, Participant
from leeward.members import sight
from leeward.members.models import Member
from leeward.members.names import name_key

TOGETHER = 5  # people one may write to at once: with the writer six, as many as sit around a kitchen table
BETWEEN = re.compile(r"[,;\n]+")


def called(name: str) -> Member | None:
    """Who has exactly this name, in whatever spelling looks the same; None for nobody, or nobody who can be in."""
    key = name_key(name)
    return Member.objects.admitted().filter(name_key=key, closed_at=None).first() if key else None


def named(text: str) -> tuple[list[Member], list[str]]:
    """(the members whose names stand in the text, with commas or line ends between; the names that are nobody's)."""
    found: dict[int, Member] = {}
    unknown = []
    for name in filter(None, (part.strip() for part in BETWEEN.split(text)[: 4 * TOGETHER])):
        if person := called(name):
            found.setdefault(person.pk, person)
        else:
            unknown.append(name)
    return list(found.values()), unknown


def names_of(faces: Iterable[Member]) -> str:
    """The names, as they stand in a line."""
    return ", ".join(face.name for face in faces) or _("a former member")


def others_in(place: Participant) -> list[Participant]:
    """The other places, in the order in which they were asked. One query."""
    rows = Participant.objects.filter(conversation=place.conversation_id).exclude(pk=place.pk)
    return list(rows.select_related("face").order_by("pk"))


def kept_from(author: Member, places: Iterable[Participant]) -> set[int]:
    """The places (by id) that what this author writes never reaches, because a block stands between. One query.

    It goes by the names that stand there: a name for one topic is somebody of its own, also to a block.
    """
    places = list(places)
    apart = {one for one, _other in sight.pairs_apart([place.face_id for place in places], [author.pk])}
    return {place.pk for place in places if place.face_id in apart}


def has_blocked(by: Member, faces: Iterable[Member]) -> set[int]:
    """Those of the faces (by id) whom `by` has chosen to block."""
    if not sight.is_bound(by):
        return set()
    return set(sight.blocked_by(by).filter(other__in=[face.pk for face in faces]).values_list("other_id", flat=True))


def unanswered(by: Member, face: Member) -> Participant | None:
    """The last time `by` asked this face and got no answer, whatever became of it. One query."""
    rows = Participant.objects.filter(face=face, accepted_at=None, conversation__begun_by=by)
    return rows.order_by("asked_at").last()


def has_declined(by: Member, face: Member) -> bool:
    """Whether this face once declined a request of `by`: then no other one arrives."""
    return Participant.objects.filter(face=face, declined_at__isnull=False, conversation__begun_by=by).exists()


def already_with(by: Member, face: Member) -> Participant | None:
    """The place of `by` in an open conversation between the two alone."""
    theirs = Conversation.objects.filter(participants__face=face, participants__accepted_at__isnull=False)
    places = Participant.objects.visible_to(by).filter(conversation__in=theirs, accepted_at__isnull=False)
    for place in places.order_by("-pk")[:TOGETHER]:
        if len(others_in(place)) == 1:
            return place
    return None
