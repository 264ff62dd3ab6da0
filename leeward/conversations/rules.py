"""Who may, and why not. Whether somebody waits, has declined, has left or stays away behind a block: one sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.conversations import people
from leeward.conversations.models import BODY_MAX, SUBJECT_MAX, Message, Participant
from leeward.members.aliases import is_own
from leeward.members.models import Member
from leeward.members.restrained import why_not_write as why_not_write_at_all
from leeward.web.limits import Limit

# A newcomer can reach whoever answered them, a moderator and one more; somebody who goes through a board needs dozens.
REQUESTS_NEW = Limit("requests-new", times=3, seconds=24 * 3600)
# Somebody who answers many people may have an evening of it.
REQUESTS = Limit("requests", times=20, seconds=24 * 3600)
# People talking late at night stay below it, a script does not.
MESSAGES = Limit("messages", times=20, seconds=300)
# Names looked up by typing them: enough for slips of the pen, too few to find out who is here.
LOOKED_UP = Limit("names-looked-up", times=30, seconds=3600)
ASK_AGAIN = timedelta(days=30)  # after a request that got no answer: once a month is no siege
CHANGEABLE = timedelta(days=1)  # a slip is noticed by then; what two people said to each other stays as it was said


def why_not_write_to(by: Member, face: Member) -> str | None:
    """Whether `by` may ask this face for a conversation. Up to three queries."""
    if is_own(by, face.pk):
        return _("You cannot write to yourself.")
    if face.closed_at:
        return _("The account of %(name)s is closed, so nobody would read it.") % {"name": face.name}
    if people.has_blocked(by, [face]):
        return you_blocked([face])
    if not face.is_moderator and (sentence := why_not_write_at_all(by)):
        return sentence
    asked = people.unanswered(by, face)
    if asked and timezone.now() - asked.asked_at < ASK_AGAIN:
        return _("You have written to %(name)s, and there is no answer yet. You can ask once in %(days)d days.") % {
            "name": face.name,
            "days": ASK_AGAIN.days,
        }
    return None


def you_blocked(faces: Collection[Member]) -> str:
    return _("You have blocked %(names)s. To write, take that back first, on your page.") % {
        "names": people.names_of(faces)
    }


def why_not_these_others(by: Member, others: Collection[Member], unknown: Sequence[str]) -> str | None:
    """What is wrong with the further people named in a first message."""
    if unknown:
        return _("Nobody here is called %(names)s. Write each name as it stands beside their posts.") % {
            "names": ", ".join(name[:40] for name in unknown[:3])
        }
    if others and not by.approved_at:
        return _("Until a moderator has approved you, you can write to one person at a time.")
    if len(others) >= people.TOGETHER:
        return _("You can write to %(most)d people at once.") % {"most": people.TOGETHER}
    return next((sentence for one in others if (sentence := why_not_write_to(by, one))), None)


def too_many_requests(by: Member) -> str | None:
    """Counts one more."""
    limit = REQUESTS if by.approved_at else REQUESTS_NEW
    if limit.reached(str(by.pk)):
        return _("You can ask %(times)d people a day for a conversation. Your text is kept: send it tomorrow.") % {
            "times": limit.times
        }
    return None


def too_many_messages(by: Member) -> str | None:
    """Counts one more."""
    if MESSAGES.reached(str(by.pk)):
        return _("That was a lot at once. Your text is here; please send it in a few minutes.")
    return None


def too_many_names(by: Member) -> str | None:
    """Counts one more name that was typed to be found."""
    if LOOKED_UP.reached(str(by.pk)):
        return _("You have looked for many names in a short time. Wait an hour, then go on.")
    return None


def why_not_write(by: Member, place: Participant, others: Collection[Participant]) -> str | None:
    """Whether something can be written here now. At most one query."""
    if place.accepted_at is None:
        return _("Say first whether you want this conversation.")
    if not others:
        return _("Nobody else is in this conversation any more.")
    if not any(other.accepted_at for other in others):
        return _("Not answered yet. You can write more once there is an answer.")
    faces = [other.face for other in others]
    if len(people.has_blocked(by, faces)) == len(faces):
        return you_blocked(faces)
    return None


def why_not_block_here(by: Member, place: Participant) -> str | None:
    """Somebody who is here under a name for one topic: posts of theirs would be gone from the other's sight at once."""
    if place.face_id != by.pk:
        return _(
            "You are here as %(name)s. Blocking from here could tell who that is. Whom you decline cannot ask again, "
            "and if you leave, nothing more of this conversation reaches you."
        ) % {"name": place.face.name}
    return None


def why_not_change(place: Participant, message: Message) -> str | None:
    """Changing and taking back: one's own, for a day."""
    if message.author_id != place.face_id:
        return _("Only the person who wrote a message can change it or take it back.")
    if message.taken_back_at:
        return _("This message was taken back.")
    if timezone.now() - message.written_at > CHANGEABLE:
        return _("A message can be changed or taken back for a day. After that it stays: write another one.")
    return None


def why_not_see_versions(place: Participant, message: Message) -> str | None:
    if message.author_id != place.face_id:
        return _("Only the person who wrote a message sees what it said before.")
    return None


def why_not_subject(subject: str) -> str | None:
    if len(subject) > SUBJECT_MAX:
        return _("This line is %(long)d characters long; %(most)d is the most. The rest can go into the text.") % {
            "long": len(subject),
            "most": SUBJECT_MAX,
        }
    return None


def why_not_body(body: str) -> str | None:
    if not body.strip():
        return _("There is no text yet.")
    if len(body) > BODY_MAX:
        return _(
            "Your text is %(long)s characters long; one message can carry %(most)s. "
            "Nothing is lost: shorten it here, or move the last part into a second message."
        ) % {"long": f"{len(body):,}", "most": f"{BODY_MAX:,}"}
    return None
