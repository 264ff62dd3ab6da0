"""Conversations, who is in them, and messages: the rows, and who may see which. No row holds a readable word.

A member reaches a conversation only through a place of their own in it (`Participant`), and its address is the
place's. Whoever looks after the house has no other way in.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Exists, OuterRef, Q

from leeward.conversations.texts import Text
from leeward.members.aliases import theirs
from leeward.members.models import Member
from leeward.members.sight import in_sight, not_blocked
from leeward.web import sealing
from leeward.web.ids import new_ref
from leeward.words import quoted_posts

SUBJECT_MAX = 150  # characters: as a topic's title
BODY_MAX = 100_000  # characters: as a post


class Conversation(models.Model):
    """What a few members write to one another. It is emptied when nobody is in it any more."""

    ref = models.CharField(
        max_length=11, unique=True, default=new_ref, editable=False
    )  # what its subject is sealed for
    begun_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")  # as they are shown
    begun_at = models.DateTimeField()
    subject_sealed = models.BinaryField()
    last_number = models.PositiveIntegerField(default=0)
    emptied_at = models.DateTimeField(null=True)

    @property
    def subject(self) -> str:
        """Unsealed; "" where none was given. Raises sealing.Unreadable where the key is gone."""
        return (
            sealing.unseal(bytes(self.subject_sealed), for_=f"conversation {self.ref}") if self.subject_sealed else ""
        )

    def hold(self, subject: str) -> None:
        self.subject_sealed = sealing.seal(subject, for_=f"conversation {self.ref}") if subject else b""

    def quoted_in(self, source: str) -> frozenset[str]:
        """Of what the source quotes, the messages of this conversation. No query where nothing is quoted."""
        refs = quoted_posts(source)
        return frozenset(self.messages.filter(ref__in=refs).values_list("ref", flat=True)) if refs else refs


class ParticipantRows(models.QuerySet["Participant"]):
    """Places in conversations."""

    def visible_to(self, viewer: Member) -> ParticipantRows:
        """The viewer's own places, under whatever name, that they have neither left nor declined.

        A request from somebody they are kept apart from is none. What they have accepted stays theirs to read.
        """
        seen = in_sight(viewer, "conversation__begun_by")
        asked = seen and (Q(accepted_at__isnull=False) | seen)  # an empty condition would vanish in an "or"
        here = self.of(viewer).filter(asked, declined_at=None, kept_away_at=None, left_at=None)
        return here.filter(conversation__emptied_at=None).select_related("conversation__begun_by", "face")

    def of(self, member: Member) -> ParticipantRows:
        """The member's own, and those of the names that they took for one topic each."""
        return self.filter(theirs(member, "face"))


class Participant(models.Model):
    """One member's place in a conversation. To the others it looks the same whether it waits, declined, or left.

    `face` is who the others see. Where that is a name for one topic, no row says whose it is: its owner finds their
    places by their own mark (`leeward.members.aliases`).
    """

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="participants", db_index=False
    )
    face = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    declined_at = models.DateTimeField(null=True)
    kept_away_at = models.DateTimeField(null=True)  # asked in vain: a block stood between, or they declined before
    left_at = models.DateTimeField(null=True)
    read_to = models.PositiveIntegerField(default=0)  # the number of the last message that was shown
    aside_until = models.DateTimeField(null=True)  # an answer is not owed before then: see `waiting`
    let_go_to = models.PositiveIntegerField(default=0)  # up to this message no answer is owed

    objects = ParticipantRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "face"], name="participant_once")]


def _reaching(viewer: Member) -> ParticipantRows:
    """The viewer's places that an outer message reaches."""
    kept = Withheld.objects.filter(message=OuterRef(OuterRef("pk")), participant=OuterRef("pk"))
    here = Participant.objects.visible_to(viewer).filter(~Exists(kept), conversation=OuterRef("conversation_id"))
    return here.select_related(None).order_by()


class MessageRows(models.QuerySet["Message"]):
    """Messages, always through a place in their conversation."""

    def in_place(self, place: Participant) -> MessageRows:
        """What somebody reads from their place: of a request the first message, else all that was meant for them."""
        kept = Withheld.objects.filter(message=OuterRef("pk"), participant=place)
        rows = self.filter(~Exists(kept), conversation_id=place.conversation_id)
        return rows if place.accepted_at else rows.filter(number=1)

    def visible_to(self, viewer: Member) -> MessageRows:
        """Everything in the conversations that the viewer is in, and what they are asked with; less whom they have
        blocked."""
        places = _reaching(viewer)
        return self.filter(
            Exists(places.filter(accepted_at__isnull=False)) | Q(Exists(places), number=1), not_blocked(viewer)
        )

    def readable_by(self, viewer: Member) -> MessageRows:
        """Everything in the conversations that the viewer has accepted, less whom they have blocked."""
        return self.filter(Exists(_reaching(viewer).filter(accepted_at__isnull=False)), not_blocked(viewer))

    def written_by(self, member: Member) -> MessageRows:
        """The member's own, under whatever name, wherever they stand."""
        return self.filter(theirs(member))


class Message(models.Model):
    """What somebody wrote in a conversation. `number` is for order only and is never shown: a gap would tell."""

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="messages", db_index=False)
    number = models.PositiveIntegerField()
    # As they are shown.
    author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False)
    written_at = models.DateTimeField()
    edited_at = models.DateTimeField(null=True)
    taken_back_at = models.DateTimeField(null=True)  # its words are erased; its place stays
    sealed = models.BinaryField()
    once = models.CharField(max_length=32, null=True)  # noqa: DJ001 (null: messages that came without a form)

    objects = MessageRows.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["conversation", "number"], name="message_number_once"),
            models.UniqueConstraint(fields=["author", "once"], name="message_once"),
        ]

    @property
    def text(self) -> Text:
        """Unsealed; empty for one taken back. Raises sealing.Unreadable where the key is gone."""
        return Text.loads(sealing.unseal(bytes(self.sealed), for_=self.sealed_for())) if self.sealed else Text()

    def hold(self, text: Text) -> None:
        self.sealed = sealing.seal(text.dumps(), for_=self.sealed_for())

    def sealed_for(self) -> str:
        return f"message {self.ref}"


class Version(models.Model):
    """A message's words as they stood before a change."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="versions")
    sealed = models.BinaryField()
    replaced_at = models.DateTimeField()

    @property
    def source(self) -> str:
        return Text.loads(sealing.unseal(bytes(self.sealed), for_=self.message.sealed_for())).source


class Withheld(models.Model):
    """Written while a block stood between its author and this place: it never arrives there."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="+", db_index=False)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["message", "participant"], name="withheld_once")]


class Report(models.Model):
    """Words that somebody in a conversation chose to show to those who look after the house. A sealed copy."""

    ref = models.CharField(max_length=11, unique=True, default=new_ref, editable=False)
    made_at = models.DateTimeField()
    sealed = models.BinaryField()
    settled_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)  # the words are gone; that there was a report, and who looked, stays

    def sealed_for(self) -> str:
        return f"report {self.ref}"


class ConcernRows(models.QuerySet["Concern"]):
    """Whom reports concern."""

    def of(self, member: Member) -> ConcernRows:
        """Under whatever name."""
        return self.filter(theirs(member, "face"))


class Concern(models.Model):
    """Whom a report concerns: whoever made it, and whoever wrote what is in it."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="concerns")
    face = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    is_reporter = models.BooleanField(default=False)
    messages = models.PositiveIntegerField(default=0)  # how many of theirs are in it

    objects = ConcernRows.as_manager()
