"""Check-ins: agreed on, changed, ended by their member; carried out by the worker, each step once.

A sign of somebody is what is stored in any case: a post or a message, a sign-in that is still open. Nothing more is
written down for it, so whoever only reads and leaves gives none, and presses "I am here" instead.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.boards.models import Post
from leeward.care import desk
from leeward.care.models import WORDS_MAX, CheckIn
from leeward.care.telling import tell
from leeward.companions.models import Company
from leeward.conversations.reading import has_written_since
from leeward.jobs import queue
from leeward.members.models import Member, Session
from leeward.members.sessions import IDLE
from leeward.web import times
from leeward.words import clean_text

JOB = "check_in"
DAYS = 30  # ahead, at most: what is further away is forgotten by both sides
WAITS = (0, 12, 24, 48)  # hours
AT = time(18)  # of the day that was chosen, in the house's zone: an evening on which somebody can still be asked
ALSO = timedelta(hours=24)  # after a companion was asked and no sign came: then the desk is asked, too
SIGN = timedelta(hours=24)  # before that: a sign of a week ago says nothing about tonight


@dataclass(frozen=True)
class Wish:
    """What a form says. `words`: "" leaves what was said before."""

    day: date | None
    waits: int
    asks: str
    words: str = ""


def due_on(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, AT))


def days_to_choose() -> list[date]:
    """From tomorrow on."""
    today = timezone.localdate()
    return [today + timedelta(days=ahead) for ahead in range(1, DAYS + 1)]


def read_wish(wanted: Sequence[str], words: str) -> Wish:
    """Of what was chosen: "d2031-03-07 w24 companion"."""
    day = next((_day(word[1:]) for word in wanted if word[:1] == "d" and len(word) == 11), None)
    waits = next((hours for hours in WAITS if f"w{hours}" in wanted), WAITS[2])
    asks = CheckIn.Asks.COMPANION if CheckIn.Asks.COMPANION in wanted else CheckIn.Asks.DESK
    return Wish(day, waits, asks, clean_text(words).strip())


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def companions_of(member: Member) -> list[Member]:
    """Who accompanies them. One query."""
    rows = Company.objects.pairs().filter(newcomer=member).select_related("companion")
    return [row.companion for row in rows if row.companion]


def running(member: Member) -> CheckIn | None:
    return CheckIn.objects.running().filter(member=member).first()


def own_words(member: Member) -> list[dict[str, str]]:
    """What the member wrote for whoever is asked, to take along. One query."""
    rows = CheckIn.objects.filter(member=member).order_by("pk")
    return [{"agreed": times.stamp(row.agreed_at), "text": row.words} for row in rows if row.sealed]


def why_not(wish: Wish, companions: Sequence[Member]) -> dict[str, str]:
    """What is missing, by field."""
    found = {}
    if wish.day not in days_to_choose():
        found["day"] = _("Choose a day from tomorrow on, at most %(days)d days ahead.") % {"days": DAYS}
    if wish.asks == CheckIn.Asks.COMPANION and not companions:
        found["asks"] = _("Nobody accompanies you at the moment. Those who look after this house can ask after you.")
    if len(wish.words) > WORDS_MAX:
        found["body"] = _("This is too long: %(most)d characters fit here, and it has %(long)d.") % {
            "most": WORDS_MAX,
            "long": len(wish.words),
        }
    return found


def agree(*, by: Member, wish: Wish) -> CheckIn:
    """A new one, or the running one changed. ValidationError: {"day", "asks" or "body": sentence}."""
    if wrong := why_not(wish, companions_of(by)):
        raise ValidationError(wrong)
    assert wish.day
    with transaction.atomic():
        Member.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
        found = running(by)
        if found and found.told_at:  # somebody was asked to write: that one is over, and this is another
            _end(found)
            found = None
        check = found or CheckIn(member=by)
        check.agreed_at, check.due_at = timezone.now(), due_on(wish.day)
        check.waits, check.asks, check.asked_at = wish.waits, wish.asks, None
        if wish.words:
            check.hold(wish.words)
        check.save()
        put_off(check)
        return check


def end(*, by: Member) -> None:
    """ "I am here": nothing more happens, and whoever was asked already reads that."""
    with transaction.atomic():
        for check in CheckIn.objects.running().select_for_update().filter(member=by):
            _end(check)


def _end(check: CheckIn) -> None:
    check.ended_at = timezone.now()
    if check.told_at is None:
        check.sealed = b""
    check.save(update_fields=["ended_at", "sealed"])
    tell(check, [one.pk for one in companions_of(check.member)] if _asks_companion(check) else [])


def _asks_companion(check: CheckIn) -> bool:
    return check.asks == CheckIn.Asks.COMPANION and check.told_at is not None


def put_off(check: CheckIn) -> None:
    """The next step, to its moment."""
    due = _next_at(check)
    queue.put(JOB, {"check": check.ref, "due": due.timestamp()}, due_at=due)


# ── the worker ───────────────────────────────────────────────────────────────


def take_step(detail: dict[str, Any]) -> None:
    """The job, in one transaction with its own end. A step that was put off or done before is none."""
    rows = CheckIn.objects.running().select_for_update(of=("self",)).select_related("member")
    goes_on = Q(told_at=None) | Q(asks=CheckIn.Asks.COMPANION, desk_at=None)
    check = rows.filter(goes_on, ref=detail["check"]).first()
    now = timezone.now()
    if check is None:
        return
    if _next_at(check) > now:
        if detail["due"] == _next_at(check).timestamp():  # no change put it off: the clock was set back
            put_off(check)
        return
    if is_heard_of(check.member, _since(check)):
        _end(check)
    elif check.told_at:
        ask_the_desk_too(check, now)
    elif check.asked_at is None and check.waits:
        check.asked_at = now
        check.save(update_fields=["asked_at"])
        tell(check, [check.member_id])
        put_off(check)
    else:
        ask_somebody(check, now)


def _next_at(check: CheckIn) -> datetime:
    if check.told_at:
        return check.told_at + ALSO
    return check.asked_at + timedelta(hours=check.waits) if check.asked_at else check.due_at


def _since(check: CheckIn) -> datetime:
    """From when on a sign counts: since the last step, or since the day before; never from before they agreed."""
    return check.told_at or check.asked_at or max(check.agreed_at, check.due_at - SIGN)


def is_heard_of(member: Member, since: datetime) -> bool:
    """Whether anything that is stored in any case is from then or later. Three queries at most."""
    wrote = Q(written_at__gt=since) | Q(edited_at__gt=since)
    # On a shared device a session ends so long after it was last used; on one's own it only says when it began.
    used = Q(begun_at__gt=since) | ~Q(device="mine") & Q(expire_date__gt=since + IDLE)
    return (
        Post.objects.written_by(member).filter(wrote).exists()
        or Session.objects.filter(used, member=member).exists()
        or has_written_since(member, since)
    )


def ask_somebody(check: CheckIn, now: datetime) -> None:
    """The companion, or where nobody accompanies them any more, the desk: so it was said when they agreed."""
    companions = companions_of(check.member) if check.asks == CheckIn.Asks.COMPANION else []
    check.asks = CheckIn.Asks.COMPANION if companions else CheckIn.Asks.DESK
    check.told_at = now
    check.save(update_fields=["asks", "told_at"])
    if companions:
        put_off(check)
    else:
        _put_on_desk(check)
    tell(check, [check.member_id, *(one.pk for one in companions)])


def ask_the_desk_too(check: CheckIn, now: datetime) -> None:
    """One who accompanies somebody may be away, or not know what to write: nobody is left to one person alone."""
    check.desk_at = now
    check.save(update_fields=["desk_at"])
    _put_on_desk(check)
    tell(check, [check.member_id, *(one.pk for one in companions_of(check.member))])


def _put_on_desk(check: CheckIn) -> None:
    desk.put(desk.Needed(desk.CHECK, check.ref, "", check.member))


def sweep(before: datetime) -> int:
    """Forget those that are over; how many. One for which somebody was asked and no word came is kept as long again."""
    over = Q(ended_at__lt=before) | Q(told_at__lt=before - (timezone.now() - before))
    return CheckIn.objects.filter(over).delete()[0]
