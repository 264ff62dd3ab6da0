"""How many topics, how long each grows, and who was there to write at the time."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random

from leeward.demo.clock import LATEST, midnight, moment_before, starts
from leeward.demo.material import Person, Seed, WrittenTopic, people, seeds, toml, written

POSTS_A_TOPIC = 12.5
_WRITES_RARELY = 0.25
_SHARES = {"letter": 0.3, "house": 0.35, "hello": 0.5, "good": 0.6}
"""How much talk such topics draw, next to the others."""


@dataclass(frozen=True)
class Sketch:
    """A topic before it is written: a hand-written one or a seed, its start and its composed answers."""

    start: datetime
    seed: Seed
    by_hand: WrittenTopic | None
    answers: int


def sketches(now: datetime, posts: int, rng: Random) -> list[Sketch]:
    """All topics in the order they were opened; their posts add up to `posts` exactly.

    Below about 700 posts there is no room for all that was written by hand: then the topics marked
    `special` come first and nothing grows on any.
    """
    by_hand, left = _by_hand(posts)
    count = max(round(posts / POSTS_A_TOPIC) - len(by_hand), round(left / 20), min(left, 1))
    grown = [topic.grow if left > 2 * sum(t.grow for t in by_hand) else 0 for topic in by_hand]
    left -= sum(grown)
    count = min(count, left)
    found = [
        Sketch(moment_before(now, topic.ago), topic.seed, topic, more)
        for topic, more in zip(by_hand, grown, strict=True)
    ]
    cores = _cores(count, rng)
    sizes = _sizes(left - count, cores, rng)
    begun = starts(now, count, rng)
    found += [Sketch(*parts) for parts in zip(begun, cores, [None] * count, sizes, strict=True)]
    return sorted(found, key=lambda sketch: (sketch.start, sketch.seed.title))


def _by_hand(posts: int) -> tuple[list[WrittenTopic], int]:
    """The hand-written topics that fit into this many posts, special ones first, and the posts left over."""
    kept = []
    for topic in sorted(written(), key=lambda topic: "special" not in topic.marks):
        if len(topic.posts) <= posts:
            kept.append(topic)
            posts -= len(topic.posts)
    return kept, posts


def _cores(count: int, rng: Random) -> list[Seed]:
    """A seed for each composed topic, none twice before all were used; later rounds get a further title."""
    found: list[Seed] = []
    rounds = toml("house.toml")["again"]
    turn = 0
    while len(found) < count:
        deck = list(seeds())
        rng.shuffle(deck)
        found += [_retitled(seed, rounds, turn) for seed in deck]
        turn += 1
    return found[:count]


def _retitled(seed: Seed, rounds: list[str], turn: int) -> Seed:
    if turn == 0:
        return seed
    title = f"{seed.title} ({rounds[(turn - 1) % len(rounds)]})"
    return replace(seed, title=title)


def _sizes(total: int, cores: list[Seed], rng: Random) -> list[int]:
    """`total` answers over the topics: one in fifteen gets none, most a few, some very many."""
    if not cores:
        return []
    weights = [0.0 if rng.random() < 1 / 15 else rng.lognormvariate(0, 0.75) for _ in cores]
    weights = [weight * _SHARES.get(seed.theme, 1.0) for weight, seed in zip(weights, cores, strict=True)]
    whole = sum(weights) or 1.0
    sizes = [int(total * weight / whole) for weight in weights]
    answered = [number for number, weight in enumerate(weights) if weight] or list(range(len(cores)))
    for number in range(total - sum(sizes)):
        sizes[answered[number % len(answered)]] += 1
    return sizes


class Table:
    """Who sits at the table at a given moment, and which of them takes the word."""

    def __init__(self, now: datetime, posts: int, rng: Random) -> None:
        self._rng = rng
        self.people = people() + further(posts)
        self.by_name = {person.name: person for person in self.people}
        self.joined = {person.name: joined(person, now) for person in self.people}
        talking = [person for person in self.people if "quiet" not in person.habits]
        talking.sort(key=lambda person: (self.joined[person.name], person.name))
        self._talking = talking
        self._since = [self.joined[person.name] for person in talking]

    def speaker(self, at: datetime, not_name: str = "") -> Person:
        """Somebody who had joined by then, other than `not_name`; the `rare` ones seldom."""
        room = max(bisect_right(self._since, at), 2)
        while True:
            person = self._talking[int(self._rng.random() * room)]
            if person.name == not_name or ("rare" in person.habits and self._rng.random() > _WRITES_RARELY):
                continue
            return person

    def opener(self, seed: Seed, at: datetime) -> Person:
        """Somebody whose own story the seed could be: a wife's topic about a husband, and so on."""
        if seed.author in self.by_name and self.joined[seed.author] < at:
            return self.by_name[seed.author]
        for _ in range(60):
            person = self.speaker(at)
            if _could_tell(person, seed):
                return person
        return self.speaker(at)


def _could_tell(person: Person, seed: Seed) -> bool:
    if seed.board == "men":
        return "man" in person.habits
    if seed.theme == "children":
        return bool(person.kid) and (not seed.who or _alike(person, seed))
    return not seed.who or _alike(person, seed)


_PARTNERS = ("husband", "wife", "partner", "boyfriend", "girlfriend", "ex")


def _alike(person: Person, seed: Seed) -> bool:
    """Same kind of person on the other side: only partners need to agree, anyone has a mother."""
    if not any(word in seed.who for word in _PARTNERS):
        return True
    return bool(person.mine) and person.he == seed.he


def joined(person: Person, now: datetime) -> datetime:
    """When they came: in the evening, so many days ago; today's newcomers some hours ago."""
    if person.joined_days == 0:
        return now - timedelta(hours=7)
    return min(midnight(now) - timedelta(days=person.joined_days - 0.8), now - 2 * LATEST)


def further(posts: int) -> tuple[Person, ...]:
    """More members for boards far beyond the demo's 5,000 posts: one per 400 posts above 10,000."""
    names = toml("house.toml")
    found = []
    for number in range(max(posts - 10_000, 0) // 400):
        first = names["first"][number % len(names["first"])]
        second = names["second"][number // len(names["first"]) % len(names["second"])]
        turn = number // (len(names["first"]) * len(names["second"]))
        like = people()[number % len(people())]
        days = 1 + (number * 37) % 1400
        habits = tuple(habit for habit in like.habits if habit != "quiet")
        name = f"{first}{second}{turn + 1 if turn else ''}"
        found.append(Person(name, "member", days, like.mine, like.he, like.kid, like.kid_he, habits, ""))
    return tuple(found)
