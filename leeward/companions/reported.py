"""What one of a pair tells those who look after the house. They are a room above, which registers itself."""

from collections.abc import Callable

from leeward.companions.models import Company
from leeward.members.models import Member

Told = Callable[[Company, Member], None]

_told: list[Told] = []


def register(told: Told) -> None:
    """Called once by a room's AppConfig.ready. `told(company, by)` is called in the transaction of the report."""
    if told not in _told:
        _told.append(told)


def note_reported(company: Company, by: Member) -> None:
    for told in _told:
        told(company, by)
