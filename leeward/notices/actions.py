"""Giving an address, proving it, taking it away; and asking for a mail. What goes out goes later, by the worker."""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from leeward.members.models import Member
from leeward.members.names import name_key
from leeward.notices.models import Kind, MailAddress, Notice, Outgoing
from leeward.web.limits import Limit
from leeward.web.sealing import Unreadable, seal, unseal

CODE_DIGITS = 8
CODE_LASTS = timedelta(hours=24)  # some look into their mail once a day
NOTE_APART = timedelta(days=1)  # more would be a rhythm that somebody could read
WEEK = timedelta(days=7)
PROVING = Limit("mail_code", 8, 15 * 60)
RECOVERED = Limit("mail_recovery", 3, 24 * 60 * 60)  # mails a day; codes on paper go on working beside it


def _seal_of(member_id: int) -> str:
    return f"mail address {member_id}"


def read(address: MailAddress) -> str | None:
    """The address itself; None where its key is missing."""
    try:
        return unseal(bytes(address.sealed), for_=_seal_of(address.member_id))
    except Unreadable:
        return None


def shown(address: MailAddress) -> str:
    """Enough for its owner to know it again, too little for somebody who looks over a shoulder."""
    name, _at, domain = (read(address) or "?@?").partition("@")
    return f"{name[:1]}…@{domain[:1]}…{domain[domain.rfind('.') :] if '.' in domain else ''}"


def address_of(member: Member) -> MailAddress | None:
    return MailAddress.objects.filter(member=member).first()


def give(*, by: Member, address: str) -> None:
    """Take a new address in place of an older one. Nothing but a code goes to it until that was typed here."""
    with transaction.atomic():
        MailAddress.objects.filter(member=by).delete()
        kept = MailAddress.objects.create(
            member=by, sealed=seal(address, for_=_seal_of(by.pk)), added_at=timezone.now()
        )
        _put(kept, Kind.CODE)


def again(*, by: Member) -> None:
    """The code once more, to an address that was not proved yet."""
    address = address_of(by)
    if address and not address.verified_at:
        _put(address, Kind.CODE)


def take_away(*, by: Member) -> None:
    """The address and whatever waits for it are gone."""
    MailAddress.objects.filter(member=by).delete()


def choose(*, by: Member, weekly: bool, recovers: bool, news_hour: int | None = None) -> None:
    """What mail comes, and at which hour of the house's day the one about notices may."""
    with transaction.atomic():
        rows = MailAddress.objects.filter(member=by).exclude(verified_at=None)
        rows.update(weekly=weekly, recovers=recovers, news_hour=news_hour)
        Outgoing.objects.filter(address__member=by, kind=Kind.NEWS).delete()
        if Notice.objects.visible_to(by).unseen().exists():
            news([by.pk])


def _digest(code: str) -> str:
    return hashlib.sha256("".join(code.split()).encode(errors="replace")).hexdigest()


def new_code(address: MailAddress) -> str:
    """A code for the mail that is about to go; an older one opens nothing any more."""
    code = "".join(secrets.choice("0123456789") for _digit in range(CODE_DIGITS))
    until = timezone.now() + CODE_LASTS
    MailAddress.objects.filter(pk=address.pk).update(code_digest=_digest(code), code_until=until)
    return code


def prove(*, by: Member, code: str) -> bool:
    """Was this the code? Tries are counted, so that it cannot be guessed."""
    address = address_of(by)
    if address is None or address.code_until is None or PROVING.reached(str(by.pk)):
        return False
    if timezone.now() > address.code_until or not constant_time_compare(_digest(code), address.code_digest):
        return False
    now = timezone.now()
    MailAddress.objects.filter(pk=address.pk).update(
        verified_at=now, asked_at=now, code_digest="", code_until=None, refused_at=None
    )
    return True


def _put(address: MailAddress, kind: Kind, due_at: datetime | None = None) -> None:
    """One of a kind waits at most; a second asking changes nothing."""
    if settings.MAIL_IS_SENT:
        Outgoing.objects.get_or_create(address=address, kind=kind, defaults={"due_at": due_at or timezone.now()})


def news(members: Iterable[int]) -> None:
    """There are notices for these members: a mail at the hour that each has chosen, to those who have chosen one.

    It waits until then, so a hundred notices make one mail, and none comes at another time of the day.
    """
    rows = MailAddress.objects.filter(member__in=members, refused_at=None, news_hour__isnull=False)
    for address in rows.exclude(verified_at=None):
        _put(address, Kind.NEWS, next_time(address.news_hour or 0))


def next_time(hour: int) -> datetime:
    """The next time the house's clock says so."""
    now = timezone.localtime()
    today = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return today if today > now else today + timedelta(days=1)


def note(member_id: int) -> None:
    """ "There is something to look at" about the account itself: at once, and at most once a day."""
    before = timezone.now() - NOTE_APART
    address = MailAddress.objects.filter(member_id=member_id, refused_at=None).exclude(verified_at=None).first()
    if address and (address.noted_at is None or address.noted_at < before):
        MailAddress.objects.filter(pk=address.pk).update(noted_at=timezone.now())
        _put(address, Kind.NOTE)


def send_recovery(*, name: str) -> None:
    """A code to come back in, where its owner chose that. Whoever asks is told nothing either way."""
    member = Member.objects.people().filter(name_key=name_key(name), closed_at=None).first()
    address = address_of(member) if member else None
    if member and address and address.verified_at and address.recovers and not RECOVERED.reached(str(member.pk)):
        _put(address, Kind.RECOVERY)


def ask_weekly() -> int:
    """Put the weekly question to those whose turn it is; how many. An answer is not expected."""
    before = timezone.now() - WEEK
    rows = MailAddress.objects.filter(weekly=True, refused_at=None, asked_at__lt=before, member__closed_at=None)
    due = list(rows.exclude(verified_at=None)[:500])
    for address in due:
        with transaction.atomic():
            MailAddress.objects.filter(pk=address.pk).update(asked_at=timezone.now())
            _put(address, Kind.WEEKLY)
    return len(due)
