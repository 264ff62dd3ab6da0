"""Filling an empty board with the demo community: rendered as any post is, written in one transaction."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.contrib.auth.hashers import make_password
from django.core.management.color import no_style
from django.db import connection, connections, transaction
from django.urls import reverse

from leeward.alike import following
from leeward.answering import waits
from leeward.boards.models import Board, BoardGroup, CastEntry, Post, Topic
from leeward.boards.rendering import note_quotes, render_post
from leeward.boards.story import Story
from leeward.demo import community
from leeward.demo.asking import somebody_writes, wanted_by
from leeward.demo.clock import LATEST
from leeward.demo.hands import fill_desk
from leeward.demo.readers import caught_up_at, leave_bookmarks, tell_lately
from leeward.demo.setting_aside import set_aside
from leeward.demo.shapes import DemoTopic
from leeward.demo.stories import Stories, in_story_at
from leeward.demo.together import be_together
from leeward.house.actions import preview_rules
from leeward.house.models import House, ShortForm
from leeward.members import aliases
from leeward.members.models import Member, Role
from leeward.members.names import name_key
from leeward.search import index
from leeward.web.ids import new_ref

PASSPHRASE = "under one roof tonight"  # noqa: S105 (printed at every start, and refused off loopback)
APPROVED_AFTER = 30  # days; by then somebody has said yes
AT_ONCE = 40  # topics rendered and written together: some 2 MB of text in memory
ONE_LIST = 20_000  # posts; above this, topics are made twice instead of kept in memory

Told = Callable[[int], None]  # called with how many more posts are in


class NotEmpty(Exception):
    """There is a community here already; a demo would be mixed into it."""


@dataclass(frozen=True)
class _Work:
    """What rendering a topic needs, handed to another process: plain data only."""

    topic: DemoTopic
    refs: list[str]
    short_forms: dict[str, str]
    pages: dict[str, str]  # case-folded name of a member -> address of their page


def is_here() -> bool:
    """The house, or anybody in it, came from the demo."""
    return House.objects.filter(is_demo=True).exists() or Member.objects.filter(is_demo=True).exists()


def is_empty() -> bool:
    """Nobody has joined and there is no board."""
    return not (Member.objects.exists() or BoardGroup.objects.exists())


def load(now: datetime, posts: int = 5_000, seed: int = 7, processes: int = 2, told: Told = lambda n: None) -> None:
    """Fill the database in one transaction: interrupted, nothing of it is there. Raises NotEmpty.

    5,000 posts take some 10 s of CPU, nearly all of it rendering, which is spread over `processes`.
    """
    with _renderers(processes) as pool, transaction.atomic():
        if not is_empty():
            raise NotEmpty
        _house(now)
        index.let_go()  # put back, filled, below: sooner than following each post
        people = _members(now, posts)
        boards = _boards()
        topics = _twice(now, posts, seed)
        ids = _ids_by_moment(topics())
        pages = {name.casefold(): reverse("member", args=[person.ref]) for name, person in people.items()}
        rows = _Rows(people, boards, ids)
        for batch in _batches(topics()):
            work = [_work(topic, pages) for topic in batch]
            rendered = pool.map(_render, work) if pool else [_render(each) for each in work]
            rows.write(work, rendered)
            told(sum(len(topic.posts) for topic in batch))
        rows.set_sequences()
        leave_bookmarks(people, now)
        somebody_writes(people, now)
        waits.measure(now)
        tell_lately(people, now)
        be_together(people, now)
        set_aside(people, now)
        fill_desk(people, now, seed)
        index.rebuild()
        following.begin_anew()


def _house(now: datetime) -> None:
    house = House.objects.get_or_create(id=1)[0]
    house.name, house.welcome = (
        community.HOUSE.name,
        f"{community.HOUSE.line}\n\n{community.HOUSE.welcome.strip()}",
    )
    house.joining_question, house.rules = community.HOUSE.question, community.HOUSE.rules.strip()
    house.rules_html, house.rules_changed_at = preview_rules(house.rules), now
    house.is_demo = True
    house.save()
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


def _twice(now: datetime, posts: int, seed: int) -> Callable[[], Iterator[DemoTopic]]:
    """All topics, as often as asked: from a list while that is small, made again where it is not."""
    if posts > ONE_LIST:
        return lambda: community.topics(now, posts, seed)
    kept = list(community.topics(now, posts, seed))
    return lambda: iter(kept)


def _ids_by_moment(topics: Iterator[DemoTopic]) -> dict[tuple[int, int], int]:
    """(topic, place in it) -> the post's id: ids rise with time over all topics, as on a real board."""
    moments = sorted((post.at, t, p) for t, topic in enumerate(topics) for p, post in enumerate(topic.posts))
    return {(t, p): number for number, (_, t, p) in enumerate(moments, start=1)}


def _batches(topics: Iterator[DemoTopic]) -> Iterator[list[DemoTopic]]:
    while batch := list(islice(topics, AT_ONCE)):
        yield batch


def _work(topic: DemoTopic, pages: dict[str, str]) -> _Work:
    refs = [new_ref() for _ in topic.posts]
    return _Work(topic, refs, {**community.GLOSSARY, **topic.cast}, pages)


def _renderers(processes: int) -> AbstractContextManager[Any]:
    """A pool of processes, or None for rendering here."""
    if processes < 2:
        return nullcontext(None)
    connections.close_all()  # the renderers are forked, and may not share a connection
    return multiprocessing.get_context("fork").Pool(processes, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """Ctrl-C is the parent's business; it ends the pool by SIGTERM."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _render(work: _Work) -> list[dict[str, Any]]:
    """The stored fields of each post of one topic."""
    found = []
    for number, post in enumerate(work.topic.posts, start=1):
        source = post.source
        for place, ref in enumerate(work.refs, start=1):
            source = source.replace(f"{{{{post:{place}}}}}", ref)
        made = render_post(source, number=number, short_forms=work.short_forms, names=work.pages)
        found.append({"source": source, **made})
    return found


class _Rows:
    """Writes topics and their posts in bulk, with the ids given beforehand."""

    def __init__(self, people: dict[str, Member], boards: dict[str, Board], ids: dict[tuple[int, int], int]) -> None:
        self._people, self._boards, self._ids = people, boards, ids
        self._written = 0  # topics
        self._stories = Stories()

    def write(self, work: list[_Work], rendered: list[list[dict[str, Any]]]) -> None:
        topics, posts, cast = [], [], []
        told = self._stories.of([each.topic for each in work])
        for each, made, story in zip(work, rendered, told, strict=True):
            place, self._written = self._written, self._written + 1
            topic = self._topic(each.topic, place, story)
            topics.append(topic)
            cast += [CastEntry(topic=topic, form=f, meaning=m) for f, m in each.topic.cast.items()]
            posts += self._posts(each, made, topic, place)
        Topic.objects.bulk_create(topics)
        CastEntry.objects.bulk_create(cast)
        Post.objects.bulk_create(posts, batch_size=500)
        note_quotes(posts)

    def _take_names(self, topic: DemoTopic, ref: str) -> None:
        """Names for this topic alone, each from its first post on."""
        for name, owner in topic.alias.items():
            face = aliases.take(by=self._people[owner], name=name, place=ref)
            began = next(post.at for post in topic.posts if post.author == name)
            Member.objects.filter(pk=face.pk).update(joined_at=began, admitted_at=began)
            self._people[name] = face

    def _topic(self, topic: DemoTopic, place: int, story: Story | None) -> Topic:
        first, last, ref = topic.posts[0], topic.posts[-1], new_ref()
        self._take_names(topic, ref)
        return Topic(
            id=place + 1,
            ref=ref,
            board=self._boards[topic.board],
            author=self._people[first.author],
            title=topic.title,
            opened_at=first.at,
            wanted=wanted_by(topic.title),
            answered_at=next((post.at for post in topic.posts if post.author != first.author), None),
            last_number=len(topic.posts),
            post_count=len(topic.posts),
            last_post_id=self._ids[place, len(topic.posts) - 1],
            last_post_at=last.at,
            last_author=self._people[last.author],
            story=story,
            updates=sum(at is not None for at in in_story_at(topic)[1:]),
            pinned_at=first.at if topic.pinned else None,
            locked_at=last.at + LATEST if topic.locked else None,
        )

    def _posts(self, work: _Work, made: list[dict[str, Any]], topic: Topic, place: int) -> list[Post]:
        since = in_story_at(work.topic) if topic.story else [None] * len(made)
        return [
            Post(
                id=self._ids[place, number],
                ref=work.refs[number],
                topic=topic,
                number=number + 1,
                author=self._people[post.author],
                written_at=post.at,
                in_story_at=since[number],
                **made[number],
            )
            for number, post in enumerate(work.topic.posts)
        ]

    def set_sequences(self) -> None:
        """PostgreSQL counts on by itself only after being told where we are."""
        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(no_style(), [Topic, Post]):
                cursor.execute(sql)
