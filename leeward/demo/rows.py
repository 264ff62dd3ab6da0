"""Topics and posts as rows, in the order of their ids: a table that only grows at its end is filled soonest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Any

import numpy as np
from django.db import connection

from leeward.boards.models import Board, CastEntry, Post, Quoting, Topic
from leeward.boards.story import Story
from leeward.demo.again import Plan, again, refs
from leeward.demo.asking import wanted_by
from leeward.demo.bulk import Rows
from leeward.demo.clock import LATEST
from leeward.demo.shapes import DemoTopic
from leeward.demo.stories import Stories, in_story_at
from leeward.demo.texts import Chapter, Told, mark
from leeward.members import aliases
from leeward.members.models import Member

AT_ONCE = 2_000  # rows
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_TOPIC = ("id", "ref", "board_id", "author_id", "title", "wanted", "opened_at", "answered_at", "last_number",
          "post_count", "last_post_id", "last_post_at", "last_author_id", "story_id", "updates", "pinned_at",
          "locked_at")  # fmt: skip
_POST = ("id", "ref", "topic_id", "number", "author_id", "written_at", "in_story_at", "html", "ask", "plain", "source",
         "words", "rendered_with")  # fmt: skip


def microseconds(at: datetime) -> int:
    """Since 1970."""
    return (at - EPOCH) // timedelta(microseconds=1)


def _stored(at: datetime | None, later: timedelta) -> Any:
    return None if at is None else connection.ops.adapt_datetimefield_value(at + later)


def _batches(rows: Iterator[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """While PostgreSQL takes rows in it answers nothing else, and making some asks it: so they are made beforehand."""
    while batch := list(islice(rows, AT_ONCE)):
        yield batch


class Writer:
    """Writes all that is planned: first the topics, then the posts."""

    def __init__(
        self, chapters: list[Chapter], plan: Plan, people: dict[str, Member], boards: dict[str, Board]
    ) -> None:
        self._chapters, self._plan, self._people, self._boards = chapters, plan, people, boards
        self._topic_refs, self._refs = refs(len(plan.chapter)), refs(len(plan.moment))
        self._topics, self._posts = Rows(Topic, *_TOPIC), Rows(Post, *_POST)
        self._quotings = Rows(Quoting, "by_post_id", "of_post_id")
        self._authors: list[list[int]] = []
        self._since: list[list[datetime | None]] = [in_story_at(each.topic) for each in chapters]

    def write(self, told: Told) -> None:
        """`told` of the posts that come again: the others were told of when they were rendered."""
        self._take_names()
        self._authors = [[self._people[post.author].pk for post in each.topic.posts] for each in self._chapters]
        for batch in _batches(self._topic_rows()):
            self._topics.put(batch)
        self._write_casts()
        first, done = sum(len(each.texts) for each in self._chapters), 0
        for batch in _batches(self._post_rows()):
            self._posts.put(batch)
            done += len(batch)
            told(max(0, min(len(batch), done - first)))
        self._quotings.put(self._quoting_rows())
        self._topics.count_on()
        self._posts.count_on()

    def _first_times(self) -> Iterator[tuple[int, DemoTopic]]:
        for place in np.flatnonzero(self._plan.turn == 0):
            yield int(place), self._chapters[self._plan.chapter[place]].topic

    def _take_names(self) -> None:
        """Names for one topic alone, each from its first post on."""
        for place, topic in self._first_times():
            for name, owner in topic.alias.items():
                face = aliases.take(by=self._people[owner], name=name, place=self._topic_refs[place].decode())
                began = next(post.at for post in topic.posts if post.author == name)
                Member.objects.filter(pk=face.pk).update(joined_at=began, admitted_at=began)
                self._people[name] = face

    def _write_casts(self) -> None:
        CastEntry.objects.bulk_create(
            CastEntry(topic_id=place + 1, form=form, meaning=meaning)
            for place, topic in self._first_times()
            for form, meaning in topic.cast.items()
        )

    def _topic_rows(self) -> Iterator[tuple[Any, ...]]:
        stories, plan = Stories(), self._plan
        for start in range(0, len(plan.chapter), AT_ONCE):
            places = range(start, min(start + AT_ONCE, len(plan.chapter)))
            told = stories.of([self._chapters[plan.chapter[place]].topic for place in places])
            for place, story in zip(places, told, strict=True):
                yield self._topic_row(place, story)

    def _topic_row(self, place: int, story: Story | None) -> tuple[Any, ...]:
        chapter, turn = int(self._plan.chapter[place]), int(self._plan.turn[place])
        topic, authors, since = self._chapters[chapter].topic, self._authors[chapter], self._since[chapter]
        later = timedelta(microseconds=int(self._plan.shift[place]))
        first, last, title = topic.posts[0], topic.posts[-1], again(topic.title, turn)
        answered = next((post.at for post in topic.posts if post.author != first.author), None)
        return (
            place + 1,
            self._topic_refs[place].decode(),
            self._boards[topic.board].pk,
            authors[0],
            title,
            wanted_by(title),
            _stored(first.at, later),
            _stored(answered, later),
            len(topic.posts),
            len(topic.posts),
            int(self._plan.post_id[self._plan.begin[place + 1] - 1]),
            _stored(last.at, later),
            authors[-1],
            story.pk if story else None,
            sum(at is not None for at in since[1:]),
            _stored(first.at if topic.pinned else None, later),
            _stored(last.at + LATEST if topic.locked else None, later),
        )

    def _post_rows(self) -> Iterator[tuple[Any, ...]]:
        plan, stored = self._plan, connection.ops.adapt_datetimefield_value
        for post_id, place in enumerate(plan.in_order_of_ids().tolist(), start=1):
            topic = int(plan.topic[place])
            begin, chapter = int(plan.begin[topic]), int(plan.chapter[topic])
            number = place - begin
            text, since = self._chapters[chapter].texts[number], self._since[chapter][number]
            html, source = text.html, text.source
            for marked in text.marked:
                name, ref = mark(marked), self._refs[begin + marked].decode()
                html, source = html.replace(name, ref), source.replace(name, ref)
            yield (
                post_id,
                self._refs[place].decode(),
                topic + 1,
                number + 1,
                self._authors[chapter][number],
                stored(EPOCH + timedelta(microseconds=int(plan.moment[place]))),
                _stored(since, timedelta(microseconds=int(plan.shift[topic]))),
                html,
                text.ask,
                text.plain,
                source,
                text.words,
                text.rendered_with,
            )

    def _quoting_rows(self) -> Iterator[tuple[int, int]]:
        plan = self._plan
        for topic, chapter in enumerate(plan.chapter.tolist()):
            begin = int(plan.begin[topic])
            for number, text in enumerate(self._chapters[chapter].texts):
                for quoted in text.quoted:
                    yield int(plan.post_id[begin + number]), int(plan.post_id[begin + quoted])
