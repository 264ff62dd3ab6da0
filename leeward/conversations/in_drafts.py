"""Words taken back go from drafts too: their author's own, and those in which somebody else was quoting them."""

from collections.abc import Sequence
from dataclasses import replace

from leeward.conversations.models import Conversation, Message
from leeward.drafts import rewriting
from leeward.drafts.models import Draft, VersionRows
from leeward.drafts.words import Words
from leeward.members.models import Member
from leeward.words import erase_quotes, of_posts


def forget_in_drafts(messages: Sequence[Message], *, by: Member) -> None:
    """`by` wrote these messages of one conversation. Each draft of that kind is opened to see where it belongs."""
    refs = [message.ref for message in messages]
    onces = [message.once for message in messages if message.once]
    rewriting.forget(by, onces, refs, kind="message_edit")

    def without(draft: Draft, said: Words) -> Words:
        return replace(said, body=erase_quotes(said.body, of_posts(refs)))

    rewriting.rewrite(_written_in(messages[0].conversation), without)


def _written_in(conversation: Conversation) -> VersionRows:
    """What anybody is writing, or wrote lately, in this conversation."""
    begun = rewriting.meant_for("message", frozenset(conversation.participants.values_list("ref", flat=True)))
    changed = rewriting.meant_for("message_edit", frozenset(conversation.messages.values_list("ref", flat=True)))
    return begun | changed
