"""What notices the house lets go of by itself."""

from django.utils.translation import gettext_lazy as _

from leeward.clocks.kinds import Clock
from leeward.notices.telling import sweep_seen

CLOCK = Clock(
    name="seen-notices",
    what=_("Notices that you have seen"),
    why=_("Afterwards only the posts themselves tell what happened."),
    days=365,
    least=7,
    most=3650,
    sweep=sweep_seen,
)
