"""Messages that were written earlier than the moment in which they come in: a board that is filled from elsewhere."""

from collections.abc import Sequence
from datetime import datetime

from leeward.conversations.models import Message, Participant
from leeward.members.models import Member


def place_of(face: Member, beside: Participant) -> Participant:
    """The place of this member in the conversation of another place."""
    places = Participant.objects.select_related("conversation__begun_by", "face")
    return places.get(conversation=beside.conversation_id, face=face)


def date(place: Participant, moments: Sequence[datetime], *, read_by: Sequence[Member] = ()) -> list[str]:
    """Its messages, from the first on, were written in these moments, and these members have read all; their refs."""
    messages = list(Message.objects.filter(conversation=place.conversation_id).order_by("number"))
    for message, moment in zip(messages, moments, strict=True):
        Message.objects.filter(pk=message.pk).update(written_at=moment)
    places = Participant.objects.filter(conversation=place.conversation_id)
    places.update(asked_at=moments[0])
    places.filter(accepted_at__isnull=False).update(accepted_at=moments[0])
    places.filter(face__in=list(read_by)).update(read_to=len(messages))
    place.conversation.begun_at = moments[0]
    place.conversation.save(update_fields=["begun_at"])
    return [message.ref for message in messages]
