"""Who is told of a message, and how it is shown among notices: its subject, who wrote, and not a word of it."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from leeward.conversations.models import Message, Participant
from leeward.members.models import Member
from leeward.members.ready import Ready
from leeward.notices.models import What
from leeward.notices.subjects import Shown, Subject
from leeward.notices.telling import Happened, tell
from leeward.web.sealing import Unreadable


def told(message: Message, places: Sequence[Participant], kept: set[int]) -> None:
    """Everybody there but its author, those whom it never reaches (`kept`), and those who are no longer there.

    Of a conversation that somebody has not accepted they are told once: that they are asked. Four queries each.
    """
    for place in places:
        is_there = not (place.declined_at or place.kept_away_at or place.left_at)
        if is_there and place.pk not in kept and (place.accepted_at or message.number == 1):
            happened = Happened("message", message.ref, place.ref, message.number, message.written_at)
            tell(happened, {place.face_id: [What.MESSAGE]})


def show_messages(member: Member, refs: Sequence[str]) -> dict[str, Shown]:
    """Messages as notices lead to them. One query."""
    return {message.ref: _shown(message) for message in _messages.among(member, refs)}


@Ready
def _messages(member: Member, *refs: str) -> QuerySet[Message]:
    return Message.objects.visible_to(member).filter(ref__in=refs).select_related("conversation", "author")


def _shown(message: Message) -> Shown:
    try:
        subject = message.conversation.subject
    except Unreadable:
        subject = ""
    return Shown(
        title=subject or _("Without a subject"),
        address=reverse("message", args=[message.ref]),
        who=message.author.name if message.author else "",
    )


MESSAGE = Subject("message", Message.objects.visible_to, show_messages)
