"""What the demo's people say to one another in private, who accompanies whom, signs, and a promise.

Written by the same actions as a member's presses, and dated back; each of the four who can be signed in as finds
something on every list. Nobody in it is real.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from leeward.answering import owing, signs
from leeward.answering.models import Sign
from leeward.answering.reckoning import reckon_owed
from leeward.boards.models import Post, Topic
from leeward.companions.models import Company, Offer
from leeward.companions.telling import tell_of
from leeward.conversations import actions as talk
from leeward.conversations import earlier
from leeward.demo.material import toml
from leeward.members.models import Member
from leeward.notices.models import Notice

FOUR = ("ash", "rowan", "wren", "linden")
TOPICS = 2  # of each of the four, the latest: who asked them something there
READ = 25  # posts there, the latest
APART = timedelta(minutes=50)  # between two messages

People = dict[str, Member]


@dataclass(frozen=True)
class Talk:
    """One conversation: its first message by `people[0]`, then whoever says it. One that is not `open` is a request."""

    people: list[str]
    subject: str
    hours_ago: int  # the last message
    says: list[tuple[str, str]]
    open: bool = True
    unread: str = ""  # who has not seen the last ones


def be_together(people: People, now: datetime) -> None:
    """After the boards are filled. Small boards lack some of these people: then what needs them is left out."""
    said = toml("together.toml")
    for row in said["talks"]:
        each = Talk(**{**row, "says": [tuple(one) for one in row["says"]]})
        if set(each.people) <= set(people):
            _converse(each, people, now)
    for row in said["offers"]:
        if row["name"] in people:
            _offer(people[row["name"]], row, now)
    for row in said["company"]:
        if {row["newcomer"], row.get("companion", "ash")} <= set(people):
            _accompany(people, row, now)
    for name in FOUR:
        _owed(people[name], now)
    _signs(people, now)
    _promise(people["rowan"], said["promise"])


def _converse(each: Talk, people: People, now: datetime) -> None:
    first, *others = (people[name] for name in each.people)
    also = ", ".join(other.name for other in others[1:])
    place = talk.begin(by=first, to=others[0], also=also, subject=each.subject, body=each.says[0][1])
    for other in others if each.open else ():
        talk.accept(by=other, place=earlier.place_of(other, place))
    for name, body in each.says[1:]:
        talk.write(by=people[name], place=earlier.place_of(people[name], place), body=body)
    last = now - timedelta(hours=each.hours_ago)
    moments = [last - APART * more for more in range(len(each.says))][::-1]
    readers = [people[name] for name in each.people if each.open and name != each.unread]
    refs = earlier.date(place, moments, read_by=readers)
    for ref, moment in zip(refs, moments, strict=True):
        Notice.objects.filter(about=ref).update(at=moment)
    Notice.objects.filter(about__in=refs, member__in=readers).update(seen_at=now)


def _offer(member: Member, row: dict[str, Any], now: datetime) -> None:
    began = now - timedelta(days=200)
    Offer.objects.create(member=member, words=row["words"], at_once=row["at_once"], offered_at=began)


def _accompany(people: People, row: dict[str, Any], now: datetime) -> None:
    """Asked so many days ago; paired at once, or not answered yet."""
    at = now - timedelta(days=float(row["days_ago"]))
    name = row.get("companion")
    companion = people[name] if name else None
    paired = at if row["paired"] else None
    newcomer = people[row["newcomer"]]
    company = Company.objects.create(
        newcomer=newcomer, companion=companion, asked_at=at, taken_at=paired, agreed_at=paired
    )
    offering = Offer.objects.standing().exclude(member=newcomer).values_list("member_id", flat=True)
    tell_of(company, [newcomer.pk] if paired else [companion.pk] if companion else list(offering))
    Notice.objects.filter(about=company.ref).update(at=at)


def _owed(member: Member, now: datetime) -> None:
    """Whoever asked something in their latest topics."""
    latest = Topic.objects.filter(author=member, locked_at=None, pinned_at=None).order_by("-last_post_id")[:TOPICS]
    posts = Post.objects.filter(topic__in=list(latest)).order_by("-pk").values_list("pk", flat=True)
    for post in reversed(posts[:READ]):
        reckon_owed({"post": post})


def _signs(people: People, now: datetime) -> None:
    """Two on the latest posts of each of the four, by others."""
    readers = [people[name] for name in ("kettle", "fern", "heron", "lantern") if name in people]
    for place, name in enumerate(FOUR):
        for number, post in enumerate(Post.objects.filter(author=people[name]).order_by("-pk")[:2]):
            for reader in readers[(place + number) % 3 :][:1]:
                signs.give(by=reader, post=post, says="with" if number else "read")
                at = max(post.written_at, now - timedelta(days=2))
                Sign.objects.filter(post=post, member=reader).update(at=at)


def _promise(member: Member, note: str) -> None:
    post = Post.objects.filter(author=member, topic__locked_at=None).order_by("-pk").select_related("topic").first()
    if post:
        owing.promise(by=member, post=post, note=note)
