"""Puts posts together from the bank: which kinds of paragraph follow each other, and who speaks."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from leeward.demo.material import Person, Seed, bank, slots
from leeward.demo.phrases import Deck, Pool
from leeward.demo.quoting import quote
from leeward.demo.shapes import DemoPost
from leeward.demo.voices import typed

_SHAPES = {
    "reply": (
        (6, "short"),
        (3, "short short"),
        (2, "hearing closing"),
        (3, "experience"),
        (4, "hearing question"),
        (8, "hearing experience closing"),
        (8, "hearing experience question"),
        (8, "experience experience"),
        (9, "quote onquote experience"),
        (3, "quote onquote"),
        (4, "hearing idea"),
        (8, "experience idea experience"),
        (10, "hearing experience experience idea"),
        (10, "hearing experience question idea experience"),
        (9, "quote onquote experience idea experience closing"),
        (9, "hearing quote onquote experience idea question experience"),
        (4, "hearing points experience closing"),
        (5, "hearing experience points experience question"),
        (3, "disagree experience"),
        (5, "quote onquote experience disagree experience idea experience"),
        (5, "hearing quote onquote experience experience quote onquote points idea experience closing"),
        (4, "hearing experience experience idea experience points question experience experience"),
    ),
    "small": ((3, "short"), (5, "share"), (5, "short share"), (2, "quote short"), (4, "share share short")),
    "letter": ((5, "short"), (4, "hearing"), (3, "hearing share"), (2, "quote short")),
    "checkin": (
        (5, "state"),
        (5, "state detail"),
        (3, "state detail evening"),
        (2, "state evening"),
        (1, "answer"),
    ),
    "return": ((4, "thanks"), (5, "thanks more"), (3, "thanks feeling more"), (3, "quote onquote thanks")),
    "update": ((1, "news"), (4, "news more"), (3, "news feeling thanks"), (3, "news more news thanks")),
    "opening": (
        (3, "seed"),
        (3, "lead seed"),
        (4, "seed feeling ask"),
        (4, "lead seed back feeling ask"),
        (3, "seed back ask"),
        (2, "lead seed back back feeling feeling ask"),
        (2, "lead seed back feeling back more feeling ask ps"),
    ),
}
_KIND_OF_REPLY = {
    "good": "small",
    "letter": "letter",
    "checkin": "checkin",
    "house": "small",
    "hello": "small",
}
_SHAPE_DECKS = {
    kind: tuple(tuple(shape.split()) for weight, shape in shapes for _ in range(weight))
    for kind, shapes in _SHAPES.items()
}
_POINT_STYLES = ("{}. ", "{}) ", "({}) ", "**{}.** ")
_ANY_THEMES = frozenset(["partner", "leaving", "children", "money", "family", "people", "self", "men", "practical"])
"""Themes that may also be answered from the bank's `any` file; the others have a tone of their own."""

AT_LENGTH = 0.35  # how many go on for a second part where people write at length: 150 words a post


@dataclass
class Thread:
    """What is known while a topic is being written; `used` and `said` keep it from repeating itself."""

    seed: Seed
    opener: Person
    posts: list[DemoPost] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    said: set[str] = field(default_factory=set)


class Desk:
    """Where composed posts are written; deals from one set of decks for the whole board."""

    def __init__(self, rng: Random, *, at_length: bool = False) -> None:
        self._rng, self._goes_on = rng, AT_LENGTH if at_length else 0.0
        self._decks = {key: Deck(cards, rng) for key, cards in bank().items()}
        self._slots = {name: Pool(values, rng) for name, values in slots().items()}

    def opening(self, thread: Thread) -> str:
        """The first post of a composed topic, around its seed. A seed ending in `~` stands alone."""
        text = thread.seed.text
        if text.endswith("~") or _KIND_OF_REPLY.get(thread.seed.theme):
            return typed(text.rstrip("~ \n").split("\n\n"), thread.opener, self._rng)
        return self._post("opening", thread, thread.opener)

    def reply(self, thread: Thread, author: Person) -> str:
        """Somebody's answer in the thread."""
        return self._post(_KIND_OF_REPLY.get(thread.seed.theme, "reply"), thread, author)

    def word_back(self, thread: Thread, is_update: bool) -> str:
        """The topic's author again: thanks, or how things went on."""
        return self._post("update" if is_update else "return", thread, thread.opener)

    def has_return(self, theme: str) -> bool:
        """Whether an author of such a topic comes back to it with thanks."""
        return (theme, "thanks") in self._decks or theme in _ANY_THEMES

    def has_news(self, theme: str) -> bool:
        """Whether the bank knows how such a story goes on."""
        return (theme, "news") in self._decks

    def _post(self, kind: str, thread: Thread, author: Person) -> str:
        shapes = _SHAPE_DECKS[kind]
        facts = _facts(thread, author)
        blocks: list[str] = []
        for _ in range(6):
            for function in self._shape(shapes):
                blocks.extend(self._blocks(function, thread, author, facts))
            if blocks and not blocks[-1].startswith("[quote"):
                return typed(blocks, author, self._rng)
        return typed([self._last_resort(thread, facts)], author, self._rng)

    def _shape(self, shapes: tuple[tuple[str, ...], ...]) -> tuple[str, ...]:
        shape = shapes[int(self._rng.random() * len(shapes))]
        if self._goes_on and self._rng.random() < self._goes_on:
            shape += shapes[int(self._rng.random() * len(shapes))]
        return shape

    def _last_resort(self, thread: Thread, facts: dict[str, str]) -> str:
        """Two kind sentences, when a very long topic has used up all that fits its theme."""
        while True:
            text = f"{self._slots['h_b'].deal().render(facts, self._slots, self._rng)} "
            text += self._slots["c_b"].deal().render(facts, self._slots, self._rng)
            if text not in thread.said:
                thread.said.add(text)
                return text

    def _blocks(self, function: str, thread: Thread, author: Person, facts: dict[str, str]) -> list[str]:
        if function == "seed":
            return thread.seed.text.split("\n\n")
        if function == "quote":
            said = quote(thread.posts, author.name, self._rng)
            if said in thread.said:
                return []
            thread.said.add(said)
            return [said] if said else []
        if function == "points":
            return self._points(thread, facts)
        block = self._paragraph(function, thread, facts)
        return [block] if block else []

    def _points(self, thread: Thread, facts: dict[str, str]) -> list[str]:
        """Three to six numbered points, often six, as one block or with air between them."""
        count = 6 if self._rng.random() < 0.5 else 3 + int(self._rng.random() * 3)
        said = [self._paragraph("point", thread, facts) for _ in range(count)]
        style = _POINT_STYLES[int(self._rng.random() * len(_POINT_STYLES))]
        points = [style.format(number) + text for number, text in enumerate(filter(None, said), start=1)]
        return ["\n".join(points)] if self._rng.random() < 0.4 else points

    def _paragraph(self, function: str, thread: Thread, facts: dict[str, str]) -> str:
        """A paragraph not yet in this thread, or "" when the decks have no other."""
        for _ in range(8):
            deck = self._deck(thread.seed.theme, function)
            card = deck.deal(facts, thread.used) if deck else None
            if card is None:
                thread.used.clear()
                continue
            text = card.render(facts, self._slots, self._rng).replace('?."', '?"')
            if text not in thread.said:
                thread.said.add(text)
                return text
        return ""

    def _deck(self, theme: str, function: str) -> Deck | None:
        own = self._decks.get((theme, function))
        shared = self._decks.get(("any", function)) if theme in _ANY_THEMES else None
        if own is None or shared is None:
            return own or shared
        return own if self._rng.random() * (len(own) + len(shared)) < len(own) else shared


def _facts(thread: Thread, author: Person) -> dict[str, str]:
    """The slots that this author can fill when answering in this thread."""
    facts: dict[str, str] = {"name": thread.opener.name}
    seed = thread.seed
    if seed.who:
        yours = seed.who.replace("my ", "your ", 1)
        _name_them(facts, ("who", "Who"), yours)
        _name_them(facts, ("my", "My"), seed.who)
        _pronouns(facts, ("he", "his", "him", "He", "His"), seed.he)
    if seed.it:
        _name_them(facts, ("it", "It"), seed.it)
    if author.mine:
        _name_them(facts, ("mine", "Mine"), author.mine)
        _pronouns(facts, ("mhe", "mhis", "mhim", "Mhe", "Mhis"), author.he)
    if author.kid:
        _name_them(facts, ("kid", "Kid"), author.kid)
        _pronouns(facts, ("khe", "khis", "khim", "Khe", "Khis"), author.kid_he)
    others = [post.author for post in thread.posts[1:] if post.author not in (author.name, thread.opener.name)]
    if others:
        facts["other"] = others[-1]
    return facts


_PRONOUNS = {"he": ("he", "his", "him"), "she": ("she", "her", "her"), "they": ("they", "their", "them")}


def _pronouns(facts: dict[str, str], names: tuple[str, ...], he: str) -> None:
    subject, of, to = _PRONOUNS[he or "they"]
    words = (subject, of, to, subject.capitalize(), of.capitalize())
    facts.update(zip(names, words, strict=True))


def _name_them(facts: dict[str, str], names: tuple[str, str], words: str) -> None:
    facts[names[0]] = words
    facts[names[1]] = words[0].upper() + words[1:]
