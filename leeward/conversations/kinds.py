"""What people write in conversations, as kinds of draft: a first message, a message, a change."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leeward.conversations import actions, lists, people, rules
from leeward.conversations.models import Message, Participant
from leeward.drafts.kinds import Kind, News, Place
from leeward.drafts.words import Words
from leeward.members.models import Member


def face_of(ref: str) -> Member | None:
    """Whoever can be written to under this address."""
    return Member.objects.admitted().filter(ref=ref).first()


def place_at(member: Member, ref: str) -> Participant | None:
    return Participant.objects.visible_to(member).filter(ref=ref).first()


def where_first(member: Member, ref: str) -> Place | None:
    face = face_of(ref)
    if face is None:
        return None
    title = _("A first message to %(name)s") % {"name": face.name}
    return Place(title, reverse("begin", args=[ref]), rules.why_not_write_to(member, face) or "")


def post_first(by: Member, ref: str, words: Words, once: str) -> str:
    face = face_of(ref)
    if face is None:
        raise Http404
    place = actions.begin(by=by, to=face, also=words.note, subject=words.title, body=words.body, once=once)
    return reverse("conversation", args=[place.ref])


def where_message(member: Member, ref: str) -> Place | None:
    place = place_at(member, ref)
    if place is None:
        return None
    others = people.others_in(place)
    title = _("A message to %(names)s") % {"names": people.names_of(other.face for other in others)}
    return Place(title, reverse("write_message", args=[ref]), rules.why_not_write(member, place, others) or "")


def post_message(by: Member, ref: str, words: Words, once: str) -> str:
    place = place_at(by, ref)
    if place is None:
        raise Http404
    return address_of(place, actions.write(by=by, place=place, body=words.body, once=once))


def address_of(place: Participant, message: Message) -> str:
    """Its place on its page."""
    page = lists.page_with(place, message.number)
    return f"{reverse('conversation_at', args=[place.ref, page])}#m{message.ref}"


def since_you_began(member: Member, ref: str, mark: str, since: datetime, words: Words) -> News | None:
    """New messages; `mark` is how many messages stood there. Two queries."""
    place = place_at(member, ref)
    if place is None:
        return (
            None
            if mark == "gone"
            else News(_("This is no longer there. Your text is kept in your drafts."), "", "gone")
        )
    known = int(mark) if mark.isdecimal() and len(mark) < 10 else 0
    now = lists.count_of(place)
    if now <= known:
        return None
    sentence = ngettext("%(num)d new message came meanwhile.", "%(num)d new messages came meanwhile.", now - known)
    return News(sentence % {"num": now - known}, reverse("conversation", args=[ref]), str(now))


def where_edit(member: Member, ref: str) -> Place | None:
    found = lists.find_message(ref, member)
    if found is None:
        return None
    place, message = found
    others = people.others_in(place)
    title = _("A change to your message to %(names)s") % {"names": people.names_of(other.face for other in others)}
    return Place(title, reverse("edit_message", args=[ref]), rules.why_not_change(place, message) or "")


def post_edit(by: Member, ref: str, words: Words, once: str) -> str:
    found = lists.find_message(ref, by)
    if found is None:
        raise Http404
    place, message = found
    actions.edit(by=by, place=place, message=message, body=words.body)
    return address_of(place, message)


def change_what_was_sent(by: Member, once: str, words: Words) -> str:
    """The message that the form `once` made now says this."""
    sent = actions.already(by, once)
    found = lists.find_message(sent.ref, by) if sent else None
    if found is None:
        raise PermissionDenied(_("That message is no longer there. Your text is kept in your drafts."))
    place, message = found
    return address_of(place, actions.edit(by=by, place=place, message=message, body=words.body))


FIRST = Kind("conversation", where_first, post_first, change=change_what_was_sent)
MESSAGE = Kind("message", where_message, post_message, change=change_what_was_sent, meanwhile=since_you_began)
EDIT = Kind("message_edit", where_edit, post_edit, adds=False)
KINDS = (FIRST, MESSAGE, EDIT)
