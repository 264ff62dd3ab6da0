"""Signing in with a name and a passphrase, through Django's authentication."""

from django.contrib.auth.backends import BaseBackend
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from leeward.members.models import Member
from leeward.members.names import name_key
from leeward.web.loopback import on_this_machine


class NameAndPassphrase(BaseBackend):
    """The one backend. A name that nobody has costs as much time as a wrong passphrase."""

    def authenticate(  # type: ignore[override]  # these two words are ours
        self, request: HttpRequest | None, name: str = "", passphrase: str = ""
    ) -> Member | None:
        member = Member.objects.filter(name_key=name_key(name)).first()
        if member is None:
            make_password(passphrase)
            return None
        if not (member.is_active and member.check_password(passphrase)):
            return None
        if member.is_demo and not on_this_machine(request):
            return None  # everybody knows the demo's passphrase
        return member

    def get_user(self, user_id: int) -> Member | None:
        return Member.objects.filter(pk=user_id, closed_at=None).first()
