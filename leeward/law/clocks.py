"""What goes by itself in this room."""

from django.utils.translation import gettext_lazy as _

from leeward.clocks.kinds import Clock
from leeward.law.actions import sweep

WORDS = Clock(
    name="law-words",
    what=_("What stands in a closed request, complaint, incident or legal notice"),
    why=_("Somebody may ask later how it was answered. That there was one stays, without a word."),
    days=730,
    least=180,
    most=2190,
    sweep=sweep,
)
