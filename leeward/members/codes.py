"""Recovery codes: eight ways back in for somebody whose passphrase is gone. No e-mail, no questions."""

import hashlib
import secrets
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from leeward.members.models import Member, RecoveryCode

HOW_MANY = 8  # a sheet of paper holds them in two columns; each is good once
LENT_FOR = timedelta(minutes=30)  # long enough for a slow mailbox
GROUPS, IN_A_GROUP = 4, 4  # 16 signs of 32: 80 bits, so a fast digest is enough
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # no i l o u: read from paper without doubt
MISREAD = str.maketrans({"o": "0", "i": "1", "l": "1", "u": "v"})


def new_code() -> str:
    """Sixteen signs in four groups: abcd-efgh-jkmn-pqrs."""
    groups = ("".join(secrets.choice(ALPHABET) for _sign in range(IN_A_GROUP)) for _group in range(GROUPS))
    return "-".join(groups)


def digest(code: str) -> str:
    """The digest of a code as typed: case, spaces and dashes do not matter, nor letters misread for others."""
    signs = "".join(sign for sign in code.casefold() if sign.isalnum()).translate(MISREAD)
    return hashlib.sha256(signs.encode(errors="replace")).hexdigest()


def renew(member: Member) -> list[str]:
    """Eight fresh codes in place of all older ones. Shown once: only digests are kept."""
    codes = [new_code() for _code in range(HOW_MANY)]
    member.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(member=member, digest=digest(code)) for code in codes)
    return codes


def lend(member: Member) -> str:
    """One code more, good for half an hour: what is sent by mail to those who chose that."""
    code = new_code()
    expires_at = timezone.now() + LENT_FOR
    member.recovery_codes.exclude(expires_at=None).delete()
    RecoveryCode.objects.create(member=member, digest=digest(code), expires_at=expires_at)
    return code


def use(member: Member, code: str) -> bool:
    """Spend the code. False when it is not the member's or was used before; two at once spend it once."""
    now = timezone.now()
    good = Q(expires_at=None) | Q(expires_at__gt=now)
    return bool(member.recovery_codes.filter(good, digest=digest(code), used_at=None).update(used_at=now))


def use_from_paper(member: Member, code: str) -> bool:
    """As `use`, but a code that came by mail is none: the mailbox may be somebody else's too."""
    rows = member.recovery_codes.filter(digest=digest(code), used_at=None, expires_at=None)
    return bool(rows.update(used_at=timezone.now()))


def left(member: Member) -> int:
    """How many of those on paper are still good."""
    return member.recovery_codes.filter(used_at=None, expires_at=None).count()
