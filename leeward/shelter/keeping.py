"""What members choose about leaving, and what administrators keep. Each asks the rule first."""

from typing import Any

from leeward.house.rules import insist as insist_of_house
from leeward.house.rules import why_not_keep
from leeward.members.models import Member
from leeward.members.rules import insist
from leeward.shelter.models import Destination, HelpLine
from leeward.shelter.rules import DESTINATIONS_MAX, LINES_MAX, why_not_one_more


def choose_leaving(*, by: Member, leave_to: str, neutral_name: str, shift_leaves: bool) -> None:
    by.leave_to, by.neutral_name, by.shift_leaves = leave_to, neutral_name, shift_leaves
    by.save(update_fields=["leave_to", "neutral_name", "shift_leaves"])


def offer_destination(*, by: Member, title: str, address: str) -> None:
    """The same address again only changes its title."""
    insist_of_house(why_not_keep(by))
    insist(why_not_one_more(Destination.objects.count(), DESTINATIONS_MAX))
    Destination.objects.update_or_create(address=address, defaults={"title": title})


def withdraw_destination(*, by: Member, number: int | None) -> None:
    """What a member chose before stays theirs."""
    insist_of_house(why_not_keep(by))
    if number is not None:
        Destination.objects.filter(pk=number).delete()


def add_help_line(*, by: Member, **said: Any) -> None:
    insist_of_house(why_not_keep(by))
    insist(why_not_one_more(HelpLine.objects.count(), LINES_MAX))
    HelpLine.objects.create(**said)


def change_help_line(*, by: Member, line: HelpLine, **said: Any) -> None:
    insist_of_house(why_not_keep(by))
    for name, value in said.items():
        setattr(line, name, value)
    line.save(update_fields=sorted(said))


def remove_help_line(*, by: Member, line: HelpLine) -> None:
    insist_of_house(why_not_keep(by))
    line.delete()
