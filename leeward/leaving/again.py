"""What was erased after a backup was made, once more, now that the backup was put back.

Only marks came over, so a phrase that was taken out cannot be found again: the whole post goes out of sight until its
author has looked, and what it said earlier and what others quoted of it goes for good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from leeward.boards import everything, quoting, taking_down
from leeward.boards.counting import lock, recount
from leeward.boards.models import Post, Revision, Topic
from leeward.clocks.erased import Entry, Kind, mark_of
from leeward.conversations import actions as conversations
from leeward.conversations.models import Conversation, Message
from leeward.leaving import erasing
from leeward.members.models import Member
from leeward.web.sealing import Unreadable


@dataclass
class Done:
    """How many of each kind; and how many may not go yet."""

    erased: Counter[Kind] = field(default_factory=Counter)
    kept: int = 0


def erase_again(entries: Iterable[Entry]) -> Done:
    """Each once, accounts first: they take their words along. What is not there, or gone already, counts as nothing."""
    done, wanted = Done(), list(entries)
    for kind in Kind:
        marks = {mark for named, mark, _day, _once in wanted if named == kind}
        for ref in _meant(WHERE[kind], marks):
            try:
                went = WAYS[kind](ref)
            except Unreadable:
                went = False
            done.erased[kind] += went is True
            done.kept += went is False
    return done


def _meant(model: type[Model], marks: set[str]) -> list[str]:
    """The refs that these are of. Reads every ref of the table: some seconds for a million."""
    if not marks:
        return []
    refs = model._default_manager.values_list("ref", flat=True).order_by("pk")
    return [ref for ref in refs.iterator() if mark_of(ref) in marks]


def _account(ref: str, *, words_stay: bool = False) -> bool | None:
    member = Member.objects.filter(ref=ref).first()
    if member is None:
        return None
    with transaction.atomic():
        if member.erase_asked_at is None:
            member.erase_asked_at = timezone.now()
            everything.take_down(by=member, moment=member.erase_asked_at)
        member.words_stay = words_stay
        member.save(update_fields=["erase_asked_at", "words_stay"])
    return erasing.erase(member)


def _post_of(ref: str) -> tuple[Post, Member] | None:
    """With its author; None for one that is erased, or never was."""
    post = Post.objects.select_related("topic", "author").filter(ref=ref, erased_at=None).first()
    return (post, post.author) if post and post.author else None


def _topic_of(ref: str) -> tuple[Topic, Member] | None:
    topic = Topic.objects.select_related("author").filter(ref=ref, erased_at=None).first()
    return (topic, topic.author) if topic and topic.author else None


def _post(ref: str) -> bool | None:
    if (found := _post_of(ref)) is None:
        return None
    post, author = found
    taking_down.take_down(by=author, post=post)
    if not taking_down.may_go(post.topic, [post]):
        return False
    taking_down.erase_post(by=author, post=post)
    return True


def _story(ref: str) -> bool | None:
    if (found := _topic_of(ref)) is None:
        return None
    topic, author = found
    taking_down.take_story_down(by=author, topic=topic)
    if not taking_down.may_go(topic, list(taking_down.own_posts(author).filter(topic=topic))):
        return False
    taking_down.erase_story(by=author, topic=topic)
    return True


def _let_go(ref: str) -> bool | None:
    if (found := _post_of(ref)) is None:
        return None
    taking_down.let_post_go(by=found[1], post=found[0])
    return True


def _story_let_go(ref: str) -> bool | None:
    if (found := _topic_of(ref)) is None:
        return None
    taking_down.let_story_go(by=found[1], topic=found[0])
    return True


def _struck(ref: str) -> bool | None:
    if (found := _post_of(ref)) is None:
        return None
    post, author = found
    with transaction.atomic():
        topic = lock(post)
        _empty_versions(post)
        quoting.grant(quoting.Wish(), [post], set())
        Post.objects.filter(pk=post.pk, taken_down_at=None).update(taken_down_at=timezone.now())
        recount(topic)
        taking_down.note_soonest(author)
    return True


def _title(ref: str) -> bool | None:
    if (found := _topic_of(ref)) is None:
        return None
    taking_down.erase_title(found[0])
    return True


def _versions(ref: str) -> bool | None:
    found = _post_of(ref)
    return _empty_versions(found[0]) if found else None


def _empty_versions(post: Post) -> bool | None:
    rows = Revision.objects.filter(post=post, struck_at=None)
    return bool(rows.update(source="", note="", struck_at=timezone.now())) or None


def _message(ref: str) -> bool | None:
    message = Message.objects.select_related("author").filter(ref=ref, taken_back_at=None).first()
    if message is None or message.author is None:
        return None
    with transaction.atomic():
        Conversation.objects.select_for_update().get(pk=message.conversation_id)
        conversations.erase([message], by=message.author)
    return True


def _talk(ref: str) -> bool | None:
    talk = Conversation.objects.select_related("begun_by").filter(ref=ref, emptied_at=None).first()
    if talk is None or talk.begun_by is None:
        return None
    with transaction.atomic():
        conversations.empty(talk, by=talk.begun_by)
    return True


WAYS: dict[Kind, Callable[[str], bool | None]] = {
    Kind.ACCOUNT: _account,
    Kind.LEAVING: lambda ref: _account(ref, words_stay=True),
    Kind.STORY: _story,
    Kind.POST: _post,
    Kind.STORY_LET_GO: _story_let_go,
    Kind.LET_GO: _let_go,
    Kind.STRUCK: _struck,
    Kind.TITLE: _title,
    Kind.VERSIONS: _versions,
    Kind.MESSAGE: _message,
    Kind.TALK: _talk,
}
WHERE: dict[Kind, type[Model]] = {
    **dict.fromkeys((Kind.ACCOUNT, Kind.LEAVING), Member),
    **dict.fromkeys((Kind.STORY, Kind.STORY_LET_GO, Kind.TITLE), Topic),
    **dict.fromkeys((Kind.POST, Kind.LET_GO, Kind.STRUCK, Kind.VERSIONS), Post),
    Kind.MESSAGE: Message,
    Kind.TALK: Conversation,
}
