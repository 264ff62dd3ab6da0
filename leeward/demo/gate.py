"""Who stands at the demo's gate: somebody who asks to join, newcomers whose first posts wait, an open invitation."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from django.db.models import Count, F

from leeward.boards.counting import recount
from leeward.boards.models import Post
from leeward.boards.newcomers import KNOWN_AFTER, Waits
from leeward.boards.rendering import rerender
from leeward.house.context import the_house
from leeward.house.models import House, Inviting
from leeward.members import joining
from leeward.members.models import Invitation, Member, Role
from leeward.members.names import name_key
from leeward.moderation import waits
from leeward.moderation.decided import Decision, Does
from leeward.moderation.desk import post_waits
from leeward.moderation.kinds import Comes
from leeward.moderation.models import Case

PROMISED = 12  # hours
ASKS = (
    "skylark",
    "A friend said that one can write here at night. I have been reading your rules twice. I would like to read first.",
)
FIRST = (  # (name, hours that it has waited, why, what it says)
    ("stepstone", 5, Waits.FIRST,
     "I have read here for three weeks, and this is the first time that I write.\n\nI have no advice. I only wanted to "
     "say that I read all of this to the end, and that it helped me to sit still tonight."),
    ("saltwort", 2, Waits.LINK,
     "Thank you for this. When I cannot sleep I listen to somebody reading the sea areas: "
     "https://shipping.harbourwall.example/tonight\n\nIt asks nothing of one. Perhaps it does you good too."),
)  # fmt: skip
READ_BEFORE = (1, 1, 2, 2, 2, 3, 3, 4, 9, 14)  # hours that posts waited in the last weeks


def stand_at_the_gate(people: dict[str, Member], now: datetime, seed: int) -> None:
    """First posts and first links are read before others see them, within twelve hours; members may invite."""
    chance = Random(seed)
    the_house()
    gate = {"hold_first": 1, "hold_links": True, "read_within": PROMISED, "inviting": Inviting.MEMBERS}
    House.objects.filter(id=1).update(**gate)
    _are_known(now)
    _were_read(people, now, chance)
    rowan = people["rowan"]
    for number, (post, first) in enumerate(zip(_latest_answers(), FIRST, strict=False)):
        member = _joins(first[0], rowan, now - timedelta(days=21), is_in=True)
        _came_by(rowan, member, number)
        _waits(post, member, first[3], first[2], now - timedelta(hours=first[1]))
    _invites(rowan, now)
    asks = _joins(ASKS[0], rowan, now - timedelta(hours=7))
    joining.keep(asks, [(the_house().joining_question, ASKS[1])])
    waits.measure()


def _are_known(now: datetime) -> None:
    """Those who have written enough under their own names."""
    wrote = Post.objects.filter(hidden_at=None).order_by().values("author").annotate(n=Count("pk"))
    Member.objects.filter(pk__in=wrote.filter(n__gte=KNOWN_AFTER).values("author"), alias=None).update(known_at=now)


def _joins(name: str, like: Member, at: datetime, *, is_in: bool = False) -> Member:
    """With the passphrase of the others."""
    return Member.objects.create(
        name=name,
        name_key=name_key(name),
        password=like.password,
        joined_at=at,
        admitted_at=at if is_in else None,
        caught_up_at=at,
        is_demo=True,
    )


def _latest_answers() -> list[Post]:
    """The last posts of two topics: nobody has quoted or answered them."""
    rows = Post.objects.filter(number__gt=5, pk=F("topic__last_post_id"), author__role=Role.MEMBER)
    return list(rows.filter(in_story_at=None).select_related("topic__board").order_by("-pk")[: len(FIRST)])


def _waits(post: Post, member: Member, body: str, why: str, at: datetime) -> None:
    """In the place of a post that was made for the community, so that there are as many as were asked for."""
    post.author, post.held_for, post.hidden_at, post.held_at, post.source = member, why, at, at, body
    post.save(update_fields=["author", "held_for", "hidden_at", "held_at", "source"])
    rerender(Post.objects.filter(pk=post.pk))
    recount(post.topic)
    post_waits(post, False)
    Case.objects.filter(about=post.ref).update(opened_at=at, due_at=at + timedelta(hours=PROMISED))


def _came_by(by: Member, member: Member, number: int) -> None:
    row = Invitation(by=by, digest=f"demo {number}", made_at=member.joined_at, expires_at=member.joined_at)
    row.used_by = member
    row.save(force_insert=True)


def _invites(by: Member, now: datetime) -> None:
    row = Invitation(by=by, digest="demo open", made_at=now - timedelta(days=2), expires_at=now + timedelta(days=12))
    row.hold("the one from the bus")
    row.save(force_insert=True)


def _were_read(people: dict[str, Member], now: datetime, chance: Random) -> None:
    """First posts of the last weeks, each let through by wren."""
    posts = list(Post.objects.filter(author__isnull=False).select_related("author", "topic").order_by("-pk")[:60])
    days = sorted((chance.randrange(2, 60) for _each in READ_BEFORE), reverse=True)  # the oldest first, as it came
    drawn = chance.sample(posts, min(len(posts), len(READ_BEFORE)))
    for hours, post, ago in zip(READ_BEFORE, drawn, days, strict=False):
        begun = now - timedelta(days=ago)
        read = begun + timedelta(hours=hours, minutes=-chance.randrange(50))
        case = Case.objects.create(
            **{"subject": "post", "about": post.ref, "face": post.author, "kind": Comes.HELD, "need": 2},
            **{"opened_at": begun, "due_at": begun + timedelta(hours=PROMISED), "settled_at": read},
            **{"board_id": post.topic.board_id, "taken_by": people["wren"], "taken_at": read},
        )
        made = Decision(case=case, kind=Does.APPROVE, subject="post", about_ref=post.ref, face=post.author)
        made.by, made.at = people["wren"], read
        made.hold("", [])
        made.save(force_insert=True)
