"""`leeward member ...`: what an administrator does in pages, for when no page can be reached."""

from argparse import Namespace
from collections.abc import Callable

from django.core.exceptions import PermissionDenied

from leeward.cli import people
from leeward.cli.asking import passphrase
from leeward.cli.database import insist_on_ready
from leeward.cli.speech import Refused, say
from leeward.members import actions, house_actions


def run(options: Namespace) -> int:
    insist_on_ready()
    try:
        say(DEEDS[options.deed](options))
    except PermissionDenied as refused:
        raise Refused(str(refused)) from refused
    return 0


def _add(options: Namespace) -> str:
    member = people.add(options.name, passphrase(options, options.name), options.role)
    return f"{member.name} can sign in now."


def _role(options: Namespace) -> str:
    member = people.find(options.name)
    house_actions.set_role(by=people.OPERATOR, member=member, role=options.role)
    return f"The role of {member.name} is now: {options.role}."


def _admit(options: Namespace) -> str:
    member = people.find(options.name)
    house_actions.admit(by=people.OPERATOR, member=member)
    return f"{member.name} is in."


def _close(options: Namespace) -> str:
    member = people.find(options.name)
    house_actions.set_open(by=people.OPERATOR, member=member, is_open=False)
    return f"The account of {member.name} is closed. What {member.name} wrote stays."


def _reopen(options: Namespace) -> str:
    member = people.find(options.name)
    house_actions.set_open(by=people.OPERATOR, member=member, is_open=True)
    return f"The account of {member.name} is open again."


def _passphrase(options: Namespace) -> str:
    member = people.find(options.name)
    actions.change_passphrase(by=member, passphrase=passphrase(options, member.name), session_key=None)
    return f"{member.name} has a new passphrase and is signed out everywhere."


DEEDS: dict[str, Callable[[Namespace], str]] = {
    "add": _add,
    "role": _role,
    "admit": _admit,
    "close": _close,
    "reopen": _reopen,
    "passphrase": _passphrase,
}
