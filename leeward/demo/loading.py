"""Filling an empty board with the demo community: rendered as any post is, written in one transaction."""

from __future__ import annotations

from datetime import datetime
from random import Random

import numpy as np
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.urls import reverse

from leeward.alike import following
from leeward.answering import waits
from leeward.boards.models import Board, BoardGroup, Post, Quoting
from leeward.demo import again, community, ruling
from leeward.demo.asking import somebody_writes
from leeward.demo.bulk import hurried, without_indexes
from leeward.demo.caring import bring_care
from leeward.demo.charity import fill_the_pack
from leeward.demo.clock import LATEST
from leeward.demo.gate import stand_at_the_gate
from leeward.demo.hands import fill_desk
from leeward.demo.here import PASSPHRASE, NotEmpty, is_empty
from leeward.demo.readers import caught_up_at, leave_bookmarks, tell_lately
from leeward.demo.rows import Writer, microseconds
from leeward.demo.setting_aside import set_aside
from leeward.demo.texts import Told, chapters, renderers
from leeward.demo.together import be_together
from leeward.house.models import House, ShortForm
from leeward.members.models import Member, Role
from leeward.members.names import name_key
from leeward.search import index

APPROVED_AFTER = 30  # days; by then somebody has said yes


def load(now: datetime, posts: int = 5_000, seed: int = 7, processes: int = 2, told: Told = lambda n: None) -> None:
    """Fill the database in one transaction: interrupted, nothing of it is there. Raises NotEmpty.

    5,000 posts take some 10 s of CPU, nearly all of it rendering, which is spread over `processes`; a million, of
    which most come again in the same words (`again`), take some 170 s of CPU and 410 MB of memory.
    """
    with renderers(processes) as pool, hurried(), transaction.atomic():
        if not is_empty():
            raise NotEmpty
        _house(now)
        index.let_go()  # put back, filled, below: sooner than following each post
        people = _members(now, posts)
        boards = _boards()
        pages = {name.casefold(): reverse("member", args=[person.ref]) for name, person in people.items()}
        topics = community.topics(now, min(posts, again.DISTINCT), seed, among=posts)
        found = chapters(topics, pages, pool, told)
        moments = [np.array([microseconds(post.at) for post in each.topic.posts]) for each in found]
        recurring = [place for place, each in enumerate(found) if not each.topic.by_hand]
        plan = again.plan(moments, recurring, posts, microseconds(now - LATEST), Random(seed))
        with without_indexes(Post, Quoting):
            Writer(found, plan, people, boards).write(told)
        del found, plan, moments
        _live_in_it(people, now, seed)
        index.rebuild()
        following.begin_anew()


def _live_in_it(people: dict[str, Member], now: datetime, seed: int) -> None:
    """What people did beside writing."""
    leave_bookmarks(people, now)
    somebody_writes(people, now)
    waits.measure(now)
    tell_lately(people, now)
    be_together(people, now)
    set_aside(people, now)
    fill_desk(people, now, seed)
    bring_care(people, now)
    stand_at_the_gate(people, now, seed)
    fill_the_pack(people, now)
    ruling.accepted_by_all(now)


def _house(now: datetime) -> None:
    house = House.objects.get_or_create(id=1)[0]
    house.name, house.welcome = (
        community.HOUSE.name,
        f"{community.HOUSE.line}\n\n{community.HOUSE.welcome.strip()}",
    )
    house.joining_question = community.HOUSE.question
    house.is_demo = True
    house.save()
    ruling.lay_down(community.HOUSE, now)
    ShortForm.objects.all().delete()
    ShortForm.objects.bulk_create(ShortForm(form=f, meaning=m) for f, m in community.GLOSSARY.items())


def _members(now: datetime, posts: int) -> dict[str, Member]:
    """By name. One digest for all: the passphrase is no secret, and Argon2 takes its time on purpose."""
    digest = make_password(PASSPHRASE)
    rows = [
        Member(
            name=person.name,
            name_key=name_key(person.name),
            role=Role(person.role),
            about=person.about,
            password=digest,
            joined_at=person.joined,
            admitted_at=person.joined,
            approved_at=person.joined if (now - person.joined).days >= APPROVED_AFTER else None,
            caught_up_at=caught_up_at(person.name, person.joined, now),
            is_demo=True,
        )
        for person in community.members(now, posts)
    ]
    return {row.name: row for row in Member.objects.bulk_create(rows)}


def _boards() -> dict[str, Board]:
    """By the key that topics name them with."""
    found = {}
    for place, group in enumerate(community.groups()):
        row = BoardGroup.objects.create(title=group.title, position=place)
        for position, board in enumerate(group.boards):
            found[board.key] = Board.objects.create(
                group=row, title=board.title, about=board.about, position=position,
                readers=board.readers, writers=board.writers,
            )  # fmt: skip
    return found
