"""What private conversations leave behind, and let go of by itself."""

from django.utils.translation import gettext_lazy as _

from leeward.clocks.kinds import Clock
from leeward.conversations.reporting import sweep

CLOCK = Clock(
    name="message-reports",
    what=_("Copies of private messages that were reported, from the day on which the report was settled"),
    why=_("So that whoever reported, or was reported, can ask again why."),
    days=90,
    least=30,
    most=730,
    sweep=sweep,
)
