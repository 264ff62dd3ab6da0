"""What the words room hands out: plain frozen values, safe to keep and to compare."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OutlineEntry:
    """One line of a long post's outline. `level` starts at 1 and never skips; `label` is "3" for the
    author's point 3 and "" for anything without a number; `text` is plain and at most some 80 characters."""

    anchor: str
    level: int
    label: str
    text: str


@dataclass(frozen=True)
class Ask:
    """A sentence in which a post asks something: one line of plain text, and the anchor of its passage."""

    anchor: str
    text: str


@dataclass(frozen=True)
class Asks:
    """`shown` at the top of a long post, in the order of its text, and empty for a short one; `first` is the one that
    counts most, of a post of any length, or ""."""

    shown: tuple[Ask, ...]
    first: str


@dataclass(frozen=True)
class QuoteRef:
    """Somebody was quoted: who, the quoted post's opaque ref ("" if unknown), the passage's number.

    `depth` is 1 for a quote that the author made and 2 or more for one that came along inside it: only
    the first is news to the person quoted, but a redaction has to follow them all.
    """

    name: str
    post: str
    passage: int | None
    depth: int = 1


@dataclass(frozen=True)
class Passage:
    """One block a reader can point at: `number` as in the anchor, its plain text (never a blank line
    inside), and the author's own number if it is one of their points."""

    number: int
    text: str
    label: str = ""


@dataclass(frozen=True)
class Rendered:
    """A post, read. `html` is the only thing here that may be shown without escaping.

    `plain` is the passages' texts joined by a blank line: the author's words without what they quoted.
    `mentions` are casefolded names, `short_forms` the ones explained, both in order of appearance.
    """

    html: str
    plain: str
    words: int
    outline: tuple[OutlineEntry, ...]
    passages: tuple[Passage, ...]
    in_short: str | None
    in_short_anchor: str | None
    asks: Asks
    mentions: tuple[str, ...]
    quotes: tuple[QuoteRef, ...]
    short_forms: tuple[str, ...]


@dataclass(frozen=True)
class Phrases:
    """The few words that the room itself puts beside a writer's words, so that a caller can translate them."""

    wrote: str = "{name} wrote:"
    earlier: str = "Earlier: {name}"
    earlier_unnamed: str = "Earlier"
    still_earlier: str = "Quotes older than this are set flat."
    folded: str = "Folded text"
    picture: str = "picture"
    undescribed: str = "A picture without a description"
    gone: str = "A picture that is no longer here"


PHRASES = Phrases()
