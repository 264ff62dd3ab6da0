"""Signing in with a name and a passphrase, slowed down when it goes wrong often, never locked."""

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from leeward.members.models import Member
from leeward.members.names import name_key
from leeward.web.limits import Limit, address_of

QUARTER = 15 * 60  # seconds
# One address trying one name: room for a tired person's wrong tries, none for a list of words.
FROM_ONE_PLACE = Limit("sign_in", 8, QUARTER)
# One address trying any names: a refuge or a library may share one address.
FROM_ONE_ADDRESS = Limit("sign_in_address", 60, QUARTER)
# One name tried wrongly from anywhere. Beyond it each wrong try weighs three times in its own place. The
# name itself is never locked: that would let a watcher lock somebody out, and show that the account exists.
FOR_ONE_NAME = Limit("sign_in_name", 30, 60 * 60)
WEIGHT_UNDER_ATTACK = 3


def prove(name: str, passphrase: str) -> Member | None:
    """Whose name and passphrase these are. A name that nobody has costs as much time as a wrong passphrase."""
    member = Member.objects.people().filter(name_key=name_key(name)).first()
    if member is None:
        make_password(passphrase)
        return None
    return member if member.check_password(passphrase) else None


def tried_too_often(request: HttpRequest, name: str) -> bool:
    """Count this try for its address, and for this name from this address; was it one too many?"""
    address = address_of(request)
    reached = [FROM_ONE_ADDRESS.reached(address), FROM_ONE_PLACE.reached(_place(address, name))]
    return any(reached)


def note_wrong_try(request: HttpRequest, name: str) -> None:
    """A wrong try counts for the name as well; while a name is under attack it weighs more."""
    if FOR_ONE_NAME.reached(name_key(name)):
        for _more in range(WEIGHT_UNDER_ATTACK - 1):
            FROM_ONE_PLACE.reached(_place(address_of(request), name))


def note_right_try(request: HttpRequest, name: str) -> None:
    """The right words: earlier wrong tries from this place are forgotten."""
    FROM_ONE_PLACE.forget(_place(address_of(request), name))


def _place(address: str, name: str) -> str:
    return f"{address}\0{name_key(name)}"


class NameAndPassphrase(BaseBackend):
    """The one backend of Django's authentication."""

    def authenticate(  # type: ignore[override]  # these two words are ours
        self, request: HttpRequest | None, name: str = "", passphrase: str = ""
    ) -> Member | None:
        member = prove(name, passphrase)
        return member if member and member.is_active else None

    def get_user(self, user_id: int) -> Member | None:
        return Member.objects.people().filter(pk=user_id, closed_at=None).first()
