"""What can be wrong, in plain words; and what comes first at the desk."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from leeward.clocks.deadlines import Deadline


class Wrong(models.TextChoices):
    """What whoever reports says is wrong, as the page asks it."""

    DANGER = "danger", _("Someone is in danger")
    KNOWN = "known", _("Someone I know may be here")
    DETAILS = "details", _("Names or details of a real person")
    WATCHING = "watching", _("It tells how to watch a partner")
    THREAT = "threat", _("A threat, harassment or hate")
    IMAGE = "image", _("A sexual image of someone")
    CHILD = "child", _("It is about a child")
    SPAM = "spam", _("Advertising or spam")
    ME = "me", _("This is about me")
    OTHER = "other", _("Something else")


class Comes(models.TextChoices):
    """What lies on the desk without a report."""

    HELD = "held", _("A post waits to be read")
    CHANGED = "changed", _("A post comes back changed")
    LOOKED_AT = "opened", _("A moderator brought it here")
    APPEAL = "appeal", _("Somebody asks for a second look at a decision")
    JOINS = "joins", _("Somebody asks to join")
    SECOND = "second", _("A decision needs a second person")
    CARE = "care", _("Words that may mean danger")
    CHECK = "check", _("Somebody wanted to be asked after")
    COMPANY = "company", _("Something is not right between companions")


# A picture of somebody's body, shown without their consent: two laws give 48 hours from when a valid request arrives
# (docs/law.md). Whether a report is one is for whoever reads it; the desk reckons for each as if it were.
INTIMATE = Deadline(_("Take it away, or write down why not"), "us-intimate", hours=48, warns=timedelta(days=3))

FIRST, EXPOSED, REST = 0, 1, 2  # the order of need
DANGER = frozenset({Wrong.DANGER})
CARE = frozenset({Comes.CARE, Comes.CHECK})  # brought by `leeward.care`: as pressing as danger, and nobody can avoid it
WHO_IS_WHO = frozenset({Wrong.KNOWN, Wrong.DETAILS, Wrong.IMAGE, Wrong.ME})
# What a helper may see to: what tells nothing of anybody's safety.
FOR_HELPERS = frozenset({Wrong.SPAM, Wrong.OTHER, Comes.HELD, Comes.CHANGED})
MESSAGES = "message"
LINES: dict[str, str] = {Wrong.DANGER: "another", Wrong.CHILD: "child"}  # whoever reports these sees numbers to call


def need_of(kind: str) -> int:
    """Lower comes first: danger, then who somebody is, then all else."""
    if kind in DANGER or kind in CARE:
        return FIRST
    return EXPOSED if kind in WHO_IS_WHO else REST


def label_of(kind: str) -> str:
    """In words."""
    return str(dict([*Wrong.choices, *Comes.choices]).get(kind, kind))
