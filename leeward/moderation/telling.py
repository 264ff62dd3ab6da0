"""Telling whom a decision concerns: what was decided, why, what they can do, and by when. Never who reported.

Every sentence of these notices stands here; docs/notices-to-members.md shows each with an example.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leeward.boards.models import Board, Post, Topic
from leeward.members.models import Member
from leeward.moderation.decided import APPEAL_DAYS, Decision, Does
from leeward.notices import telling
from leeward.notices.models import What
from leeward.notices.subjects import Shown, Subject
from leeward.web.times import day

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
    Does.UNDO: gettext_lazy("An earlier decision was undone. All is as it was before it."),
    Does.KEEP: gettext_lazy("Somebody else has looked at the decision again, and it stands."),
}  # fmt: skip
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
        what=str(WHAT.get(Does(decision.kind), "")),
        about=_about(decision),
        until=_until(decision),
        rule=decision.rule,
        why=said["why"],
        words=said["words"],
        can=str(CAN.get(Does(decision.kind), "")),
        appeal=_appeal(decision),
    )


def _about(decision: Decision) -> str:
    if decision.subject == "post":
        title = Post.objects.filter(ref=decision.about_ref).values_list("topic__title", flat=True).first()
        return _("It is about your post in “%(title)s”.") % {"title": title} if title else ""
    if decision.subject == "topic":
        title = Topic.objects.filter(ref=decision.about_ref).values_list("title", flat=True).first()
        return _("It is about “%(title)s”.") % {"title": title} if title else ""
    if decision.subject == "message":
        return _("It is about messages that you wrote in private, and that somebody showed to us.")
    return ""


def _until(decision: Decision) -> str:
    if decision.until:
        return _("Until %(day)s.") % {"day": day(decision.until)}
    if decision.kind == Does.LIMIT:
        titles = Board.objects.filter(ref__in=decision.details.get("boards", [])).values_list("title", flat=True)
        return _("These are open to you: %(boards)s.") % {"boards": ", ".join(titles)}
    if decision.kind == Does.SLOW:
        minutes = decision.details.get("minutes", 0)
        each = ngettext(
            "One post of each member in %(num)d minute.", "One post of each member in %(num)d minutes.", minutes
        )
        return each % {"num": minutes}
    return ""


def _appeal(decision: Decision) -> str:
    if decision.kind in {Does.UNDO, Does.RESTORE, Does.APPROVE}:
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
    rows = Decision.objects.about(member).filter(ref__in=refs)
    return {
        row.ref: Shown(_("A word from those who look after this house"), reverse("me_decision", args=[row.ref]), None)
        for row in rows
    }


DECISION = Subject("decision", Decision.objects.about, show)
