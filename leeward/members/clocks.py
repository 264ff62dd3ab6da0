"""What members leave behind and the house lets go of by itself."""

from django.utils.translation import gettext_lazy as _

from leeward.clocks.kinds import Clock
from leeward.members import asking_back, inviting, joining, resting

CLOCKS = [
    Clock(
        name="asked-back",
        what=_("Requests to come back to an account without its passphrase, with what was written in them"),
        why=_("For so long a second look at who was let in is possible."),
        days=(asking_back.REMEMBERED + asking_back.ANSWERED_WITHIN).days,
        sweep=asking_back.sweep,
    ),
    Clock(
        name="invitations",
        what=_("Invitations that ran out or were used, and with them who came by whose"),
        why=_("For so long moderators can find out, for a reason, who let somebody in."),
        days=365,
        least=30,
        most=1825,
        sweep=inviting.sweep,
    ),
    Clock(
        name="joining-answers",
        what=_("What was answered by whoever asked to join, after they were let in or declined"),
        why=_("For so long a moderator may need to know why somebody was let in."),
        days=90,
        least=7,
        most=730,
        sweep=joining.sweep,
    ),
    Clock(
        name="resting-names",
        what=_("The names of erased accounts, unreadable, so that nobody else takes them"),
        why=_("Whoever takes a name soon after could pass for somebody whom others trusted."),
        days=resting.RESTS.days,
        sweep=resting.sweep,
    ),
]
