"""How often may be asked."""

from django.utils.translation import gettext as _

from leeward.members.models import Member
from leeward.web.limits import Limit

# As in search; each of these costs up to a second of the machine.
ASKED = Limit("alike", times=20, seconds=60)


def why_not_compare_now(member: Member) -> str | None:
    """Counts this one. A sentence when there were too many just now."""
    if ASKED.reached(member.ref):
        return _("These were many in a short time. Wait a minute, then go on.")
    return None
