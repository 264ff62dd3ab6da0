"""A large community out of a smaller one: its composed topics come again on later days, under further titles.

A million posts are as many rows, pages and words to search as if each had been composed, in a seventh of the time.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

import numpy as np
from numpy.typing import NDArray

from leeward.web.ids import ALPHABET, LENGTH

DISTINCT = 10_000  # posts that are composed and rendered, some 40 MB of text in memory; the others are they again
DAY = 86_400_000_000  # microseconds: moments are counted in them here

Longs = NDArray[np.int64]


@dataclass(frozen=True)
class Plan:
    """Every topic in the order of opening, and every post in the order of topics, as numbers."""

    chapter: Longs  # of each topic: which of the composed ones it is
    turn: Longs  # of each topic: 0 where it comes first, then 1, 2 ...
    shift: Longs  # of each topic: how much later than composed
    begin: Longs  # of each topic: the place of its first post among all posts; one more at the end
    topic: Longs  # of each post: the place of its topic
    moment: Longs  # of each post: microseconds since 1970
    post_id: Longs  # of each post: ids rise with time over all topics, as on a real board, from 1

    def in_order_of_ids(self) -> Longs:
        """Places of posts."""
        return np.argsort(self.post_id)


def plan(moments: Sequence[Longs], recurring: Sequence[int], posts: int, end: int, rng: Random) -> Plan:
    """`moments` of each composed topic's posts; `recurring` are those that may come again, until there are `posts`.

    Nothing comes earlier than it was composed, since its author may not have been there, nor after `end`; and always
    by whole days, so that an evening stays an evening.
    """
    chapters, turns, shifts = list(range(len(moments))), [0] * len(moments), [0] * len(moments)
    left, turn = posts - sum(map(len, moments)), 0
    while left > 0 and recurring:
        turn += 1
        for chapter in recurring:
            if len(moments[chapter]) <= left:
                left -= len(moments[chapter])
                chapters.append(chapter)
                turns.append(turn)
                days = max(end - int(moments[chapter][-1]), 0) // DAY
                shifts.append(int(rng.random() * (days + 1)) * DAY)
    return _in_order(moments, np.array(chapters), np.array(turns), np.array(shifts))


def _in_order(moments: Sequence[Longs], chapter: Longs, turn: Longs, shift: Longs) -> Plan:
    opened = np.array([each[0] for each in moments], dtype=np.int64)[chapter] + shift
    order = np.argsort(opened, kind="stable")
    chapter, turn, shift = chapter[order], turn[order], shift[order]
    sizes = np.array([len(each) for each in moments])[chapter]
    begin = np.concatenate(([0], np.cumsum(sizes)))
    topic = np.repeat(np.arange(len(chapter)), sizes)
    moment = np.concatenate([moments[each] for each in chapter]) + shift[topic]
    post_id = np.empty(len(moment), dtype=np.int64)
    post_id[np.argsort(moment, kind="stable")] = np.arange(1, len(moment) + 1)
    return Plan(chapter, turn, shift, begin, topic, moment, post_id)


def again(title: str, turn: int) -> str:
    """The title of a topic that comes again."""
    if turn == 0:
        return title
    return f"{title[:-1]}, {turn + 1})" if title.endswith(")") else f"{title} ({turn + 1})"


def refs(count: int) -> NDArray[np.bytes_]:
    """As `new_ref`, many at once: a million one by one take ten seconds."""
    letters = np.frombuffer(ALPHABET.encode(), dtype="S1")
    dice = np.random.default_rng(secrets.randbits(128))
    return letters[dice.integers(0, len(letters), (count, LENGTH))].view(f"S{LENGTH}")[:, 0]
