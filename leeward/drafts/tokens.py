"""The park token: by it a form can add to one member's draft for one place, and do nothing else.

Every composer carries one. It is signed, so nobody makes it up; it names the member, the place, the form's own
number and the page; it lasts TOKEN_DAYS. It never lets anybody read, and it posts only together with a session
of the same member. A second use adds nothing, for the same words kept twice are kept once.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from django.core import signing
from django.utils import timezone

from leeward.web.limits import Limit

TOKEN_DAYS = 30  # a lid may stay closed for a while
SALT = "leeward.drafts.park"
# Without a session, for one member: room for hours of retries, none for filling a disk.
PARKING = Limit("parking", times=600, seconds=3600)
_signer = signing.TimestampSigner(salt=SALT)


def new_once() -> str:
    """A form's own number."""
    return secrets.token_urlsafe(12)


@dataclass(frozen=True)
class Park:
    """Where the words of one page go."""

    member_id: int
    kind: str
    target: str
    once: str = field(default_factory=new_once)
    writer: str = field(default_factory=lambda: secrets.token_urlsafe(6))
    shown_at: datetime = field(default_factory=timezone.now)

    def token(self) -> str:
        """As it stands in a form."""
        return _signer.sign_object([self.member_id, self.kind, self.target, self.once, self.writer])

    def place(self) -> str:
        return f"{self.kind}:{self.target}"

    def with_once(self, once: str) -> Park:
        return replace(self, once=once)


def read(token: str) -> Park | None:
    """What the token says; None for one that is forged, too old, or no token at all."""
    if len(token) > 500:
        return None
    try:
        member_id, kind, target, once, writer = _signer.unsign_object(token, max_age=timedelta(days=TOKEN_DAYS))
        shown = signing.b62_decode(token.rsplit(":", 2)[1])
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return Park(member_id, kind, target, once, writer, datetime.fromtimestamp(shown, UTC))
