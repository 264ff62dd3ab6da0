"""Reporting a message: whoever reports chooses what is shown, and a sealed copy of that and of nothing else is made.
`moderation` brings it to the desk, and opens it for a reason that is told to all whom it concerns.

The copy holds what a changed message said before, too: otherwise a threat could be changed away before it is reported.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.clocks import holds
from leeward.conversations import people
from leeward.conversations.actions import must_be_right, refuse
from leeward.conversations.forms import said
from leeward.conversations.models import Concern, Message, Participant, Report
from leeward.members.models import Member, Role
from leeward.web import sealing
from leeward.web.limits import Limit
from leeward.web.times import stamp
from leeward.words import clean_text

EVIDENCE_MAX = 100  # messages or passages in one report; more is a second report
NOTE_MAX = 4_000  # characters: two pages
REPORTS = Limit("message-reports", times=10, seconds=24 * 3600)  # a long evening's worth; more would bury the desk

Chosen = Sequence[tuple[str, int | None]]


@dataclass(frozen=True)
class Piece:
    """A message, or a passage of one, as it stood when it was reported. `before`: what it said before changes."""

    name: str
    member: str  # the ref of their page
    day: str
    text: str
    is_passage: bool = False
    before: tuple[str, ...] = ()

    @property
    def on(self) -> date:
        return date.fromisoformat(self.day)


@dataclass(frozen=True)
class Reported:
    """What a report holds, opened."""

    by: str
    by_member: str
    subject: str
    names: tuple[str, ...]
    note: str
    pieces: tuple[Piece, ...]

    @classmethod
    def loads(cls, text: str) -> Reported:
        fields = json.loads(text)
        pieces = tuple(Piece(**{**piece, "before": tuple(piece["before"])}) for piece in fields.pop("pieces"))
        return cls(**{**fields, "names": tuple(fields["names"]), "pieces": pieces})

    def dumps(self) -> str:
        return json.dumps(asdict(self), separators=(",", ":"))


def why_not_report(place: Participant, others: Sequence[Participant]) -> str | None:
    """Somebody must be there to look who is not in the conversation. One query."""
    here = [place.face_id, *(other.face_id for other in others)]
    staff = Member.objects.people().filter(role__in=[Role.MODERATOR, Role.ADMINISTRATOR], closed_at=None)
    if staff.exclude(pk__in=here).exists():
        return None
    return _(
        "Everybody who looks after this house is in this conversation, so nobody is left to look at a report. "
        "You can block whoever troubles you, and the help lines are there for you."
    )


def report(*, by: Member, place: Participant, note: str, chosen: Chosen) -> Report:
    """Show these messages and passages to those who look after the house. ValidationError: "evidence" or "note"."""
    others = people.others_in(place)
    refuse(why_not_report(place, others))
    note = clean_text(note).strip()
    rows = Message.objects.in_place(place).filter(
        ref__in=[ref for ref, _n in chosen[:EVIDENCE_MAX]], taken_back_at=None
    )
    messages = {message.ref: message for message in rows.select_related("author", "conversation")}
    pieces = _pieces(messages, chosen)
    must_be_right("evidence", None if pieces else _("Choose at least one message, or one passage of one."))
    must_be_right("note", _too_long(note, NOTE_MAX))
    if REPORTS.reached(str(by.pk)):
        raise ValidationError(
            {"note": _("You have made several reports today. Nothing is lost: send this one tomorrow.")}
        )
    content = Reported(
        by=place.face.name,
        by_member=place.face.ref,
        subject=place.conversation.subject,
        names=tuple(sorted(one.face.name for one in (place, *others))),
        note=note,
        pieces=pieces,
    )
    with transaction.atomic():
        made = Report(made_at=timezone.now())
        made.sealed = sealing.seal(content.dumps(), for_=made.sealed_for())
        made.save(force_insert=True)
        _note_concerned(made, place, others, messages.values())
        return made


def _pieces(messages: dict[str, Message], chosen: Chosen) -> tuple[Piece, ...]:
    """In the order in which they were written; a whole message makes its passages needless."""
    whole = {ref for ref, number in chosen if number is None}
    found = []
    for ref, number in chosen[:EVIDENCE_MAX]:
        message = messages.get(ref)
        if message and (number is None or ref not in whole) and (words := said_as_typed(message, number)):
            found.append((message.number, number or 0, _piece(message, number, words)))
    unique = {(place, number): piece for place, number, piece in found}
    return tuple(unique[key] for key in sorted(unique))


def said_as_typed(message: Message, number: int | None) -> str:
    """A whole message with its quotes; of a passage its plain words."""
    return message.text.source if number is None else said(message, number)


def _piece(message: Message, number: int | None, words: str) -> Piece:
    before = message.versions.select_related("message").order_by("pk")
    author = message.author
    return Piece(
        name=author.name if author else "",
        member=author.ref if author else "",
        day=stamp(message.written_at),
        text=words,
        is_passage=number is not None,
        before=tuple(version.source for version in before),
    )


def _note_concerned(
    made: Report, place: Participant, others: Sequence[Participant], messages: Iterable[Message]
) -> None:
    authors = [message.author_id for message in messages]
    Concern.objects.bulk_create(
        Concern(
            report=made,
            face_id=one.face_id,
            is_reporter=one.pk == place.pk,
            messages=authors.count(one.face_id),
        )
        for one in (place, *others)
        if one.pk == place.pk or one.face_id in authors
    )


def _too_long(text: str, most: int) -> str | None:
    if len(text) <= most:
        return None
    return _("This is too long: %(most)d characters fit here, and it has %(long)d.") % {"most": most, "long": len(text)}


def concerned_by(made: Report) -> list[Concern]:
    """Whoever reported, and whoever wrote what was shown. One query."""
    return list(made.concerns.select_related("face"))


def concerned_in(ref: str) -> list[Concern]:
    """The same, by the report's ref."""
    return list(Concern.objects.filter(report__ref=ref).select_related("face"))


def opened(ref: str) -> Reported:
    """What was shown. Only `moderation.looking` asks, after it has written down who looks and why.

    PermissionDenied where its words were erased.
    """
    made = Report.objects.get(ref=ref)
    if made.erased_at:
        raise PermissionDenied(_("This report was settled long ago, and its words were erased."))
    return Reported.loads(sealing.unseal(bytes(made.sealed), for_=made.sealed_for()))


def settled(ref: str) -> None:
    """Its words are erased later (`sweep`)."""
    Report.objects.filter(ref=ref, settled_at=None).update(settled_at=timezone.now())


def sweep(before: datetime) -> int:
    """Erase the words of reports settled before, but for those that somebody has to keep; how many."""
    old = Report.objects.filter(settled_at__lt=before, erased_at=None)
    kept = holds.held("report", old.values_list("ref", flat=True))
    return old.exclude(ref__in=kept).update(sealed=b"", erased_at=timezone.now())
