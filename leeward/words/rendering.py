"""From a source to everything that is shown and known of it, in one call."""

import re
from collections.abc import Callable, Collection, Mapping

from leeward.words.asks import asks_of
from leeward.words.clean import clean_text
from leeward.words.counting import count_words
from leeward.words.dressing import Dressing
from leeward.words.in_short import in_short_of
from leeward.words.marking import mark
from leeward.words.outline import outline_of
from leeward.words.pictures import Picture
from leeward.words.quotes import quote_href
from leeward.words.reading import read
from leeward.words.sanitiser import sanitise
from leeward.words.shapes import PHRASES, Passage, Phrases, QuoteRef, Rendered
from leeward.words.short_forms import ShortForms
from leeward.words.writing import Writer

RENDERER_VERSION = 3
"""Raised whenever the same source gives other output; `leeward rerender` looks for rows that have a lower one."""

MAX_SOURCE = 100_000
"""Characters a post may have. Forms hold to it; rendering itself takes more, since imported posts may be longer."""

_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9]{0,63}\Z")


def render(
    source: str,
    *,
    anchor: str = "p1",
    short_forms: Mapping[str, str] | None = None,
    names: Mapping[str, str] | None = None,
    pictures: Mapping[str, Picture] | None = None,
    first_heading: int = 3,
    phrases: Phrases = PHRASES,
    stands_at: Callable[[QuoteRef], str] = quote_href,
    hosts: Collection[str] = (),
) -> Rendered:
    """Reads a post. Costs time linear in its length, whatever it holds; some 10 ms for 2,000 words.

    `anchor` begins every id ("p1-1"): letters and digits, a letter first; else ValueError. `short_forms` maps a form to
    its meaning, `names` a folded name to a page, `pictures` a ref to what may be shown (of others the description is).
    `first_heading`: 3 under a speaker's h2, 2 under an h1. `stands_at` gives a quote's address, or "". `hosts`: the
    house's own, see `citations`. Any string gives allowed HTML, none raises."""
    if not _ANCHOR.match(anchor):
        raise ValueError(f"an anchor is letters and digits, a letter first, not {anchor!r}")
    tokens = read(clean_text(source), pictures)
    dressing = Dressing(ShortForms(short_forms or {}), names or {}, hosts)
    dressing.dress(tokens)
    marks = mark(tokens, first_heading)
    writer, plain = Writer(anchor, phrases, stands_at), "\n\n".join(found.text for found in marks)
    words, short = count_words(plain), in_short_of(marks)
    return Rendered(
        html=sanitise(writer.write(tokens)).strip(),
        plain=plain,
        words=words,
        outline=outline_of(tokens, marks, anchor, words),
        passages=tuple(Passage(found.number, found.text, found.label) for found in marks),
        in_short=short[0] if short else None,
        in_short_anchor=f"{anchor}-{short[1]}" if short else None,
        asks=asks_of(tokens, marks, anchor, words),
        mentions=tuple(dressing.mentioned),
        quotes=tuple(writer.quotes),
        short_forms=tuple(dressing.short_forms.seen),
    )
