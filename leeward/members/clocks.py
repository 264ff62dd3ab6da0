"""What members leave behind and the house lets go of by itself."""

from django.utils.translation import gettext_lazy as _

from leeward.clocks.kinds import Clock
from leeward.members import asking_back, resting

CLOCKS = [
    Clock(
        name="asked-back",
        what=_("Requests to come back to an account without its passphrase, with what was written in them"),
        why=_("For so long a second look at who was let in is possible."),
        days=(asking_back.REMEMBERED + asking_back.ANSWERED_WITHIN).days,
        sweep=asking_back.sweep,
    ),
    Clock(
        name="resting-names",
        what=_("The names of erased accounts, unreadable, so that nobody else takes them"),
        why=_("Whoever takes a name soon after could pass for somebody whom others trusted."),
        days=resting.RESTS.days,
        sweep=resting.sweep,
    ),
]
