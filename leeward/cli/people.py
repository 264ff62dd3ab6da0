"""Members as the operator reaches them: through the same actions as the pages, so the same rules are asked."""

from django.db import transaction

from leeward.cli.speech import Refused
from leeward.house.context import the_house
from leeward.house.models import House, Joining
from leeward.members import actions, house_actions, rules
from leeward.members.models import Member, Role
from leeward.members.names import name_key, tidy

# Whoever has this machine's shell may do what an administrator may. Never saved.
OPERATOR = Member(name="operator", role=Role.ADMINISTRATOR)


def find(name: str) -> Member:
    """The member of this name, however it is spelt; Refused where there is none."""
    member = Member.objects.people().filter(name_key=name_key(name)).first()
    if member is None:
        raise Refused(f"Nobody here is called {name}.")
    return member


def add(name: str, passphrase: str, role: str) -> Member:
    """A member, in and approved, whatever the house asks of those who join by its pages."""
    tidied = tidy(name)
    if sentence := rules.why_not_this_name(tidied, the_house()):
        raise Refused(sentence)
    try:
        with transaction.atomic():
            member = actions.join(house=House(joining=Joining.OPEN), name=tidied, passphrase=passphrase)
            house_actions.set_approved(by=OPERATOR, member=member, approved=True)
            if role != member.role:
                house_actions.set_role(by=OPERATOR, member=member, role=role)
    except actions.NameTaken as wrong:
        raise Refused(rules.name_taken()) from wrong
    return member
