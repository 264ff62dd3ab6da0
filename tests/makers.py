"""Making what a test needs in one line each. Words are written through the same actions that pages call."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.hashers import make_password
from django.utils import timezone

from leeward.attachments import files
from leeward.attachments.models import Attachment
from leeward.boards import actions
from leeward.boards.models import Board, BoardGroup, Post, Topic
from leeward.conversations import actions as talk
from leeward.conversations.models import Message, Participant
from leeward.house import versions
from leeward.house.models import House
from leeward.members.models import Member, Role
from leeward.members.names import name_key
from leeward.moderation import deciding, desk
from leeward.moderation.models import Decision
from leeward.web.ids import new_ref


def house(**changes: Any) -> House:
    """The one row; `rules` are written down as a version that holds."""
    rules = changes.pop("rules", "")
    made = House.objects.update_or_create(id=1, defaults={"name": "Test house", **changes})[0]
    if rules:
        versions.put_down_at(timezone.now(), source=rules)
        made.refresh_from_db()
    return made


def member(
    name: str, role: str = Role.MEMBER, *, admitted: bool = True, approved: bool = False, passphrase: str = ""
) -> Member:
    """A member who joined a year ago. Without a passphrase nobody can sign in by form (Argon2 is slow on purpose)."""
    then = timezone.now() - timedelta(days=365)
    return Member.objects.create(
        name=name,
        name_key=name_key(name),
        role=role,
        password=make_password(passphrase or None),
        joined_at=then,
        caught_up_at=then,
        admitted_at=then if admitted else None,
        approved_at=then if approved else None,
    )


def board(title: str = "A board", **fields: Any) -> Board:
    """A board open to members, in a group of its own unless one is given."""
    group = fields.pop("group", None) or BoardGroup.objects.create(title=f"Group of {title}")
    return Board.objects.create(title=title, group=group, **fields)


def topic(
    by: Member, board: Board, title: str = "A quiet question", body: str = "Has anyone been here?", alias: str = ""
) -> Topic:
    """Under `alias`, a name for this topic alone, where one is given."""
    return actions.open_topic(by=by, board=board, title=title, body=body, alias=alias)


def picture(by: Member, content: bytes = b"RIFF....WEBP", **fields: Any) -> Attachment:
    """A picture that is kept, and stands in no text yet. Its bytes are what the test says."""
    ref = new_ref()
    files.keep(ref, content)
    return Attachment.objects.create(**{"ref": ref, "owner": by, "width": 8, "height": 6, **fields})


def reply(by: Member, topic: Topic, body: str = "Yes, I have been there.", alias: str | None = None) -> Post:
    """Under the name that `by` has in the topic, unless one is said."""
    return actions.reply(by=by, topic=topic, body=body, alias=alias)


def update(by: Member, topic: Topic, body: str = "It went on like this.") -> Post:
    """A post that carries its author's own story on."""
    return actions.reply(by=by, topic=topic, body=body, is_update=True)


def decide(
    by: Member, thing: Post | Topic | Member, does: str, why: str = "For the sake of peace.", **more: Any
) -> Decision:
    """A decision about it, as it is made at the desk."""
    case = desk.open_case(by=by, ref=thing.ref)
    assert case is not None
    return deciding.decide(by=by, case=case, choice=deciding.Choice(does, why=why, **more))


def request(by: Member, to: Member, body: str = "May I write to you?") -> Participant:
    """A request that nobody has answered; the place of whoever was asked."""
    mine = talk.begin(by=by, to=to, also="", subject="A question", body=body)
    return Participant.objects.get(conversation=mine.conversation_id, face=to)


def conversation(by: Member, to: Member, body: str = "May I write to you?") -> tuple[Participant, Participant]:
    """An open conversation between two: the places of both."""
    theirs = request(by, to, body)
    talk.accept(by=to, place=theirs)
    places = Participant.objects.select_related("conversation__begun_by", "face")
    return places.get(conversation=theirs.conversation_id, face=by), places.get(pk=theirs.pk)


def message(place: Participant, body: str = "A word between us.") -> Message:
    """From a place that is nobody's other name."""
    return talk.write(by=place.face, place=place, body=body)
