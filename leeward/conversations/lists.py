"""The list of one's conversations, what is new in them, and one page of one: a few queries each, whatever the size."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from leeward.citations.showing import filled
from leeward.conversations import people
from leeward.conversations.models import Message, MessageRows, Participant, ParticipantRows, Withheld
from leeward.conversations.texts import Reading, Text
from leeward.members.models import Member
from leeward.members.sight import not_blocked
from leeward.web.looking import HowMany
from leeward.web.sealing import Unreadable

PAGE = 40  # conversations on a page of the list
MESSAGES = 25  # on a page of a conversation, as in a topic
COUNTED = 99  # conversations with news: nobody needs a higher number


@dataclass(frozen=True)
class Line:
    """A conversation on the list: as its reader may know it."""

    place: Participant
    others: list[Participant]
    news: int
    at: datetime
    is_blocked: bool  # every other one in it was blocked by the reader

    @property
    def subject(self) -> str:
        return _subject(self.place)

    @property
    def names(self) -> str:
        return people.names_of(other.face for other in self.others)

    @property
    def waits(self) -> bool:
        """Nobody has answered yet, whatever became of it."""
        return bool(self.others) and not any(other.accepted_at for other in self.others)


@dataclass(frozen=True)
class Said:
    """A message as a page shows it."""

    message: Message
    text: Text
    is_own: bool
    is_new: bool


def _subject(place: Participant) -> str:
    try:
        return place.conversation.subject
    except Unreadable:
        return ""


def reaching(viewer: Member) -> MessageRows:
    """Of the conversation of an outer place: what is meant for that place, less who the viewer has blocked since."""
    kept = Withheld.objects.filter(message=OuterRef("pk"), participant=OuterRef(OuterRef("pk")))
    rows = Message.objects.filter(~Exists(kept), not_blocked(viewer), conversation=OuterRef("conversation_id"))
    return rows.order_by()


def _news(viewer: Member) -> MessageRows:
    """Of these, what the viewer has not been shown and somebody else wrote."""
    mine = Q(author=OuterRef("face_id")) & Q(author__isnull=False)
    return reaching(viewer).filter(~mine, number__gt=OuterRef("read_to"), taken_back_at=None)


def _with_news(viewer: Member) -> ParticipantRows:
    counted = _news(viewer).values("conversation").annotate(n=Count("pk")).values("n")
    last = reaching(viewer).order_by("-number")
    return Participant.objects.visible_to(viewer).annotate(
        news=Coalesce(Subquery(counted, output_field=IntegerField()), 0),
        at=Coalesce(Subquery(last.values("written_at")[:1]), "conversation__begun_at"),
    )


def news_of(viewer: Member) -> HowMany:
    """For `annotate`: in how many conversations something is new, requests included; COUNTED at most."""
    rows = Participant.objects.visible_to(viewer).filter(Q(accepted_at=None) | Exists(_news(viewer)))
    return HowMany(rows.order_by().values("pk")[:COUNTED])


def requests_for(viewer: Member) -> list[Line]:
    """Who asks for a conversation, the latest first. Two queries."""
    rows = _with_news(viewer).filter(accepted_at=None).order_by("-asked_at")
    return lines_for(viewer, list(rows[:PAGE]))


def conversations_of(viewer: Member, page: int) -> tuple[list[Line], bool]:
    """(a page of those the viewer is in, the newest message first; whether there are more). Two or three queries."""
    rows = _with_news(viewer).filter(accepted_at__isnull=False).order_by(F("at").desc(), "-pk")
    first = (page - 1) * PAGE
    places = list(rows[first : first + PAGE + 1])
    return lines_for(viewer, places[:PAGE]), len(places) > PAGE


def lines_for(viewer: Member, places: list[Participant]) -> list[Line]:
    """The places, annotated with `news` and `at`, each with the others in it. Two queries."""
    beside: dict[int, list[Participant]] = {}
    here = [place.conversation_id for place in places]
    own = [place.pk for place in places]
    for other in Participant.objects.filter(conversation__in=here).select_related("face").order_by("pk"):
        beside.setdefault(other.conversation_id, []).append(other)
    faces = {other.face_id: other.face for others in beside.values() for other in others if other.pk not in own}
    blocked = people.has_blocked(viewer, faces.values())
    lines = []
    for place in places:
        others = [other for other in beside[place.conversation_id] if other.pk != place.pk]
        is_blocked = bool(others) and all(other.face_id in blocked for other in others)
        lines.append(Line(place, others, place.news, place.at, is_blocked))  # type: ignore[attr-defined]
    return lines


def count_of(place: Participant) -> int:
    """How many messages the place reaches. One query."""
    return Message.objects.in_place(place).count()


def page_with(place: Participant, number: int) -> int:
    """The page on which the message with this number stands. One query."""
    return Message.objects.in_place(place).filter(number__lt=number).count() // MESSAGES + 1


def page_of(place: Participant, page: int, viewer: Member) -> list[Said]:
    """The messages on a page, opened: three queries, four where posts are cited. One that cannot be opened shows as
    taken back."""
    first = (page - 1) * MESSAGES
    rows = Message.objects.in_place(place).select_related("author").order_by("number")
    messages = list(rows[first : first + MESSAGES])
    reading = Reading()
    said = [_said(place, message, reading) for message in messages]
    htmls = filled([one.text.html for one in said], viewer)
    return [replace(one, text=replace(one.text, html=html)) for one, html in zip(said, htmls, strict=True)]


def _said(place: Participant, message: Message, reading: Reading) -> Said:
    is_own = message.author_id == place.face_id
    is_new = message.number > place.read_to and not is_own
    try:
        text = reading.shown(message.text, message.ref, place.conversation.quoted_in)
    except Unreadable:
        text = Text()
    return Said(message, text, is_own, is_new)


def opening_of(place: Participant, viewer: Member) -> Said | None:
    """The message with which a request comes."""
    found = page_of(place, 1, viewer)
    return found[0] if found else None


def find_message(ref: str, viewer: Member) -> tuple[Participant, Message] | None:
    """The message and the place from which the viewer reads it; their own place where they wrote it. Two queries."""
    found: list[tuple[Participant, Message]] = []
    for place in Participant.objects.visible_to(viewer).filter(conversation__messages__ref=ref).order_by("pk"):
        rows = Message.objects.in_place(place).select_related("author", "conversation").filter(ref=ref)
        found += [(place, message) for message in rows]
    found.sort(key=lambda one: one[1].author_id != one[0].face_id)
    return found[0] if found else None
