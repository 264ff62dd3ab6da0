"""What may point at somebody who was shut out and has come back: hints to those at the desk, and never more.

Two things are looked at, both of which the house has anyway: names that look like one another, and who came by whose
invitation. A hint names nobody it need not name, punishes nobody, and is reckoned when somebody looks: nothing of it
is stored. Not looked at are internet addresses and devices (not kept), mail addresses (sealed, so that two rows cannot
be compared), passphrases, hours, and ways of writing. docs/new-members.md says why.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from leeward.members.aliases import is_own
from leeward.members.models import Invitation, Member, Restraint, Role
from leeward.members.names import name_key
from leeward.members.restraints import From
from leeward.members.rules import insist
from leeward.moderation import looking, rules
from leeward.moderation.decided import Look, LookOn

COMPARED = 2_000  # names of the latest who are shut out or suspended: more than a house has in ten years
SHORT = 5  # letters; shorter names are alike by chance


def _shut_out(path: str) -> Exists:
    """For `filter`: a ban or a suspension of that member stands."""
    rows = Restraint.objects.filter(kind__in=[From.THE_HOUSE, From.WRITING]).filter(Q(until=None) | Q(until__gt=Now()))
    return Exists(rows.filter(member=OuterRef(path)))


def look_of(name: str) -> str:
    """A name's look without digits at its ends and without doubled letters: "Storm22" and "sttorm" share one."""
    key = name_key(name.strip("0123456789 -_."))
    return "".join(sign for place, sign in enumerate(key) if not place or key[place - 1] != sign)


def are_alike(one: str, other: str) -> bool:
    """Of two looks: the same, or one letter apart where they are long enough for that to say something."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < SHORT or len(long) - len(short) > 1:
        return False
    start = next((place for place, sign in enumerate(short) if sign != long[place]), len(short))
    rest = short[start + (len(short) == len(long)) :]
    return long[start + 1 :] == rest


def hints_about(member: Member) -> list[str]:
    """Sentences for those at the desk; nearly always none. Three queries; one for a name for one topic."""
    return [*_by_name(member), *([] if member.is_face or member.role != Role.MEMBER else _by_invitation(member))]


def _by_name(member: Member) -> list[str]:
    look = look_of(member.name)
    rows = Member.objects.filter(_shut_out("pk")).exclude(pk=member.pk).order_by("-pk")
    names = [name for name in rows.values_list("name", flat=True)[:COMPARED] if are_alike(look, look_of(name))]
    return [
        _("This name looks like %(name)s, who is suspended or banned. It may be chance: a hint, and no reason.")
        % {"name": name}
        for name in names[:3]
    ]


def _by_invitation(member: Member) -> list[str]:
    """Nobody is named: who invited whom opens for a reason only (`who_invited`)."""
    came = Invitation.objects.filter(used_by=member).select_related("by").first()
    near = Q(by=member, used_by__isnull=False)
    if came:
        near |= Q(used_by=came.by_id)
        near |= Q(by=came.by_id) if came.by.role == Role.MEMBER else Q(pk__in=[])
    chain = Invitation.objects.filter(near).exclude(used_by=member)
    inviter = Member.objects.filter(_shut_out("pk"), pk=came.by_id) if came else Member.objects.none()
    if chain.filter(_shut_out("used_by")).exists() or inviter.exists():
        return [
            _("Somebody in the same chain of invitations is suspended or banned. It says nothing about this member.")
        ]
    return []


@dataclass(frozen=True)
class Came:
    """Who invited a member, and whom they invited."""

    by: Member | None = None
    invited: list[Member] = field(default_factory=list)


def who_invited(*, by: Member, member: Member, reason: str) -> Came:
    """For a reason, which all whom it concerns read. PermissionDenied; ValidationError: {"reason": sentence}."""
    insist(rules.why_not_see_chain(by))
    if is_own(by, member.pk) or member.is_face:
        raise PermissionDenied(_("Somebody else has to look at this."))
    came = Invitation.objects.filter(used_by=member).select_related("by").first()
    invited = [one.used_by for one in Invitation.objects.filter(by=member).select_related("used_by") if one.used_by]
    found = Came(came.by if came else None, invited)
    concerned = {one.pk: one for one in (member, found.by, *found.invited) if one and one.pk != by.pk}
    with transaction.atomic():
        looking.write_down(by, None, Look.At.INVITED, reason, [LookOn(face=one) for one in concerned.values()])
    return found
