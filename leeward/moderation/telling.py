"""Telling whom a decision concerns: what was decided, why, what they can do, and by when. Never who reported.

Every sentence of these notices stands here; docs/notices-to-members.md shows each with an example.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leeward.boards.models import Board, Post, Topic
from leeward.boards.taking_down import TITLE_ERASED
from leeward.members.models import Member
from leeward.members.ready import Ready
from leeward.moderation import told_of_erasing
from leeward.moderation.clearing import SINCE
from leeward.moderation.decided import APPEAL_DAYS, ERASES, Decision, Does
from leeward.notices import telling
from leeward.notices.models import What
from leeward.notices.subjects import Shown, Subject
from leeward.web.times import day, hour

WHAT = {
    Does.NOTE: gettext_lazy("Somebody who looks after this house writes you a note. Nothing is changed."),
    Does.ASK: gettext_lazy("Your post waits, and we ask you to change it. At the moment only you and those who look "
                           "after this house see it."),
    Does.HIDE: gettext_lazy("What you wrote is hidden. It is kept; others do not see it."),
    Does.RESTORE: gettext_lazy("What you wrote can be seen by all again."),
    Does.APPROVE: gettext_lazy("Your post has been read and let through. Everybody who may read the board sees it."),
    Does.MOVE: gettext_lazy("Your topic stands on another board now. Nothing in it is changed."),
    Does.SPLIT: gettext_lazy("A conversation that began with your post is a topic of its own now. Nothing in it is "
                             "changed."),
    Does.MERGE: gettext_lazy("Your topic was joined to another that speaks of the same. Every post is kept."),
    Does.LOCK: gettext_lazy("Your topic is locked: it can be read, and no more replies can be added."),
    Does.SLOW: gettext_lazy("Your topic is slowed down for a while, so that there is time to breathe between posts."),
    Does.WARN: gettext_lazy("This is a warning. Nothing is taken from you by it; if it happens again, more follows."),
    Does.HOLD: gettext_lazy("What you post is read by somebody before others see it. Nothing you write is lost by it."),
    Does.LIMIT: gettext_lazy("You can read everything as before, and write on certain boards only."),
    Does.SUSPEND: gettext_lazy("You can read everything as before, and for a while you cannot write."),
    Does.BAN: gettext_lazy("This house is closed to you from now on. You can still sign in to read this, to ask for a "
                           "second look, and to take your words along. Two people decided it together."),
    Does.CLEAR: gettext_lazy("What you wrote and did here lately is taken down together. It is kept; others do not see "
                             "it, and all of it can be put back."),
    Does.UNDO: gettext_lazy("An earlier decision was undone. All is as it was before it."),
    Does.KEEP: gettext_lazy("Somebody else has looked at the decision again, and it stands."),
}  # fmt: skip
OF_THE_HOUSE = {
    Does.ADMIT: gettext_lazy("Somebody who asked to join was let in."),
    Does.DECLINE: gettext_lazy("Somebody who asked to join was declined. They read it when they sign in."),
    Does.ALL: gettext_lazy(
        "Every post is read before others see it, for some hours. Nothing anybody writes is lost by it."
    ),
}  # told to nobody in particular: whoever writes meanwhile reads it above the text
CAN = {
    Does.ASK: gettext_lazy(
        "Change the passage that is marked, and the post comes back to us. You can also take it down."
    ),
    Does.NOTE: gettext_lazy("You need not do anything."),
    Does.WARN: gettext_lazy("You need not do anything. Read the rule once more."),
}


@dataclass(frozen=True)
class Notice:
    """A decision in the words in which it is told."""

    what: str
    about: str
    until: str
    rule: str
    why: str
    words: list[str]
    can: str
    appeal: str


def notice_of(decision: Decision) -> Notice:
    """At most two queries."""
    said = decision.said
    return Notice(
        what=what_of(decision),
        about=_about(decision),
        until=_until(decision),
        rule=decision.rule,
        why=said["why"],
        words=said["words"],
        can=told_of_erasing.can(decision) if decision.kind in ERASES else str(CAN.get(Does(decision.kind), "")),
        appeal=_appeal(decision),
    )


def what_of(decision: Decision) -> str:
    """What was decided, in a sentence or two."""
    return told_of_erasing.what(decision) or str((WHAT | OF_THE_HOUSE).get(Does(decision.kind), ""))


def _about(decision: Decision) -> str:
    if decision.subject == "post":
        title = Post.objects.filter(ref=decision.about_ref).values_list("topic__title", flat=True).first()
        if title == TITLE_ERASED:
            return ""
        return _("It is about your post in “%(title)s”.") % {"title": title} if title else ""
    if decision.subject == "topic":
        title = Topic.objects.filter(ref=decision.about_ref).values_list("title", flat=True).first()
        return _("It is about “%(title)s”.") % {"title": title} if title and title != TITLE_ERASED else ""
    if decision.kind == Does.CLEAR and "since" in decision.details:
        since = datetime.fromisoformat(decision.details["since"])
        if decision.at - since >= SINCE["ever"][0]:
            return _("It is about all that you did here until then.")
        return _("It is about what you did since %(hour)s.") % {"hour": hour(since)}
    if decision.subject == "message":
        return _("It is about messages that you wrote in private, and that somebody showed to us.")
    return ""


def _until(decision: Decision) -> str:
    if decision.until and decision.kind == Does.ALL:
        return _("Until %(hour)s.") % {"hour": hour(decision.until)}
    if decision.kind in ERASES:
        return told_of_erasing.until(decision)
    until = [_("Until %(day)s.") % {"day": day(decision.until)}] if decision.until else []
    return " ".join([*until, *_within(decision)])


def _within(decision: Decision) -> list[str]:
    """What it leaves open meanwhile."""
    if decision.kind == Does.LIMIT:
        titles = Board.objects.filter(ref__in=decision.details.get("boards", [])).values_list("title", flat=True)
        return [_("These are open to you: %(boards)s.") % {"boards": ", ".join(titles)}]
    if decision.kind == Does.SLOW:
        minutes = decision.details.get("minutes", 0)
        each = ngettext(
            "One post of each member in %(num)d minute.", "One post of each member in %(num)d minutes.", minutes
        )
        return [each % {"num": minutes}]
    return []


def _appeal(decision: Decision) -> str:
    if decision.waits_at or decision.kind in {Does.UNDO, Does.RESTORE, Does.APPROVE, *OF_THE_HOUSE}:
        return ""
    if decision.kind == Does.KEEP:
        return _("This house has no further place to ask. A court or an authority of your country may hear you.")
    return _(
        "If you think that this is wrong, ask for a second look until %(day)s (%(days)d days). Somebody else than who "
        "decided it reads what you say, and answers with a reason."
    ) % {"day": day(decision.appeal_by), "days": APPEAL_DAYS}


def tell(decision: Decision) -> None:
    """A notice to whom it concerns, in the transaction of the decision."""
    if decision.told_at and decision.face_id:
        happened = telling.Happened("decision", decision.ref, decision.ref, 1, decision.at)
        telling.tell(happened, {decision.face_id: [What.MODERATOR]})


def show(member: Member, refs: Sequence[str]) -> dict[str, Shown]:
    """Decisions as notices lead to them: no name, for it is the house that speaks. One query."""
    return {
        row.ref: Shown(_title(row), reverse("me_decision", args=[row.ref]), None)
        for row in _decisions.among(member, refs)
    }


def _title(row: Decision) -> str:
    """Good news says so at once: whoever waits for it need not fear what stands behind a line."""
    if row.kind == Does.APPROVE:
        return _("Your post has been let through")
    return _("A word from those who look after this house")


@Ready
def _decisions(member: Member, *refs: str) -> QuerySet[Decision]:
    return Decision.objects.about(member).filter(ref__in=refs)


DECISION = Subject("decision", Decision.objects.about, show)
