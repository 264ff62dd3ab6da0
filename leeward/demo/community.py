"""The demo community, whole (`build`) or topic by topic (`topics`), for a board to be filled with.

Topics to go to by title, all written by hand:

- "Fourteen years, a spreadsheet and a garden gate (long, sorry)": an opening of some 3,000 words with headings,
  points numbered in three ways, bold lead-ins, "In short", a cast, the ask in the middle; updates; quotes of quotes.
- "Update on events, and thank you for the bread advice": a story in six updates over eight months, with a recap.
- "Thursdays at the swimming baths" and "The deep end": one story in two topics, still going on.
- "The boiler man" and "What became of the duck": another, with two years between them.
- "He says I said it. I don't think I said it.": one wall of text, in lower case, and its update.
- "I don't know if I am allowed to write here": a newcomer, hours ago, without an answer.
- "Hello from the stairs": ash's own topic, with two answers.
- '"You have to leave, all of you" (closed for a while)': a quarrel that a moderator cools down and locks.
- "House rules, and how to find your way here": pinned and locked.
- "The evening bench: say that you are here (long-running)": pinned, well over 120 posts, so that paging shows.
- "Something I have not said under my usual name": rowan's, under another name for this topic.
- the board "In other languages": fourteen languages, three of them written from right to left.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from random import Random

from leeward.demo.clock import LATEST, YEARS_IN_DAYS, answers, in_order, moment_after
from leeward.demo.material import WrittenPost, toml
from leeward.demo.plan import Sketch, Table, sketches
from leeward.demo.shapes import (
    Community,
    DemoBoard,
    DemoGroup,
    DemoHouse,
    DemoMember,
    DemoPost,
    DemoTopic,
)
from leeward.demo.writing import Desk, Thread

__all__ = [
    "GLOSSARY",
    "HOUSE",
    "Community",
    "DemoBoard",
    "DemoGroup",
    "DemoHouse",
    "DemoMember",
    "DemoPost",
    "DemoTopic",
    "build",
    "groups",
    "members",
    "topics",
]

GLOSSARY: Mapping[str, str] = toml("house.toml")["glossary"]
HOUSE = DemoHouse(**toml("house.toml")["house"])


def build(now: datetime, posts: int = 5000, seed: int = 7) -> Community:
    """All of it in memory. `now` must be aware. The words depend on (posts, seed) alone, moments on `now`:

    what is older than two days follows the day, so that an evening stays an evening, what is younger
    follows the minute.
    """
    return Community(groups(), members(now, posts), list(topics(now, posts, seed)), GLOSSARY, HOUSE)


def groups() -> tuple[DemoGroup, ...]:
    """The groups of boards, in order."""
    return tuple(
        DemoGroup(group["title"], tuple(DemoBoard(**board) for board in group["boards"]))
        for group in toml("boards.toml")["groups"]
    )


def members(now: datetime, posts: int = 5000) -> tuple[DemoMember, ...]:
    """Sixty members; beyond 10,000 posts, more of them, as `topics` with the same `posts` will need."""
    table = Table(now, posts, Random(0))
    return tuple(
        DemoMember(person.name, person.role, table.joined[person.name], person.about) for person in table.people
    )


def topics(now: datetime, posts: int = 5000, seed: int = 7, among: int = 0) -> Iterator[DemoTopic]:
    """Topics one by one, in the order they were opened, holding one in memory; `posts` in all.

    `among`: they are part of a community of so many posts, by as many people, who write at greater length.
    """
    rng = Random(seed)
    desk, table = Desk(rng, at_length=among > posts), Table(now, max(posts, among), rng)
    for sketch in sketches(now, posts, rng):
        yield (_by_hand(sketch, now, desk, table, rng) if sketch.by_hand else _composed(sketch, now, desk, table, rng))


def _composed(sketch: Sketch, now: datetime, desk: Desk, table: Table, rng: Random) -> DemoTopic:
    opener = table.opener(sketch.seed, sketch.start)
    thread = Thread(sketch.seed, opener)
    start = max(sketch.start, table.joined[opener.name] + timedelta(minutes=1))
    thread.posts.append(DemoPost(opener.name, start, desk.opening(thread)))
    for at in answers(start, now, sketch.answers, rng):
        thread.posts.append(_grown(thread, at, desk, table, rng))
    return DemoTopic(sketch.seed.board, sketch.seed.title, thread.posts)


def _grown(thread: Thread, at: datetime, desk: Desk, table: Table, rng: Random) -> DemoPost:
    """An answer, or the author's word back: an update if weeks have passed and the bank has news."""
    last, opener = thread.posts[-1], thread.opener
    comes_back = last.author != opener.name and rng.random() < 0.2 and "quiet" not in opener.habits
    if comes_back and desk.has_return(thread.seed.theme):
        is_update = at - thread.posts[0].at > timedelta(days=9) and desk.has_news(thread.seed.theme)
        return DemoPost(opener.name, at, desk.word_back(thread, is_update), is_update)
    author = table.speaker(at, not_name=last.author if rng.random() < 0.9 else "")
    if author is opener:
        author = table.speaker(at, not_name=opener.name)
    return DemoPost(author.name, at, desk.reply(thread, author))


def _by_hand(sketch: Sketch, now: datetime, desk: Desk, table: Table, rng: Random) -> DemoTopic:
    """The hand-written posts, with composed answers growing between and after them."""
    topic = sketch.by_hand
    assert topic is not None
    moments = _written_moments(sketch.start, topic.posts)
    lasting = YEARS_IN_DAYS if "long" in topic.marks else 60
    end = min(now - LATEST, moments[-1] + timedelta(days=lasting))
    room = (end - moments[-1]).total_seconds() if end > moments[-1] else 0.0
    bent = 0.7 if "long" in topic.marks else 2.0
    later = [moments[-1] + timedelta(seconds=room * rng.random() ** bent) for _ in range(sketch.answers)]
    opener = topic.posts[0].author
    thread = Thread(sketch.seed, table.by_name[topic.alias.get(opener, opener)])
    for at, post in zip(moments, topic.posts, strict=True):
        thread.posts.append(DemoPost(post.author, at, post.text, post.is_update))
    for at in in_order(moments[-1], later, max(end, moments[-1])):
        thread.posts.append(_grown(thread, at, desk, table, rng))
    marks = topic.marks
    return DemoTopic(
        sketch.seed.board,
        sketch.seed.title,
        thread.posts,
        "pinned" in marks,
        "locked" in marks,
        dict(topic.cast),
        dict(topic.alias),
        topic.goes_on,
        topic.recap,
        by_hand=True,
    )


def _written_moments(start: datetime, posts: tuple[WrittenPost, ...]) -> list[datetime]:
    moments = [start]
    for post in posts[1:]:
        moments.append(moment_after(moments[-1], post.step))
    return moments
