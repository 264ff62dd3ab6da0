"""Erasing one's account.

    here -- ask --> going (erase_asked_at) -- stop --> here
                    going -- 30 days --> erased

Whoever has the passphrase may have asked in malice, a partner perhaps. So the 30 days cannot be shortened; signing in
leads to a page that says what will happen and stops it in one press; recovery codes and the way back with a moderator's
help go on working; and what was written comes back as it was. What could be misused meanwhile is gone in the moment of
asking: everything is down, the page about oneself is empty, other browsers are signed out, mail address, passkeys, code
app, circles and open invitations are gone. These do not come back.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from leeward.attachments import actions as attachments
from leeward.boards import everything
from leeward.boards.models import Post
from leeward.boards.taking_down import DAYS
from leeward.clocks import holds
from leeward.clocks.erased import Kind, all_as_one
from leeward.companions import actions as companions
from leeward.conversations import actions as conversations
from leeward.jobs import queue
from leeward.members import aliases, house_actions, joining, resting, second_step, sight
from leeward.members.models import Member
from leeward.members.rules import insist, last_administrator
from leeward.moderation import forgetting as moderation
from leeward.notices import actions as notices
from leeward.web.sealing import Unreadable

WAIT = timedelta(days=DAYS)

log = logging.getLogger("leeward.leaving")


def erased_on(member: Member) -> datetime | None:
    """The day on which it happens; None for whoever stays."""
    return member.erase_asked_at + WAIT if member.erase_asked_at else None


def why_not_go(member: Member, others: int) -> str | None:
    """Nobody is kept here, but a house is not left without an administrator; `others` counts those beside them."""
    if member.is_administrator and not others:
        return last_administrator()
    return None


def ask(*, by: Member, words_stay: bool, session_key: str | None) -> None:
    """From now on nobody finds anything of theirs here. PermissionDenied for the last administrator."""
    now = timezone.now()
    with transaction.atomic():
        insist(why_not_go(by, house_actions.administrators_left() - by.is_administrator))
        everything.take_down(by=by, moment=now)
        by.erase_asked_at, by.words_stay = now, words_stay
        by.about = ""
        joining.forget(by)
        by.lists_posts = False
        by.save(update_fields=["erase_asked_at", "words_stay", "about", "lists_posts"])
        by.sessions.exclude(session_key=session_key or "").delete()
        notices.take_away(by=by)
        by.passkeys.all().delete()
        second_step.remove(by=by)
        by.circles.clear()
        by.invitations.filter(used_by=None).delete()
        companions.withdraw(by=by)


def stop(*, by: Member) -> None:
    """They stay; what went down in that moment stands again."""
    with transaction.atomic():
        going = Member.objects.select_for_update().get(pk=by.pk)
        if going.erase_asked_at is None:
            return
        everything.put_back(by=by, moment=going.erase_asked_at)
        by.erase_asked_at, by.words_stay = None, False
        by.save(update_fields=["erase_asked_at", "words_stay"])


def erase_due() -> int:
    """Those whose 30 days are over; how many. Done by the worker: one who cannot be erased keeps no other waiting."""
    over, gone = timezone.now() - WAIT, 0
    for member in Member.objects.filter(erase_asked_at__lte=over).order_by("erase_asked_at"):
        try:
            gone += erase(member)
        except Unreadable:  # a key is missing: tried again in an hour, and the operator reads of it
            log.error("an account could not be erased yet: a key is missing")
    return gone


def erase_decided(member: Member) -> bool:
    """Two people of those who look after the house agreed to it, and the time to take words along is over."""
    ask(by=member, words_stay=False, session_key=None)
    return erase(member)


def erase(member: Member) -> bool:
    """The account, all that hangs on it, and its posts. Broken off anywhere, the next time goes on from there.

    False where something of it may not go yet: then it stays shut, and is tried again.
    """
    if not holds.may_go("member", member.ref):
        return False
    with all_as_one(Kind.LEAVING if member.words_stay else Kind.ACCOUNT, member.ref):
        return _erase(member)


def _erase(member: Member) -> bool:
    if member.words_stay and member.erase_asked_at:
        everything.let_go(by=member, moment=member.erase_asked_at)
    everything.erase(by=member)
    if Post.objects.written_by(member).filter(erased_at=None).exists():
        return False
    conversations.erase_all(by=member)
    with transaction.atomic():
        attachments.forget_member(member)
        faces = Member.objects.filter(pk__in=list(aliases.faces_of(member)))
        moderation.forget([*faces, member])
        resting.lay_to_rest([member.name, *faces.values_list("name", flat=True)])
        for gone in (*faces, member):
            sight.lift_all(gone)
            queue.put("unlink_member", {"page": gone.ref, "after": 0})
            gone.delete()
        queue.put_once("wipe_traces")
    return True
