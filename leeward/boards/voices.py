"""Under which name a member writes in one place: their own, or another for this topic alone.

In one topic a member has one name, fixed by what they first wrote there. A form says under which name its text was
begun; where that is not the name they are bound to, nothing is posted and the writer looks again. So no text goes out
under a name that its writer did not read beside it: not from a second tab, not from a form gone stale.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet

from leeward.boards import rules
from leeward.boards.models import Post, Topic, TopicRows
from leeward.members import aliases
from leeward.members.actions import NameTaken
from leeward.members.models import Member
from leeward.members.names import name_key, tidy
from leeward.members.offered_names import offer
from leeward.members.ready import Ready
from leeward.members.rules import name_taken


@dataclass(frozen=True)
class Voice:
    """`own` is the member's name; `alias` the other one they are bound to, "" for none; `is_fixed`: no choice left."""

    own: str
    alias: str = ""
    is_fixed: bool = False

    @property
    def name(self) -> str:
        """Under which the text will stand, if nothing else is chosen."""
        return self.alias or self.own

    def offered(self) -> str:
        """Another name to take."""
        return offer()

    def why_not(self, stated: str | None) -> str | None:
        """The sentence where the text was begun under another name than this one. None: nothing was said."""
        if not self.is_fixed or stated is None or name_key(tidy(stated)) == name_key(self.alias):
            return None
        return rules.why_not_in_this_voice(self.own, self.alias)


def with_voice(topics: TopicRows, member: Member) -> TopicRows:
    """Adds `face_id` and `face_name` (null where the member has no other name there) and `wrote_before`."""
    return topics.annotate(
        face_id=aliases.face_id_at(member, "ref"),
        face_name=aliases.face_name_at(member, "ref"),
        wrote_before=Exists(Post.objects.filter(topic=OuterRef("pk"), author=member)),
    )


def voice_in(topic: Any, member: Member) -> Voice:
    """In a topic fetched `with_voice`."""
    return Voice(member.name, topic.face_name or "", bool(topic.face_name or topic.wrote_before))


def voice_of(post: Post, member: Member) -> Voice:
    """Under which one's own post stands; it is not for changing."""
    is_under_alias = post.author is not None and post.author_id != member.pk
    return Voice(member.name, post.author.name if post.author and is_under_alias else "", is_fixed=True)


def author_of_opening(*, by: Member, topic_ref: str, stated: str | None) -> Member:
    """Who the topic's author is to be: `by`, or a new face. ValidationError with a sentence about the name."""
    return _taken(by, tidy(stated or ""), topic_ref)


def author_of_reply(*, by: Member, topic: Topic, stated: str | None) -> Member:
    """The same for a reply. The topic's row is locked by the caller, so two tabs come one after the other."""
    face = aliases.face_in(by, topic.ref)
    wrote_before = face is None and bool(_own_post_in.rows(by, topic.pk))
    _must_be_right(Voice(by.name, face.name if face else "", bool(face or wrote_before)).why_not(stated))
    name = "" if wrote_before else tidy(stated or "")
    if face or name:
        _must_be_right(rules.why_not_as_alias(topic))
    return face or _taken(by, name, topic.ref)


@Ready
def _own_post_in(by: Member, topic: int) -> QuerySet[Any, Any]:
    return Post.objects.filter(topic=topic, author=by).order_by().values_list("pk")[:1]


def author_now(*, by: Member, topic: Topic | None, name: str) -> Member | None:
    """Whom a text under this name would have as its author, for a preview; None: a name that is not taken yet."""
    if name == by.name:
        return by
    return aliases.face_in(by, topic.ref) if topic else None


def must_be_spoken_by(post: Post, *, by: Member, stated: str | None) -> None:
    """Before one's own post is written over: a text begun under another name does not go under this one."""
    _must_be_right(voice_of(post, by).why_not(stated))


def _taken(by: Member, name: str, topic_ref: str) -> Member:
    if not name:
        return by
    _must_be_right(aliases.why_not_take(by, name))
    try:
        return aliases.take(by=by, name=name, place=topic_ref)
    except NameTaken as wrong:
        raise ValidationError({"alias": name_taken()}) from wrong


def _must_be_right(sentence: str | None) -> None:
    if sentence:
        raise ValidationError({"alias": sentence})
