"""Words to begin with, when somebody has to be told: to be changed, never to be sent as they are."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from leeward.law.lists import to_the_hour
from leeward.law.models import Matter
from leeward.law.papers import Rows, plain
from leeward.law.registers import COMPLAINTS, INCIDENTS, REQUESTS, Register, register_of
from leeward.web.times import day


def letters(matter: Matter, contact: str) -> list[Rows]:
    """Title and paragraphs of each that fits the entry. Nothing of what is written in the entry stands in them."""
    contact = contact or _("[how to reach you]")
    if matter.register == INCIDENTS.name:
        return [_to_members(matter, contact), _to_authority(matter, contact)]
    if matter.register in {REQUESTS.name, COMPLAINTS.name}:
        return [_it_arrived(matter, contact)]
    return []


def _to_members(matter: Matter, contact: str) -> Rows:
    paragraphs = (
        (_("What happened"), _("On %(day)s we found that [what was seen, lost or changed, in one plain sentence].")
         % {"day": day(matter.reached_at)}),
        (_("What it means for you"), _("[What of yours it concerns. What somebody could do with it. Say it if you do "
                                       "not "
                                       "know.]")),
        (_("What we have done"), _("[What you stopped, changed, told to whom.]")),
        (_("What you can do"), _("[A new passphrase; signing out everywhere; a new name; taking something down. If "
                                 "somebody near you may learn of it: the page of help lines.]")),
        (_("Whom you can ask"), contact),
    )  # fmt: skip
    return Rows(_("To members whom it concerns (GDPR, Article 34): here, not by mail that others may read"), paragraphs)


def _to_authority(matter: Matter, contact: str) -> Rows:
    paragraphs = (
        (_("When we became aware"), to_the_hour(matter.reached_at)),
        (_("Nature of the breach; kinds and about how many people and records"), _("[from the entry]")),
        (_("Contact"), contact),
        (_("What is likely to follow"), _("[from the entry]")),
        (_("What was done, and is planned"), _("[from the entry]")),
        (_("If this comes after 72 hours: why"), _("[the reason for the delay]")),
    )
    return Rows(_("To the authority (GDPR, Article 33(3)): what it has to hold"), paragraphs)


def _it_arrived(matter: Matter, contact: str) -> Rows:
    register = register_of(matter.register)
    due = register.due(matter) if register else None
    answer = (
        _("You hear from us by %(day)s.") % {"day": day(due)}
        if due
        else _("You hear from us as soon as we can say more.")
    )
    paragraphs = (
        (_("It has arrived"), _("What you wrote reached us on %(day)s. Its number is %(ref)s.")
         % {"day": day(matter.reached_at), "ref": matter.ref}),
        (_("What happens next"), answer),
        (_("If you disagree with the answer"), _("You can complain to the data protection authority where you live, "
                                                 "and go "
                                                 "to a court.")),
        (_("Whom you can ask"), contact),
    )  # fmt: skip
    return Rows(_("That it has arrived"), paragraphs)


def register_content(register: Register, matters: Iterable[Matter]) -> dict[str, Any]:
    """A whole register as a file has it: numbers, kinds, days and states. Not a word of what was written."""
    said = [plain(Rows(matter.ref, receipt(matter).rows)) for matter in matters]
    part = {"title": _("Entries, without what was written"), "said": said, "answers": []}
    told = {"name": register.name, "title": str(register.title), "lead": str(register.lead), "law": list(register.law)}
    return {**told, "parts": [part]}


def receipt(matter: Matter) -> Rows:
    """What can be handed over: number, kind, days, how it stands. Not a word of what was written."""
    register = register_of(matter.register)
    assert register
    due = register.due(matter)
    state = _("closed on %(day)s") % {"day": day(matter.settled_at)} if matter.settled_at else _("open")
    outcome = register.deed_of(matter.outcome)
    rows = [
        (_("Number"), matter.ref),
        (_("What"), f"{register.title}: {register.label_of(matter.kind)}"),
        (_("Reached us on"), day(matter.reached_at)),
        *([(_("Due on"), day(due))] if due and not matter.settled_at else []),
        *([(_("Put off, with the reason told, on"), day(matter.longer_at))] if matter.longer_at else []),
        (_("State"), state),
        *([(_("Outcome"), str(outcome.label))] if outcome else []),
    ]
    return Rows(_("Receipt"), tuple(rows))
