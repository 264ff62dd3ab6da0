"""Who is kept from what. Asked by an owner's own mark, so that a name for one topic binds its bearer unseen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from leeward.members.aliases import theirs
from leeward.members.consents import was_withdrawn
from leeward.members.models import Alias, Member, Restraint, Session
from leeward.members.ready import Ready
from leeward.members.restraints import From
from leeward.web import sealing
from leeward.web.times import day


def standing_for(owner: Member, *kinds: From) -> QuerySet[Restraint]:
    """Those that bind the owner now, for `Exists` or to be read."""
    mine = theirs(owner, "member")
    rows = Restraint.objects.filter(mine, Q(until=None) | Q(until__gt=Now()))
    return rows.filter(kind__in=kinds) if kinds else rows


def why_not_write(owner: Member) -> str | None:
    """Whether they may write at all at the moment. One query."""
    found = standing_for(owner, From.WRITING, From.THE_HOUSE).order_by("-until").first()
    if found is None:
        return None
    if was_withdrawn(found.decision):
        return _("You took back your consent, so you can read here and not write. You can give it again on your page.")
    if found.until is None:
        return _("You can read here and not write. Why, and what you can do, stands on your page under decisions.")
    return _(
        "Until %(day)s you can read here and not write. Why, and what you can do, stands on your page under decisions."
    ) % {"day": day(found.until)}


def why_not_here(owner: Member) -> str | None:
    """They write on certain boards only, and this is none of them. One query."""
    if standing_for(owner, From.ELSEWHERE).exists():
        return _(
            "At the moment you can write on certain boards only. Which, and why, stands on your page under decisions."
        )
    return None


def is_read_first(owner: Member) -> bool:
    """Whether what they post waits until somebody has read it. One query."""
    return bool(_read_first.rows(owner))


@Ready
def _read_first(owner: Member) -> QuerySet[Any, Any]:
    return standing_for(owner, From.AT_ONCE).values_list("pk", flat=True)[:1]


def is_shut_out(owner: Member) -> bool:
    """Whether the house is closed to them. One query: asked at signing in, kept in the session."""
    return standing_for(owner, From.THE_HOUSE).exists()


def bind(member: Member, kind: From, *, until: datetime | None, decision: str) -> Restraint:
    """Called by `moderation.effects` in the transaction of the decision's row, and when consent is taken back."""
    made = Restraint.objects.create(member=member, kind=kind, until=until, decision=decision)
    if kind == From.THE_HOUSE:
        end_sessions(member)
    return made


def loose(decision: str) -> None:
    """Undo `bind`."""
    Restraint.objects.filter(decision=decision).delete()


def owner_of(face: Member) -> Member | None:
    """Whose name for one topic this is: never shown without a reason, written down first (`moderation.looking`).

    The account itself for an account; None for a name that belongs to nobody. Raises sealing.Unreadable.
    """
    alias = Alias.objects.filter(face=face).first()
    if alias is None:
        return face
    return Member.objects.filter(ref=sealing.unseal(bytes(alias.owner), for_=f"owner of {face.ref}")).first()


def end_sessions(face: Member) -> None:
    """Whoever bears the name is signed out everywhere; nobody is told who that is."""
    owner = owner_of(face)
    if owner:
        Session.objects.filter(member=owner).delete()
