"""Back in with the help of those who look after the house, for somebody who has lost passphrase and codes.

The danger is the one who knows the story, the name, perhaps the phone, and asks in the member's place. So:

- Nobody can do it alone. Whoever asks gets a receipt that is shown once; a moderator's yes opens nothing without it,
  and the receipt opens nothing without a yes. Moderators never hold a key to anybody's account.
- Nothing is quiet. From the yes on every page says so in every browser in which the member is signed in, where
  they have given an address it gets a note without content, and it takes 72 hours: long enough for most to come by.
- Stopping needs one click and no reason; and whoever still knows the passphrase has not lost it, so signing in with
  it ends the request by itself. The page says so until it was read.
- Asking tells nothing: the answers are the same whether a name exists or not, and both kinds come before a moderator.
- There are no questions with set answers. A moderator compares with what was never written where others read it;
  the story alone is no proof, because the other person in it knows it too. The page for deciding says so.
- Asking cannot lock anybody out: any number may ask, each request stands alone, and only the address of whoever
  asks is slowed down.
- Who gets in finds no old keys: sessions, code app, passkeys and recovery codes are gone. That it happened stays
  on the list of sessions for ninety days.

What it cannot do: a person who is signed in as the member, or knows the passphrase, can end an honest request. Then
the account can be closed by an administrator, and its owner can join anew.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from leeward.jobs import queue
from leeward.members import codes, rules
from leeward.members.models import AskedBack, CodeApp, Member
from leeward.members.names import name_key, tidy
from leeward.members.rules import insist
from leeward.web.ids import new_ref
from leeward.web.sealing import seal, unseal

WAIT = timedelta(hours=72)  # from the yes
READY_FOR = timedelta(days=14)  # after the wait: somebody may only have a borrowed hour a week
ANSWERED_WITHIN = timedelta(days=30)  # then nobody answers any more, and the words are erased
REMEMBERED = timedelta(days=90)


def ask(*, name: str, words: str) -> str:
    """Keep the request; the receipt, shown this once."""
    receipt, ref = codes.new_code(), new_ref()
    AskedBack.objects.create(
        ref=ref,
        member=Member.objects.people().filter(name_key=name_key(name), closed_at=None, is_demo=False).first(),
        words=seal(f"{tidy(name)}\n{words}", for_=_seal_of(ref)),
        receipt=codes.digest(receipt),
        asked_at=timezone.now(),
    )
    return receipt


def _seal_of(ref: str) -> str:
    return f"asked back {ref}"


def read(asked: AskedBack) -> tuple[str, str]:
    """(the name that was given, what was written)."""
    name, _line, words = unseal(bytes(asked.words), for_=_seal_of(asked.ref)).partition("\n")
    return name, words


def of_receipt(receipt: str) -> AskedBack | None:
    return AskedBack.objects.select_related("member").filter(receipt=codes.digest(receipt)).first()


def undecided() -> QuerySet[AskedBack]:
    """What a moderator has still to answer, the longest wait first."""
    oldest = timezone.now() - ANSWERED_WITHIN
    rows = AskedBack.objects.filter(approved_at=None, declined_at=None, cancelled_at=None, asked_at__gt=oldest)
    return rows.select_related("member").order_by("asked_at")


def opened(member: Member) -> QuerySet[AskedBack]:
    """When the account was opened this way within the last ninety days."""
    return member.asked_back.filter(used_at__gt=timezone.now() - REMEMBERED).order_by("-used_at")


def under_way(member: Member) -> QuerySet[AskedBack]:
    """Requests with a yes that can still let somebody in."""
    since = timezone.now() - WAIT - READY_FOR
    return member.asked_back.filter(approved_at__gt=since, cancelled_at=None, used_at=None).order_by("approved_at")


def ready_at(asked: AskedBack) -> datetime | None:
    """From when on the receipt opens the account; None before a yes."""
    return asked.approved_at + WAIT if asked.approved_at else None


def state(asked: AskedBack) -> str:
    """waiting (for an answer), counting (the 72 hours), ready, or over."""
    now, ready = timezone.now(), ready_at(asked)
    if asked.declined_at or asked.cancelled_at or asked.used_at:
        return "over"
    if ready is None:
        return "waiting" if now < asked.asked_at + ANSWERED_WITHIN else "over"
    if now < ready:
        return "counting"
    return "ready" if now < ready + READY_FOR else "over"


def _locked(asked: AskedBack) -> AskedBack:
    return AskedBack.objects.select_for_update().get(pk=asked.pk)


def approve(*, by: Member, asked: AskedBack, reason: str) -> None:
    """Say yes: the 72 hours begin, and the account's owner is told on every page."""
    with transaction.atomic():
        asked = _locked(asked)
        insist(rules.why_not_decide_back(by, asked) or rules.why_not_open_back(by, asked.member))
        now = timezone.now()
        asked.approved_at, asked.decided_by, asked.reason = now, by, reason
        asked.save(update_fields=["approved_at", "decided_by", "reason"])
        assert asked.member is not None
        Member.objects.filter(pk=asked.member.pk).update(asked_back_at=now)
        queue.put("note", {"member": asked.member.pk})


def decline(*, by: Member, asked: AskedBack, reason: str) -> None:
    with transaction.atomic():
        asked = _locked(asked)
        insist(rules.why_not_decide_back(by, asked))
        asked.declined_at, asked.decided_by, asked.reason = timezone.now(), by, reason
        asked.save(update_fields=["declined_at", "decided_by", "reason"])


def cancel(*, by: Member) -> int:
    """End every request for one's own account, answered or not; how many. The notice goes too."""
    with transaction.atomic():
        ended = _end_all(by)
        Member.objects.filter(pk=by.pk).update(asked_back_at=None)
        by.asked_back_at = None
    return ended


def key_was_known(member: Member) -> None:
    """Somebody came in with passphrase or passkey: nobody has to be let back in. The notice stays until read."""
    if member.asked_back_at:
        _end_all(member)


def _end_all(member: Member) -> int:
    rows = member.asked_back.filter(Q(cancelled_at=None), declined_at=None, used_at=None)
    return rows.update(cancelled_at=timezone.now())


def come_back(*, asked: AskedBack, passphrase: str) -> Member | None:
    """Let in whoever holds the receipt, under a new passphrase and without any old key. None where it is not ready."""
    with transaction.atomic():
        asked = _locked(asked)
        member = asked.member
        if member is None or member.closed_at or state(asked) != "ready":
            return None
        asked.used_at = timezone.now()
        asked.save(update_fields=["used_at"])
        _end_all(member)
        member.set_password(passphrase)
        member.asked_back_at = None
        member.save(update_fields=["password", "asked_back_at"])
        member.sessions.all().delete()
        member.passkeys.all().delete()
        member.recovery_codes.all().delete()
        CodeApp.objects.filter(member=member).delete()
        return member


def sweep(before: datetime) -> int:
    """Erase what was asked before; how many went."""
    return AskedBack.objects.filter(asked_at__lt=before).delete()[0]
