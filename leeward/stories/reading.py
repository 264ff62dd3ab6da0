"""One story as one reader may see it: its posts in order, what is new, and what stands between them.

A place in it is counted from 1, as this reader counts: a post that they may not see has no number and leaves no gap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q
from django.db.models.functions import Substr
from django.utils import timezone

from leeward.boards.marks import StoryReading
from leeward.boards.models import Post, PostRows, Topic
from leeward.boards.reading import with_seen
from leeward.members.aliases import is_own
from leeward.members.models import Member
from leeward.notices.telling import seen_these

PAGE = 20  # posts on a page: with 2,000 words each, as much as anybody reads in an evening
HEADS = 5  # answers named below an update; the others are read in their place
FIRST_WORDS = 140  # characters of each
ALL_DATES = 24  # above this the line of dates goes by months
SEEN_AT_ONCE = 200  # notices marked as seen together


@dataclass
class Place:
    """One post of the story: its number here, and where else it stands."""

    number: int
    pk: int
    ref: str
    topic: Topic
    number_there: int
    written_at: datetime
    in_story_at: datetime | None
    until: int | None = None  # the number in the topic with which the story goes on there
    is_new: bool = False

    @property
    def page(self) -> int:
        return (self.number - 1) // PAGE + 1

    @property
    def is_opening(self) -> bool:
        return self.number_there == 1

    def answers(self) -> Q:
        """What stands in the topic between this post and the story's next."""
        between = Q(topic=self.topic.pk, number__gt=self.number_there)
        return between & Q(number__lt=self.until) if self.until else between

    def first_answers(self) -> Q:
        return self.answers() & Q(number__lte=self.number_there + 2 * HEADS)


@dataclass
class Story:
    """`topics` and `places` as the reader may see them, both in order; never without a topic."""

    topics: list[Topic]
    places: list[Place] = field(default_factory=list)

    @property
    def pk(self) -> int | None:
        return self.topics[0].story_id

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.places) // PAGE))

    @property
    def first_new(self) -> Place | None:
        """None where all is new, or nothing: then there is no place to go on from."""
        fresh = [place for place in self.places if place.is_new]
        return fresh[0] if fresh and len(fresh) < len(self.places) else None

    @property
    def seen(self) -> int:
        """Up to which number all has been read."""
        return next((place.number - 1 for place in self.places if place.is_new), len(self.places))

    def dates(self) -> list[tuple[Place, int]]:
        """(place, how many of the story's posts its month has, or 0): each place, or of each month the first."""
        if len(self.places) <= ALL_DATES:
            return [(place, 0) for place in self.places]
        months: dict[tuple[int, int], list[Place]] = {}
        for place in self.places:
            local = timezone.localtime(place.written_at)
            months.setdefault((local.year, local.month), []).append(place)
        return [(month[0], len(month)) for month in months.values()]


def story_with(topic: Topic, viewer: Member | None) -> Story:
    """The story that the topic is a part of. Three queries, four for a member; none holds a post's text."""
    rows = Topic.objects.visible_to(viewer).select_related("board", "author", "story").order_by("pk")
    rows = rows.filter(story=topic.story_id) if topic.story_id else rows.filter(pk=topic.pk)
    story = Story(list(with_seen(rows, viewer) if viewer else rows))
    story.places = _places(story.topics, viewer)
    if viewer and story.places:
        _mark_new(story, viewer)
    return story


def posts_of(topics: Sequence[Topic], viewer: Member | None) -> PostRows:
    """The story's posts in these topics. A topic that is no story yet has its opening post."""
    told = Q(topic__in=[one.pk for one in topics if one.story_id], in_story_at__isnull=False)
    alone = Q(topic__in=[one.pk for one in topics if not one.story_id], number=1)
    return Post.objects.visible_to(viewer).filter(told | alone)


def _places(topics: Sequence[Topic], viewer: Member | None) -> list[Place]:
    by_id = {topic.pk: topic for topic in topics}
    told = posts_of(topics, viewer).order_by("pk")
    rows = told.values_list("pk", "ref", "topic_id", "number", "written_at", "in_story_at")
    places = [
        Place(at, pk, ref, by_id[topic], number, written, since)
        for at, (pk, ref, topic, number, written, since) in enumerate(rows, start=1)
    ]
    following: dict[int, int] = {}
    for place in reversed(places):
        place.until = following.get(place.topic.pk)
        following[place.topic.pk] = place.number_there
    return places


def _mark_new(story: Story, viewer: Member) -> None:
    """New is what was neither read here nor in its topic. One's own story is never new to oneself."""
    if is_own(viewer, story.topics[0].author_id):
        return
    known = StoryReading.objects.filter(member=viewer, story=story.pk).first() if story.pk else None
    for place in story.places:
        unread_here = known is None or place.pk > known.seen or (place.in_story_at or known.read_at) > known.read_at
        place.is_new = unread_here and place.number_there > place.topic.seen  # type: ignore[attr-defined]


def note_read(story: Story, *, by: Member, number: int) -> None:
    """The member has read the story up to this number. What was read before stays read."""
    number = min(number, len(story.places))
    if not story.pk or number < 1:
        return
    now, seen = timezone.now(), story.places[number - 1].pk
    reading, made = StoryReading.objects.get_or_create(
        member=by, story_id=story.pk, defaults={"seen": seen, "read_at": now}
    )
    if not made:
        # What was made an update after this moment is new, wherever it stands: so it moves only with the last post.
        read_at = now if number == len(story.places) else reading.read_at
        StoryReading.objects.filter(pk=reading.pk).update(seen=max(seen, reading.seen), read_at=read_at)
    seen_these(by=by, about=[place.ref for place in story.places[:number][-SEEN_AT_ONCE:]])


SHOWN = [
    *("pk", "ref", "number", "topic_id", "html", "words", "written_at", "edited_at", "edit_note", "hidden_at"),
    *("author_id", "author__name", "author__ref"),
]


def page_of(story: Story, page: int, viewer: Member | None) -> list[dict[str, Any]]:
    """The posts of one page with their texts, `place`, `answers` (how many) and `heads` (the first of them).

    Three queries; of answers no text is fetched but the first words of a few.
    """
    places = [place for place in story.places if place.page == page]
    if not places:
        return []
    posts = {
        row["pk"]: row for row in posts_of(story.topics, viewer).filter(pk__in=[p.pk for p in places]).values(*SHOWN)
    }
    answers = Post.objects.standing_for(viewer)
    between = [place.answers() for place in places]
    counts = answers.filter(reduce(or_, between)).aggregate(
        **{f"n{place.number}": Count("pk", filter=span) for place, span in zip(places, between, strict=True)}
    )
    heads = answers.filter(reduce(or_, [place.first_answers() for place in places])).order_by("topic", "number")
    named: list[Any] = list(heads.values("topic_id", "number", "author__name", start=Substr("plain", 1, FIRST_WORDS)))
    return [
        {
            **posts[place.pk],
            "html": _anchored(posts[place.pk]["html"], place, story),
            "place": place,
            "answers": counts[f"n{place.number}"],
            "heads": [head for head in named if _is_between(head, place)][:HEADS],
        }
        for place in places
        if place.pk in posts
    ]


def _is_between(head: dict[str, Any], place: Place) -> bool:
    after = head["topic_id"] == place.topic.pk and head["number"] > place.number_there
    return after and (place.until is None or head["number"] < place.until)


def _anchored(html: str, place: Place, story: Story) -> str:
    """Paragraphs are numbered within their topic: those of a second one would have the same names on this page."""
    part = story.topics.index(place.topic)
    if not part:
        return html
    old, new = f"p{place.number_there}", f"s{part}-p{place.number_there}"
    return html.replace(f'id="{old}-', f'id="{new}-').replace(f'href="#{old}-', f'href="#{new}-')


def recap_of(story: Story) -> tuple[str, datetime] | None:
    """The recap, for the reader of this story as far as they see it whole: else it could tell of what they do not see.

    It is not shown either while something is down, or hidden, that it may tell of. At most two queries.
    """
    row = story.topics[0].story
    if row is None or not row.recap or row.recap_at is None:
        return None
    if row.topics.count() != len(story.topics):
        return None
    lately = Q(taken_down_at__gt=row.recap_at) | Q(hidden_at__gt=row.recap_at)
    is_touched = Post.objects.filter(lately, topic__story=row, in_story_at__isnull=False).exists()
    return None if is_touched else (row.recap, row.recap_at)
