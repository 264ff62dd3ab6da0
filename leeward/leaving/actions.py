"""Shutting another person out of one's account: all of it, or nothing."""

from dataclasses import dataclass

from django.db import transaction

from leeward.members import actions as members
from leeward.members import asking_back, second_step
from leeward.members.models import Member
from leeward.notices import actions as notices


@dataclass(frozen=True)
class Wish:
    """What is to be done. An empty name or passphrase stays as it is."""

    name: str = ""
    passphrase: str = ""
    drop_mail: bool = True
    drop_keys: bool = True


def leave_someone(*, by: Member, wish: Wish, session_key: str | None) -> list[str]:
    """New recovery codes; every other browser is signed out, every request to come back ends. NameTaken: nothing is."""
    with transaction.atomic():
        if wish.name:
            members.change_name(by=by, name=wish.name)
        if wish.passphrase:
            members.change_passphrase(by=by, passphrase=wish.passphrase, session_key=session_key)
        members.end_other_sessions(by=by, session_key=session_key)
        asking_back.cancel(by=by)
        if wish.drop_mail:
            notices.take_away(by=by)
        if wish.drop_keys:
            by.passkeys.all().delete()
            second_step.remove(by=by)
        return members.make_codes(by=by)
