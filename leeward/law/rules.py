"""Who may read the law pack, who may write in it, and what is missing in what they wrote."""

from __future__ import annotations

import re
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.law.models import READERS, Hold, Matter
from leeward.law.registers import Deed, Register
from leeward.members.models import Member

WORDS_MAX = 20_000  # characters: some ten pages; the longest impact assessment of a charity that we saw had eight
WHO_MAX = 500
HOLD_MOST = 366  # days: what is needed longer is looked at again, and lasts as long once more
MAIL = re.compile(r"[^\s,;<>()\"]+@[^\s,;<>()\"]+\.[^\s,;<>()\"]+")


def why_not_read(person: Member) -> str | None:
    if person.role in READERS:
        return None
    return _("This page is for the administrators and the auditor of the house.")


def why_not_write(person: Member) -> str | None:
    if person.is_administrator:
        return None
    return _("Administrators write here. You can read all of it.") if not why_not_read(person) else why_not_read(person)


def why_not_words(words: str, most: int = WORDS_MAX, *, field: object = "") -> str | None:
    if not words.strip():
        return _("“%(field)s” is still empty.") % {"field": field} if field else _("There is no text yet.")
    if len(words) > most:
        return _("This is too long: %(most)d characters fit here, and it has %(long)d.") % {
            "most": most,
            "long": len(words),
        }
    return None


def moment_of(typed: str) -> datetime | None:
    """A day, or a day and an hour, as browsers send them (2026-11-22, 2026-11-22T14:30). None for anything else."""
    try:
        found = datetime.fromisoformat(typed.strip())
    except ValueError:
        return None
    return timezone.make_aware(found) if found.tzinfo is None else found


def end_of(typed: str) -> datetime | None:
    """The last moment of a day."""
    found = moment_of(typed)
    return timezone.make_aware(datetime.combine(found.date(), time(23, 59))) if found else None


def why_not_reached(typed: str, now: datetime) -> str | None:
    """When something reached the house: now, or earlier."""
    if not typed:
        return None
    found = moment_of(typed)
    if found is None:
        return _("Give a day, such as %(day)s.") % {"day": date.today().isoformat()}
    return _("That day is still to come.") if found > now else None


def why_not_until(typed: str, now: datetime) -> str | None:
    found = end_of(typed)
    if found is None:
        return _("Say until which day.")
    if found <= now or (found - now).days > HOLD_MOST:
        return _("Choose a day within a year from now. It can be looked at again then.")
    return None


def deeds_for(person: Member, register: Register, matter: Matter, hold: Hold | None) -> list[Deed]:
    """What this person can do about it now."""
    if not person.is_administrator:
        return []
    return [deed for deed in register.deeds if why_not_do(person, deed, matter, hold) is None]


def why_not_do(person: Member, deed: Deed, matter: Matter, hold: Hold | None) -> str | None:
    """A sentence where this cannot be done now, or not by this person."""
    if sentence := why_not_write(person):
        return sentence
    if deed.effect and matter.settled_at:
        return _("This is closed already.")
    if deed.effect == "longer" and matter.longer_at:
        return _("It was put off once already.")
    if deed.effect == "meets" and matter.met_at:
        return _("This was done already.")
    return _why_not_hold(person, deed, matter, hold)


def _why_not_hold(person: Member, deed: Deed, matter: Matter, hold: Hold | None) -> str | None:
    if deed.effect == "agrees":
        if hold is None or hold.agreed_at:
            return _("This was agreed to already.")
        if matter.by_id == person.pk or matter.by_id is None:
            return _("Somebody else than who asked for it has to agree.")
    if deed.effect == "renews" and (hold is None or not hold.agreed_at):
        return _("Nobody has agreed to it yet.")
    return None
