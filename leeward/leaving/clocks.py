"""Accounts that wait to be erased."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from leeward.clocks.kinds import HOUR, Clock
from leeward.leaving.erasing import WAIT, erase_due


def sweep(_before: datetime) -> int:
    """Each by the day that its page says."""
    return erase_due()


CLOCKS = [
    Clock(
        name="erased-accounts",
        what=_("Accounts whose member asked for them to be erased, with all that was written"),
        why=_("Somebody else may have asked, with their passphrase: for so long it can be stopped in one press."),
        days=WAIT.days,
        sweep=sweep,
        every=HOUR,
    ),
]
