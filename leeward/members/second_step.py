"""The second step of signing in, for those who want one: six digits from an app (RFC 6238), or a recovery code.

Between the two steps nothing is kept here: the page carries a signed word that the first was right, good for ten
minutes and for that passphrase only.
"""

import secrets
import time
from base64 import b32encode
from dataclasses import dataclass

from cryptography.hazmat.primitives.constant_time import bytes_eq
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.core import signing
from django.db import transaction
from django.utils import timezone

from leeward.members import codes
from leeward.members.models import CodeApp, Member
from leeward.web.limits import Limit
from leeward.web.sealing import Unreadable, seal, unseal

SECRET_BYTES = 20  # as RFC 4226 recommends
STEP = 30  # seconds for which a code is shown
HALF_LASTS = 10 * 60  # seconds between passphrase and code
# Only those who know the passphrase come this far. Beyond it digits are not looked at for the rest of the hour;
# recovery codes and passkeys go on working, so nobody is locked out.
TRIES = Limit("second_step", 12, 60 * 60)


@dataclass(frozen=True)
class Half:
    """Somebody who has given the right passphrase, and what they said of their device."""

    member: Member
    device: str


def is_asked(member: Member) -> bool:
    """Does this member want a second step?"""
    return CodeApp.objects.filter(member=member).exclude(confirmed_at=None).exists()


def half_of(member: Member, device: str) -> str:
    """The signed word that the first step was right."""
    return signing.dumps([member.pk, device, member.get_session_auth_hash()], salt="half")


def read_half(token: str) -> Half | None:
    """Who it was; None when it is forged, older than ten minutes, or the passphrase was changed since."""
    try:
        number, device, known = signing.loads(token, salt="half", max_age=HALF_LASTS)
    except (signing.BadSignature, ValueError):
        return None
    member = Member.objects.filter(pk=number).first()
    if member is None or not bytes_eq(str(known).encode(), member.get_session_auth_hash().encode()):
        return None
    return Half(member, device)


def passes(member: Member, code: str) -> bool:
    """Is it the app's code of now, or a recovery code on paper? Either is good once."""
    digits = "".join(code.split())
    if len(digits) == 6 and digits.isdecimal():
        return not TRIES.reached(str(member.pk)) and _is_shown_now(member, digits)
    return codes.use_from_paper(member, code)


def _is_shown_now(member: Member, digits: str) -> bool:
    """One half-minute early or late is right too: clocks differ. No code is right twice."""
    app = CodeApp.objects.filter(member=member).first()
    if app is None:
        return False
    try:
        machine = _machine(unseal(bytes(app.secret), for_=_seal_of(member)))
    except Unreadable:
        return False
    now = int(time.time()) // STEP
    for step in (now - 1, now, now + 1):
        if bytes_eq(machine.generate(step * STEP), digits.encode()):
            rows = CodeApp.objects.filter(pk=app.pk, last_step__lt=step)
            return bool(rows.update(last_step=step))
    return False


def _machine(secret_hex: str) -> TOTP:
    return TOTP(bytes.fromhex(secret_hex), 6, SHA1(), STEP)  # noqa: S303 (what every such app computes)


def _seal_of(member: Member) -> str:
    return f"code app {member.pk}"


def begin(*, by: Member) -> None:
    """A fresh secret, in force only once a right code was typed. One that is in force stays."""
    secret = secrets.token_bytes(SECRET_BYTES).hex()
    with transaction.atomic():
        CodeApp.objects.filter(member=by, confirmed_at=None).delete()
        if not is_asked(by):
            CodeApp.objects.create(member=by, secret=seal(secret, for_=_seal_of(by)))


def unconfirmed(member: Member) -> CodeApp | None:
    return CodeApp.objects.filter(member=member, confirmed_at=None).first()


def to_show(app: CodeApp, label: str) -> tuple[str, str]:
    """(the address that an app scans, the secret in groups of four for typing). `label` is all that the app shows."""
    secret = unseal(bytes(app.secret), for_=_seal_of(app.member))
    plain = b32encode(bytes.fromhex(secret)).decode()
    groups = " ".join(plain[at : at + 4] for at in range(0, len(plain), 4))
    return _machine(secret).get_provisioning_uri(label, None), groups


def confirm(*, by: Member, code: str) -> bool:
    """The app shows what we expect: from now on its code is asked for."""
    digits = "".join(code.split())
    if not digits.isascii() or TRIES.reached(str(by.pk)) or not _is_shown_now(by, digits):
        return False
    return bool(CodeApp.objects.filter(member=by, confirmed_at=None).update(confirmed_at=timezone.now()))


def remove(*, by: Member) -> None:
    CodeApp.objects.filter(member=by).delete()


def drawing(text: str) -> tuple[int, str]:
    """A QR code as (side in modules, the `d` of one SVG path), with the quiet border it needs."""
    import segno  # loaded by whoever needs a picture of a code, and by no start

    rows = [list(row) for row in segno.make(text, micro=False).matrix_iter(border=4)]
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, module in enumerate(row) if module)
    return len(rows), path
