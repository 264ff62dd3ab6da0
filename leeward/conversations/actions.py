"""Asking for a conversation, answering, writing, changing, leaving. Each asks its rule and is one transaction."""

from __future__ import annotations

from collections.abc import Iterable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from leeward.clocks import erased
from leeward.clocks.erased import Kind
from leeward.conversations import people, rules
from leeward.conversations.in_drafts import forget_in_drafts
from leeward.conversations.models import Conversation, Message, Participant, Version, Withheld
from leeward.conversations.telling import told
from leeward.conversations.texts import made_now
from leeward.jobs import queue
from leeward.members import sight
from leeward.members.models import Member
from leeward.notices import telling
from leeward.web.ids import new_ref
from leeward.words import clean_text, erase_quotes, of_posts


def refuse(sentence: str | None) -> None:
    """Raise PermissionDenied with the rule's sentence, if there is one."""
    if sentence:
        raise PermissionDenied(sentence)


def must_be_right(field: str, sentence: str | None) -> None:
    if sentence:
        raise ValidationError({field: sentence})


def already(by: Member, once: str | None) -> Message | None:
    """The message that this very form made before: a double click, or Back and Send again."""
    return Message.objects.written_by(by).select_related("conversation").filter(once=once).first() if once else None


def place_of(message: Message, by: Member) -> Participant:
    """Where `by` reads what they wrote."""
    return Participant.objects.get(conversation=message.conversation_id, face=by)


def begin(*, by: Member, to: Member, also: str, subject: str, body: str, once: str | None = None) -> Participant:
    """Ask `to`, and those whose names stand in `also`, for a conversation; the asker's own place in it.

    Whoever is kept apart from `by`, or declined them before, is asked in vain, and nothing says so.
    """
    subject, body = " ".join(clean_text(subject).split()), clean_text(body)
    must_be_right("title", rules.why_not_subject(subject))
    must_be_right("body", rules.why_not_body(body))
    if made := already(by, once):
        return place_of(made, by)
    refuse(rules.why_not_write_to(by, to))
    others, unknown = people.named(also)
    others = [one for one in others if one.pk != to.pk]
    must_be_right("note", rules.why_not_these_others(by, others, unknown))
    for _each in (to, *others):
        must_be_right("body", rules.too_many_requests(by))
    try:
        with transaction.atomic():
            return _begin(by, [to, *others], subject, body, once)
    except IntegrityError:
        if made := already(by, once):
            return place_of(made, by)
        raise


def _begin(by: Member, faces: list[Member], subject: str, body: str, once: str | None) -> Participant:
    now = timezone.now()
    conversation = Conversation(begun_by=by, begun_at=now)
    conversation.hold(subject)
    conversation.save(force_insert=True)
    own = Participant.objects.create(conversation=conversation, face=by, asked_at=now, accepted_at=now, read_to=1)
    asked = [Participant.objects.create(conversation=conversation, face=face, asked_at=now) for face in faces]
    kept = people.kept_from(by, asked)
    in_vain = [place.pk for place in asked if place.pk in kept or people.has_declined(by, place.face)]
    Participant.objects.filter(pk__in=in_vain).update(kept_away_at=now)
    _add_message(conversation, by, body, once)
    return own


def _add_message(conversation: Conversation, author: Member, body: str, once: str | None) -> Message:
    """The conversation's row is locked by the caller, or nobody else knows it yet."""
    ref = new_ref()
    message = Message(
        ref=ref,
        conversation=conversation,
        number=conversation.last_number + 1,
        author=author,
        written_at=timezone.now(),
        once=once,
    )
    message.hold(made_now(body, ref, conversation.quoted_in(body)))
    message.save(force_insert=True)
    conversation.last_number = message.number
    conversation.save(update_fields=["last_number"])
    places = list(conversation.participants.exclude(face=author))
    kept = people.kept_from(author, places)
    Withheld.objects.bulk_create(Withheld(message=message, participant_id=pk) for pk in sorted(kept))
    told(message, places, kept)
    queue.put("settle_privately", {"message": message.pk})
    return message


def accept(*, by: Member, place: Participant) -> None:
    """From now on `by` reads all of it and can write; the others see that they are there."""
    Participant.objects.filter(pk=place.pk, accepted_at=None, declined_at=None).update(accepted_at=timezone.now())


def decline(*, by: Member, place: Participant) -> None:
    """The request is gone. To whoever asked, it stays as it was: not answered yet."""
    Participant.objects.filter(pk=place.pk, accepted_at=None).update(declined_at=timezone.now())


def decline_and_block(*, by: Member, place: Participant) -> None:
    """Both, or neither. Never from a place under another name: who is blocked then would tell whose name it is."""
    refuse(rules.why_not_block_here(by, place))
    with transaction.atomic():
        if asker := place.conversation.begun_by:
            sight.block(by=by, other=asker)
        decline(by=by, place=place)


def write(*, by: Member, place: Participant, body: str, once: str | None = None) -> Message:
    """One more message; the same `once` twice gives the same message."""
    body = clean_text(body)
    must_be_right("body", rules.why_not_body(body))
    if made := already(by, once):
        return made
    refuse(rules.why_not_write(by, place, people.others_in(place)))
    must_be_right("body", rules.too_many_messages(by))
    try:
        with transaction.atomic():
            locked = Conversation.objects.select_for_update(no_key=True).get(pk=place.conversation_id)
            message = _add_message(locked, place.face, body, once)
            Participant.objects.filter(pk=place.pk, read_to=message.number - 1).update(read_to=message.number)
            return message
    except IntegrityError:
        if made := already(by, once):
            return made
        raise


def edit(*, by: Member, place: Participant, message: Message, body: str) -> Message:
    """Change one's own message while it can be changed; what stood before is kept sealed, for its author."""
    body = clean_text(body)
    must_be_right("body", rules.why_not_body(body))
    refuse(rules.why_not_change(place, message))
    with transaction.atomic():
        standing = Message.objects.select_for_update().get(pk=message.pk)
        if standing.taken_back_at or body == standing.text.source:
            return standing
        now = timezone.now()
        Version.objects.create(message=standing, sealed=standing.sealed, replaced_at=now)
        standing.hold(made_now(body, standing.ref, place.conversation.quoted_in(body)))
        standing.edited_at = now
        standing.save(update_fields=["sealed", "edited_at"])
        return standing


def take_back(*, by: Member, place: Participant, message: Message) -> None:
    """Its words are erased for everybody, with what they said before and where others quoted them; its place stays."""
    refuse(rules.why_not_change(place, message))
    with transaction.atomic():
        Conversation.objects.select_for_update().get(pk=message.conversation_id)
        erased.note(Kind.MESSAGE, [message.ref])
        erase([message], by=by)


def erase(messages: Iterable[Message], *, by: Member) -> None:
    """Of one conversation, whose row is locked by the caller. Reads what came after the first of them."""
    messages = list(messages)
    if not messages:
        return
    refs = {message.ref for message in messages}
    first = min(message.number for message in messages)
    Version.objects.filter(message__in=messages).delete()
    own = Message.objects.filter(pk__in=[message.pk for message in messages])
    own.update(sealed=b"", taken_back_at=timezone.now())
    if first == 1:  # what a conversation is about was said with its first message
        Conversation.objects.filter(pk=messages[0].conversation_id).update(subject_sealed=b"")
    telling.forget(about=refs, by=by)
    queue.put_once("wipe_traces")
    forget_in_drafts(messages, by=by)
    later = Message.objects.filter(conversation=messages[0].conversation_id, number__gt=first, taken_back_at=None)
    for other in list(later.select_related("conversation")):
        _erase_quotes(other, refs)


def _erase_quotes(message: Message, refs: set[str]) -> None:
    text = message.text
    without = erase_quotes(text.source, of_posts(refs))
    if without != text.source:
        Version.objects.filter(message=message).delete()  # they hold the quote too
        message.hold(made_now(without, message.ref, message.conversation.quoted_in(without)))
        message.save(update_fields=["sealed"])


def leave(*, by: Member, place: Participant) -> None:
    """Nobody is told. When nobody is in it any more, every word of it is erased."""
    with transaction.atomic():
        conversation = Conversation.objects.select_for_update().get(pk=place.conversation_id)
        Participant.objects.filter(pk=place.pk).update(left_at=timezone.now())
        empty_if_left(conversation, by=by)


def leave_and_block(*, by: Member, place: Participant, other: Member) -> None:
    """Both, or neither; as `decline_and_block`."""
    refuse(rules.why_not_block_here(by, place))
    with transaction.atomic():
        sight.block(by=by, other=other)
        leave(by=by, place=place)


def erase_all(*, by: Member) -> None:
    """All that a member wrote in private, under whatever name, with quotes of it; and their places. One transaction a
    conversation. What somebody showed to those who look after the house stays with its report."""
    own, begun = Message.objects.written_by(by).filter(taken_back_at=None), Participant.objects.of(by)
    concerned = {*own.values_list("conversation_id", flat=True), *begun.values_list("conversation_id", flat=True)}
    for conversation in Conversation.objects.filter(pk__in=concerned):
        with transaction.atomic():
            Conversation.objects.select_for_update().get(pk=conversation.pk)
            erase(own.filter(conversation=conversation), by=by)
            if conversation.participants.of(by).filter(face=conversation.begun_by_id).exists():
                Conversation.objects.filter(pk=conversation.pk).update(subject_sealed=b"")
            conversation.participants.of(by).filter(left_at=None).update(left_at=timezone.now())
            empty_if_left(conversation, by=by)


def empty_if_left(conversation: Conversation, *, by: Member) -> None:
    """Without anybody who has accepted and stayed, no word remains. That one asked another is remembered, so that
    nobody asks again and again by leaving each time."""
    if not conversation.participants.filter(accepted_at__isnull=False, left_at=None).exists():
        empty(conversation, by=by)


def empty(conversation: Conversation, *, by: Member) -> None:
    """Every word of it goes. Inside a transaction."""
    erased.note(Kind.TALK, [conversation.ref])
    telling.forget(about=list(conversation.messages.values_list("ref", flat=True)), by=by)
    conversation.messages.all().delete()
    queue.put_once("wipe_traces")
    Conversation.objects.filter(pk=conversation.pk).update(subject_sealed=b"", emptied_at=timezone.now())


def note_read(*, by: Member, place: Participant, number: int) -> None:
    """Remember what was shown; it never goes back, and nobody else ever sees it. A request stays unread until it is
    answered."""
    if number > place.read_to:
        telling.seen_up_to(by=by, place=place.ref, number=number)
        if place.accepted_at:
            Participant.objects.filter(pk=place.pk, read_to__lt=number).update(read_to=number)
