"""Who may make invitations, how many, and which links are good. Beside `rules`, for it asks who may write."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from leeward.house.models import House, Inviting
from leeward.members.actions import digest_of
from leeward.members.models import Invitation, Member
from leeward.members.restrained import why_not_write
from leeward.members.rules import why_not_look_after

# Of one member: enough for a family and a friend, too few to fill a house with one's own.
INVITATIONS_OPEN, INVITATIONS_MONTH = 5, 10
INVITES_AFTER = timedelta(days=30)  # where every member may: whoever came to do harm has seldom waited so long


def why_not_invite(house: House, member: Member, now: datetime) -> str | None:
    """Whether they may make invitations at all; how many is another question (`why_not_another_invitation`)."""
    if member.is_moderator:
        return None
    if house.inviting == Inviting.STAFF:
        return _("In this house moderators and administrators make invitations. If you know somebody, write to them.")
    if house.inviting == Inviting.APPROVED and member.approved_at is None:
        return _("You can make invitations here once a moderator has approved you.")
    if house.inviting == Inviting.MEMBERS and member.joined_at > now - INVITES_AFTER:
        return _("You can make invitations here once you have been a member for 30 days.")
    return why_not_write(member)


def why_not_another_invitation(member: Member, is_open: int, lately: int) -> str | None:
    """`is_open` counts links that are good now, `lately` those made in the last 30 days."""
    if member.is_moderator:
        return None
    if is_open >= INVITATIONS_OPEN:
        return _(
            "%(num)d of your invitations are open, which is the most. Withdraw one, or wait until one is used."
        ) % {"num": is_open}
    if lately >= INVITATIONS_MONTH:
        return _("You have made %(num)d invitations in the last 30 days, which is the most.") % {"num": lately}
    return None


def why_not_withdraw(by: Member, invitation: Invitation) -> str | None:
    """One's own; those who look after the house any."""
    if invitation.by_id != by.pk and not by.is_moderator:
        return why_not_look_after(by)
    return _("This invitation was used already.") if invitation.used_by_id else None


def open_invitation(secret: str) -> Invitation | None:
    """The invitation that this secret opens, while it is good, and whoever made it is here and may write."""
    if not secret:
        return None
    found = Invitation.objects.open().filter(digest=digest_of(secret)).select_related("by").first()
    if found is None or found.by.closed_at or found.by.erase_asked_at or why_not_write(found.by):
        return None
    return found
