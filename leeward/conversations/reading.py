"""A member's own messages, opened one after another: for search, and to take along.

There is no index of them: an index would be the words in clear. So they are opened and looked through, the newest
first: 65 microseconds of CPU each, for a message of 160 words.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from leeward.conversations.models import Conversation, Message
from leeward.members.aliases import is_own
from leeward.members.models import Member
from leeward.web import times
from leeward.web.sealing import Unreadable

AT_ONCE = 100  # rows in memory


@dataclass(frozen=True)
class Readable:
    """A message as one of its readers has it."""

    ref: str
    name: str  # "" for a former member
    subject: str
    written_at: datetime
    plain: str


def newest_first(viewer: Member, before: str = "") -> Iterator[Readable]:
    """Everything the viewer may read in conversations they are in, from before the message with this ref.

    One query, and one for where to begin; a row is opened when it is asked for.
    """
    rows = Message.objects.readable_by(viewer).filter(taken_back_at=None).order_by("-pk")
    if before:
        start = Message.objects.readable_by(viewer).filter(ref=before).values_list("pk", flat=True).first()
        rows = rows.filter(pk__lt=start or 0)
    subjects: dict[int, str] = {}
    for message in rows.select_related("author", "conversation").iterator(chunk_size=AT_ONCE):
        try:
            text = message.text
            if message.conversation_id not in subjects:
                subjects[message.conversation_id] = message.conversation.subject
        except Unreadable:
            continue
        name = message.author.name if message.author else ""
        yield Readable(message.ref, name, subjects[message.conversation_id], message.written_at, text.plain)


def has_written_since(member: Member, since: datetime) -> bool:
    """Whether the member wrote or changed a message after that. One query; no message is opened."""
    wrote = Q(written_at__gt=since) | Q(edited_at__gt=since)
    return Message.objects.written_by(member).filter(wrote).exists()


def own_words(member: Member) -> Iterator[dict[str, Any]]:
    """What the member wrote, the oldest first, also in conversations they have left. Nothing of the others."""
    rows = Message.objects.written_by(member).filter(taken_back_at=None).order_by("pk")
    for message in rows.select_related("conversation", "author").iterator(chunk_size=AT_ONCE):
        try:
            text, subject = message.text.source, _own_subject(message.conversation, member)
        except Unreadable:
            continue
        yield {
            "subject": subject,
            "under": message.author.name if message.author else "",
            "written": times.stamp(message.written_at),
            "changed": times.stamp(message.edited_at) if message.edited_at else None,
            "text": text,
        }


def _own_subject(conversation: Conversation, member: Member) -> str:
    """A subject is the words of whoever began it."""
    own = is_own(member, conversation.begun_by_id)
    return conversation.subject if own else ""
