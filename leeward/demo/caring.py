"""What care brings to the demo's desk: a post in which its rules stopped, and a member who wanted to be asked after.

ash has a check-in that runs. Written by the same actions as a member's presses, and dated back.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from leeward.boards.models import Post
from leeward.care import answering, checking, noticing
from leeward.care.models import CheckIn, Noticed
from leeward.members.models import Member
from leeward.moderation.models import Case

TITLE = "The kitchen clock says ten past three"
SILENT = "lantern"  # who wanted to be asked after
WORDS = "He comes back from sea this week. If I am not here by then, ask me whether the boiler is mended. I will know."
OWN = "Only ask how I am. I like to be asked about the allotment."


def bring_care(people: dict[str, Member], now: datetime) -> None:
    """After the desk is filled. Small boards lack some of it: then that is left out."""
    post = Post.objects.select_related("topic__board", "author").filter(topic__title=TITLE, number=1).first()
    if post and post.author:
        noticing.look_at(post)
        Noticed.objects.filter(post=post).update(noticed_at=post.written_at, shown_at=post.written_at)
        answering.answer(by=post.author, post=post, do="unsafe")
        Case.objects.filter(about=post.ref).update(opened_at=post.written_at)
    if SILENT in people:
        _was_silent(people[SILENT], now)
    check = _check_in(people["ash"], now, now + timedelta(days=2), OWN)
    check.save()
    checking.put_off(check)


def _check_in(member: Member, agreed: datetime, due: datetime, words: str) -> CheckIn:
    check = CheckIn(member=member, agreed_at=agreed, due_at=due, waits=24, asks=CheckIn.Asks.DESK)
    check.hold(words)
    return check


def _was_silent(member: Member, now: datetime) -> None:
    """Agreed on a week ago; a notice yesterday, and this morning the desk was asked."""
    check = _check_in(member, now - timedelta(days=7), now - timedelta(hours=30), WORDS)
    check.asked_at = now - timedelta(hours=30)
    check.save()
    checking.ask_somebody(check, now - timedelta(hours=6))
    Case.objects.filter(about=check.ref).update(opened_at=now - timedelta(hours=6))
