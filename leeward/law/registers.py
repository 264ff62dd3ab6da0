"""Registers: what reaches the operator, by when something has to be done about it, and what can be done.

A register is declared once; its list, its form, its entries, their steps and their clock follow from that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from leeward.clocks.deadlines import Deadline
from leeward.law.models import Matter
from leeward.law.papers import Said, Words
from leeward.moderation.kinds import INTIMATE


@dataclass(frozen=True)
class Deed:
    """One thing that can be done about an entry. `effect`: "" (a line, no more), "longer", "meets", "ends"; of a hold
    "agrees", "renews", "lifts"."""

    name: str
    label: Words
    effect: str = ""


@dataclass(frozen=True)
class Register:
    """`deadlines`: by kind, "" for all others. `by_hand`: administrators enter what reached them outside the house."""

    name: str
    title: Words
    lead: Words
    kinds: tuple[tuple[str, Words], ...]
    who: tuple[Words, Words]  # the field of one line: label, hint
    what: tuple[Words, Words]  # the field of many lines
    deeds: tuple[Deed, ...]
    law: tuple[str, ...]
    deadlines: tuple[tuple[str, Deadline], ...] = ()
    by_hand: bool = True
    asks_until: bool = False
    has_receipt: bool = False
    facts: Callable[[], Iterable[Said]] | None = None

    def deadline_of(self, matter: Matter) -> Deadline | None:
        found = dict(self.deadlines)
        return found.get(matter.kind) or found.get("")

    def due(self, matter: Matter) -> datetime | None:
        deadline = self.deadline_of(matter)
        return deadline.due(matter.reached_at, put_off=bool(matter.longer_at)) if deadline else None

    def label_of(self, kind: str) -> str:
        return str(dict(self.kinds).get(kind, kind))

    def deed_of(self, name: str) -> Deed | None:
        return next((deed for deed in self.deeds if deed.name == name), None)


DAYS = timedelta(days=3)  # what is due in hours is told of at once
NOTE = Deed("note", _("A note"))
DONE = Deed("done", _("Done, and closed"), "ends")
REFUSED = Deed("refused", _("Refused with a reason, and closed"), "ends")

REQUESTS = Register(
    "requests",
    _("Requests about one’s own data"),
    _("Who has an account does most of this alone: taking words along, erasing, changing. Enter here what came by "
      "letter or "
      "mail, or from somebody without an account. First make sure who asks: people misuse this to find somebody."),
    (
        ("access", _("Access: what you hold about me")),
        ("rectify", _("Put something right")),
        ("erase", _("Erase what is about me")),
        ("restrict", _("Keep it, but do not use it")),
        ("portable", _("Give it to me to take along")),
        ("object", _("I object")),
    ),
    (_("Who asks, and how to reach them"), _("As they want to be answered. Sealed; erased some time after it is "
                                             "closed.")),
    (_("What they ask for, and how you made sure who they are"), ""),
    (
        NOTE,
        Deed("longer", _("Put off for two months: the reason, and that they were told of it"), "longer"),
        DONE,
        REFUSED,
    ),
    ("gdpr-time", "gdpr"),
    (("", Deadline(_("Answer them"), "gdpr-time", months=1, longer=2)),),
    has_receipt=True,
)  # fmt: skip

COMPLAINTS = Register(
    "complaints",
    _("Complaints and appeals"),
    _("Appeals against decisions come to the desk by themselves, to somebody else than who decided; their numbers "
      "stand "
      "below. Enter here what else people complain of to you."),
    (
        ("data", _("About what is about them")),
        ("decision", _("About a decision")),
        ("silence", _("That a report was not answered")),
        ("other", _("About something else")),
    ),
    (_("Who complains, and how to reach them"), _("Sealed; erased some time after it is closed.")),
    (_("What they complain of"), ""),
    (
        NOTE,
        Deed("answered", _("Told them that it has arrived"), "meets"),
        DONE,
        REFUSED,
    ),
    ("uk-complaints", "osa-complaints"),
    (("data", Deadline(_("Tell them that it has arrived"), "uk-complaints", days=30)),),
    has_receipt=True,
)  # fmt: skip

INCIDENTS = Register(
    "incidents",
    _("Incidents"),
    _("Something was seen, changed, lost or taken that should not have been. Write it down even where nobody has to "
      "be told: "
      "the record itself is asked for."),
    (
        ("seen", _("Somebody saw what was not theirs")),
        ("lost", _("Something was lost")),
        ("changed", _("Something was changed")),
        ("other", _("Not clear yet")),
    ),
    (_("In a few words"), _("Such as “a backup disk was left on a train”.")),
    (
        _("What happened, whom it concerns and about how many, what may follow, what you have done"),
        _("These four are what the authority asks. What you do not know yet can follow."),
    ),
    (
        NOTE,
        Deed("told", _("The authority was told: which, when, its number"), "meets"),
        Deed("no-need", _("The authority need not be told: why no risk is likely"), "meets"),
        Deed("members", _("Those concerned were told: how, and in which words")),
        DONE,
    ),
    ("gdpr-breach",),
    (("", Deadline(_("Tell the authority, or write down why not"), "gdpr-breach", hours=72, warns=DAYS)),),
)  # fmt: skip

NOTICES = Register(
    "notices",
    _("Legal notices"),
    _("What somebody says is against the law, through the form that everybody finds under “Contact”. Each lies on "
      "the desk "
      "too, and is decided there; what was decided is told to whoever wrote it by their number."),
    (
        ("image", _("A sexual image of somebody, without their consent")),
        ("child", _("Sexual abuse of a child")),
        ("threat", _("A threat, stalking, hate")),
        ("rights", _("Somebody’s rights: their name, their data, their work")),
        ("other", _("Something else that is against the law")),
    ),
    (_("Who wrote it"), ""),
    (_("What they say"), ""),
    (NOTE, DONE, REFUSED),
    ("dsa-notice", "us-intimate", "osa-intimate"),
    (("image", INTIMATE),),
    by_hand=False,
)  # fmt: skip

HOLDS = Register(
    "holds",
    _("Holds"),
    _("What may not be erased for now, whatever its owner or a clock says: an order of a court, a request of the "
      "police that "
      "binds you, a report on abuse of a child. It stays out of sight. It begins when a second administrator agrees, "
      "ends on "
      "its day, and is looked at again before."),
    (
        ("order", _("An order of a court or an authority")),
        ("child", _("A report on abuse of a child")),
        ("claim", _("A legal claim that is being made or defended")),
    ),
    (_("The address of the post, topic or member"), _("As it stands in the browser, such as /m/… or /t/….")),
    (_("Why, on which order, and who asked"), _("Its number and date, if it has one.")),
    (
        NOTE,
        Deed("agree", _("Agreed: the hold begins"), "agrees"),
        Deed("renew", _("Looked at again, and still needed: it lasts as long once more"), "renews"),
        Deed("lift", _("No longer needed: it ends"), "lifts"),
    ),
    ("us-preserve", "gdpr"),
    asks_until=True,
)  # fmt: skip


def all_registers() -> tuple[Register, ...]:
    return (REQUESTS, COMPLAINTS, INCIDENTS, NOTICES, HOLDS)


def register_of(name: str) -> Register | None:
    return next((one for one in all_registers() if one.name == name), None)
