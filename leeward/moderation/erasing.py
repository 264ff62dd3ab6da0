"""Erasing by those who look after the house: proposed by one, agreed to by another, and carried out some weeks later.

    proposed (hidden, told) -- refused, or taken back --> as it was
                            -- agreed --> told by when -- undone, or an appeal heard --> as it was
                                                       -- that day --> erased, with a receipt

The words go by the ways by which their author could erase them, after `clocks.holds` was asked. The decision keeps a
receipt of what went, in numbers, and none of the words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from leeward.boards import taking_down
from leeward.boards.models import Post, Quoting, Revision, Topic
from leeward.clocks import holds
from leeward.members.models import Member
from leeward.moderation.decided import Decision
from leeward.moderation.models import Report

Receipt = dict[str, Any]
Erase = Callable[[Member], bool]  # the account with all that hangs on it; False: something of it may not go yet
_erase_account: list[Erase] = []


def register(erase: Erase) -> None:
    """Called once by the room above that erases accounts, when it starts."""
    if erase not in _erase_account:
        _erase_account.append(erase)


def carry_out_due() -> int:
    """What two people agreed to, whose day has come, and about which nobody waits for a second look; how many."""
    due = Decision.objects.to_be_erased().filter(seconds__isnull=False, until__lte=timezone.now())
    heard = Q(appealed=None) | Q(appealed__outcomes__isnull=False)
    return sum(_carry_out(decision) for decision in due.filter(heard).select_related("face").order_by("pk"))


def _carry_out(decision: Decision) -> bool:
    """False where it may not go yet: tried again with the next round."""
    with transaction.atomic():
        receipt = WAYS[decision.subject](decision)
        if receipt is None:
            return False
        now = {"details": {**decision.details, "receipt": receipt}, "erased_at": timezone.now()}
        Decision.objects.filter(pk=decision.pk).update(**now)  # whom it was about may be no row any more
        return True


def _post(decision: Decision) -> Receipt | None:
    post = Post.objects.select_related("topic", "author").filter(ref=decision.about_ref).first()
    if post is None or post.erased_at or post.author is None:
        return _counted([])
    if not taking_down.may_go(post.topic, [post]):
        return None
    receipt = _counted([post])
    taking_down.erase_post(by=post.author, post=post)
    _forget_words([post.ref])
    return receipt


def _topic(decision: Decision) -> Receipt | None:
    """All that its author wrote in it; others' answers stay hidden, and are theirs."""
    topic = Topic.objects.select_related("author").filter(ref=decision.about_ref).first()
    if topic is None or topic.erased_at or topic.author is None:
        return _counted([])
    theirs = list(taking_down.own_posts(topic.author).filter(topic=topic))
    if not taking_down.may_go(topic, theirs):
        return None
    receipt = _counted(theirs)
    taking_down.erase_story(by=topic.author, topic=topic)
    _forget_words([topic.ref, *(post.ref for post in theirs)])
    return receipt


def _account(decision: Decision) -> Receipt | None:
    if decision.face is None:
        return _counted([])
    if not holds.may_go("member", decision.face.ref):
        return None
    receipt = _counted(list(Post.objects.filter(author=decision.face, erased_at=None)))
    return receipt if all(erase(decision.face) for erase in _erase_account) else None


WAYS: dict[str, Callable[[Decision], Receipt | None]] = {"post": _post, "topic": _topic, "member": _account}


def _counted(posts: Collection[Post]) -> Receipt:
    """What goes, in numbers. Two queries."""
    ids = [post.pk for post in posts]
    return {
        "posts": len(ids),
        "versions": Revision.objects.filter(post__in=ids, struck_at=None).count(),
        "quotes": Quoting.objects.filter(of_post__in=ids).exclude(by_post__in=ids).count(),
    }


def _forget_words(refs: Collection[str]) -> None:
    """The passages of it that decisions rested on, and that reports chose. Why something was decided stays."""
    for decision in Decision.objects.filter(about_ref__in=refs).iterator():
        decision.hold(decision.said["why"], [])
        decision.save(update_fields=["sealed"])
    for report in Report.objects.filter(case__about__in=refs, erased_at=None).iterator():
        report.hold([], report.said["note"])
        report.save(update_fields=["sealed"])
