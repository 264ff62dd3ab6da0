"""Writing the rules down, and having read them. Nobody is kept from anything because they have not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.house import versions
from leeward.house.models import SUMMARY_MAX, RulesVersion
from leeward.house.rules import RULES_MAX
from leeward.jobs import queue
from leeward.members import agreeing
from leeward.members.models import Member
from leeward.notices.telling import seen_up_to
from leeward.words import clean_text

PLACE = "house-rules"  # where all notices of changes stand: one line in the list
ASKS = "asks"  # what a form says where members are to accept the change


@dataclass(frozen=True)
class Change:
    """What the form says of a change, beside the rules themselves: "2031-05-01 asks". No day: at once."""

    day: str = ""
    asks: bool = False

    @classmethod
    def read(cls, wanted: str) -> Change:
        words = wanted.split()
        return cls(next((word for word in words if word != ASKS), ""), ASKS in words)


def why_not(source: str, summary: str, change: Change) -> dict[str, str]:
    """What is missing, by field. One query."""
    found = {}
    too_long = _("This is too long: %(most)d characters fit here, and it has %(long)d.")
    before = versions.latest()
    if len(source) > RULES_MAX:
        found["body"] = too_long % {"most": RULES_MAX, "long": len(source)}
    elif not source.strip():
        found["body"] = _("There is no text yet.")
    elif before and before.source == source:
        found["body"] = _("These are the rules as they stand: nothing is changed in them.")
    if before and not summary:
        found["note"] = _("Say in a sentence what changes. Members read it first.")
    elif len(summary) > SUMMARY_MAX:
        found["note"] = too_long % {"most": SUMMARY_MAX, "long": len(summary)}
    if change.day and (_day(change.day) is None or _day(change.day) < timezone.localdate()):  # type: ignore[operator]
        found["wanted"] = _("Choose today or a later day.")
    return found


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _moment(typed: str) -> datetime | None:
    """The first of that day, as the house reckons days; None for at once."""
    day = _day(typed)
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None


def change_rules(*, by: Member, source: str, summary: str = "", wanted: str = "") -> RulesVersion:
    """A new version; members are told by the worker. ValidationError: "body", "note" or "wanted"; PermissionDenied."""
    source, summary, change = clean_text(source).strip(), " ".join(clean_text(summary).split()), Change.read(wanted)
    if wrong := why_not(source, summary, change):
        raise ValidationError(wrong)
    with transaction.atomic():
        made = versions.put_down(
            by=by, source=source, summary=summary, holds_from=_moment(change.day), asks=change.asks
        )
        agreeing.accept(by=by, number=made.number)  # whoever wrote them has read them
        queue.put("tell_of_rules", {"version": made.number, "after": 0})
    return made


def accept(*, by: Member, number: int) -> None:
    """They have read this version, or all up to it, and will keep to it."""
    told = versions.latest()
    if told and 0 < number <= told.number:
        agreeing.accept(by=by, number=number)
        seen_up_to(by=by, place=PLACE, number=number)


def note_seen(*, by: Member, number: int) -> None:
    """They have opened the page that says what changed. No query for whoever has done so before."""
    if by.rules_seen < number:
        agreeing.note_seen(by=by, number=number)
        seen_up_to(by=by, place=PLACE, number=number)
