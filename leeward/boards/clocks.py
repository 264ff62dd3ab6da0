"""What was taken down on boards, and goes by itself."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from leeward.boards.taking_down import DAYS, erase_due
from leeward.clocks.kinds import HOUR, Clock


def sweep(_before: datetime) -> int:
    """Each author's things by their own day, which their pages say."""
    return erase_due()


CLOCK = Clock(
    name="taken-down",
    what=_("Posts and stories that their author has taken down and not decided about"),
    why=_("Time to find help, a safe device, a clear head; and until then it can be put back."),
    days=DAYS,
    sweep=sweep,
    every=HOUR,
)
