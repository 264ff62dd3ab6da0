"""Changing what stands inside quotes, and nothing else: every byte outside the quotes meant stays as it was.

A quote is meant if it names one of some posts, at whatever depth; or, where a caller says so, if it names one of some
people and no post. What lies inside a quote that is meant belongs to it, quotes within it too.
"""

from collections.abc import Callable, Collection
from typing import NamedTuple

from leeward.words.cutting import containers
from leeward.words.mentions import folded
from leeward.words.quotes import quote_head, read_attribution
from leeward.words.shapes import QuoteRef
from leeward.words.striking import GONE, places_of, strike

Meant = Callable[[QuoteRef], bool]
ERASED = f"[quote]\n{GONE}\n[/quote]"


class Quoted(NamedTuple):
    """A quote as it stands in a source: its tag begins at `start`, its words at `inside`; they end at `close`."""

    quote: QuoteRef
    start: int
    inside: int
    close: int
    end: int


def quotes_in(source: str) -> list[Quoted]:
    """Every quote that is closed, in the order of their beginnings, however deep. Time linear in the source."""
    if "[quote" not in source.lower():
        return []
    found: list[Quoted] = []
    waiting: list[int] = []
    for tag in containers(source):
        if tag.name != "quote":
            continue
        if not tag.closing:
            quote = read_attribution(tag.value)
            waiting.append(len(found))
            depth = len(waiting)
            named = QuoteRef(quote.name, quote.post, quote.passage, depth)
            found.append(Quoted(named, tag.start, tag.end, tag.end, tag.end))
        elif waiting:
            at = waiting.pop()
            found[at] = found[at]._replace(close=tag.start, end=tag.end)
    return found


def quoted_posts(source: str) -> frozenset[str]:
    """The refs of all posts that a source quotes."""
    return frozenset(found.quote.post for found in quotes_in(source)) - {""}


def of_posts(refs: Collection[str], names: Collection[str] = ()) -> Meant:
    """Quotes of these posts; and, of quotes that name no post, those of these people."""
    people = {folded(name) for name in names}
    return lambda quote: quote.post in refs if quote.post else bool(quote.name) and folded(quote.name) in people


def _outermost(source: str, meant: Meant) -> list[Quoted]:
    """The quotes meant that lie in no other quote that is meant."""
    found: list[Quoted] = []
    for quoted in quotes_in(source):
        if meant(quoted.quote) and (not found or quoted.start >= found[-1].end):
            found.append(quoted)
    return found


def _put(source: str, changes: list[tuple[int, int, str]]) -> str:
    """The source with each (start, end, instead) put in; none lies over another."""
    parts, position = [], 0
    for start, end, instead in changes:
        parts += [source[position:start], instead]
        position = end
    return "".join([*parts, source[position:]])


def erase_quotes(source: str, meant: Meant) -> str:
    """Each quote meant is an empty one: neither its words nor whose they were."""
    return _put(source, [(found.start, found.end, ERASED) for found in _outermost(source, meant)])


def rename_quotes(source: str, meant: Meant, name: str) -> str:
    """Each quote meant, also one inside another, says that `name` wrote it; "" for nobody in particular."""
    return _put(
        source,
        [
            (found.start, found.inside, quote_head(name, found.quote.post, found.quote.passage))
            for found in quotes_in(source)
            if meant(found.quote) and found.quote.name != name
        ],
    )


def strike_in_quotes(source: str, meant: Meant, phrase: str) -> str:
    """Each quote meant, without the phrase."""
    return _put(
        source,
        [
            (found.inside, found.close, strike(source[found.inside : found.close], phrase))
            for found in _outermost(source, meant)
        ],
    )


def count_in_quotes(source: str, meant: Meant, phrase: str) -> int:
    """How often the phrase stands in the quotes meant."""
    return sum(len(places_of(source[found.inside : found.close], phrase)) for found in _outermost(source, meant))
