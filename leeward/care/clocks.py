"""What the house forgets of care by itself."""

from django.utils.translation import gettext_lazy as _

from leeward.care import checking, noticing
from leeward.clocks.kinds import Clock

CLOCKS = [
    Clock(
        name="care-noticed",
        what=_("That a post had words which may mean danger, and what its author answered"),
        why=_("For so long somebody may come back to it; afterwards the post is a post like any other."),
        days=90,
        least=7,
        most=365,
        sweep=noticing.sweep,
    ),
    Clock(
        name="check-ins",
        what=_("Check-ins that are over, with what was to be said"),
        why=_("So that whoever was asked can still find what they were asked."),
        days=30,
        least=1,
        most=90,
        sweep=checking.sweep,
    ),
]
