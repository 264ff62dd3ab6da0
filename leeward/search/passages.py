"""Which paragraph to show, where to cut it, and which words in it to mark."""

from collections.abc import Sequence
from dataclasses import dataclass

from leeward.search.folding import Word, forms_in, spans_of, words_of
from leeward.search.questions import Term

SHOWN = 240  # characters of a passage: three lines on a wide screen, seven on a phone
BEFORE = 80  # of these before the first of the marks, so that it is read in its sentence
MARKS_MAX = 40  # marks of a paragraph compared to find where most of them stand
READ_MAX = 400_000  # characters looked through for one page of results: 0.2 s at worst

Marked = list[tuple[str, bool]]  # pieces of a text in order; True: these words were searched for
Span = tuple[int, int]


@dataclass(frozen=True)
class Shown:
    """A passage as shown: its number in the post's addresses, and its text in pieces."""

    number: int
    pieces: Marked


def passage(plain: str, terms: Sequence[Term], limit: int = READ_MAX) -> Shown:
    """The paragraph that holds the most of the terms, the first among equals; else the first paragraph.

    Passage k of a post is the k-th paragraph of its plain text: that is how `leeward.words` makes both.
    Only the first `limit` characters are looked through.
    """
    best, most, best_spans = 0, 0, list[Span]()
    paragraphs = plain.split("\n\n")
    for index, paragraph in enumerate(paragraphs):
        text = paragraph[: max(0, limit)]
        if _at_most(text, terms) > most:
            spans, held = find(text, terms)
            if held > most:
                best, most, best_spans = index, held, spans
        limit -= len(paragraph)
        if most == len(terms) or limit <= 0:
            break
    return Shown(best + 1, _cut(paragraphs[best], best_spans))


def one(plain: str, number: int, terms: Sequence[Term]) -> Shown:
    """A paragraph by its number, cut where most of the terms stand."""
    paragraphs = plain.split("\n\n")
    paragraph = paragraphs[number - 1] if 0 < number <= len(paragraphs) else ""
    return Shown(number, _cut(paragraph, find(paragraph, terms)[0]))


def mark(text: str, terms: Sequence[Term]) -> Marked:
    """The whole text, with the words marked."""
    return _pieces(text, find(text, terms)[0], 0, len(text))


def find(text: str, terms: Sequence[Term]) -> tuple[list[Span], int]:
    """Where the terms stand, in order and without overlap, and how many different ones do."""
    alone = [term for term in terms if len(term.stems) == 1]
    held = set[Term]()

    def counts(folded: str, stem: str) -> bool:
        fitting = [term for term in alone if _fits(term, 0, folded, stem)]
        held.update(fitting)
        return bool(fitting)

    spans = spans_of(text, counts, _beginnings(terms))
    if len(alone) < len(terms):
        words = list(words_of(text))
        for term in [term for term in terms if len(term.stems) > 1]:
            places = _places(words, term)
            held.update([term] if places else [])
            spans += places
    return _merged(spans), len(held)


def _at_most(text: str, terms: Sequence[Term]) -> int:
    """How many of the terms the text can hold, by its words alone: for most paragraphs that says enough."""
    forms = forms_in(text, _beginnings(terms))
    stems = {stem for _folded, stem in forms}
    return sum(_could_hold(forms, stems, term) for term in terms)


def _beginnings(terms: Sequence[Term]) -> frozenset[str]:
    return frozenset().union(*(term.beginnings for term in terms))


def _could_hold(forms: set[tuple[str, str]], stems: set[str], term: Term) -> bool:
    whole, last = (term.stems[:-1], len(term.stems) - 1) if term.begins else (term.stems, None)
    if not stems.issuperset(whole):
        return False
    if last is None:
        return True
    return any(stem.startswith(term.stems[last]) or folded.startswith(term.words[last]) for folded, stem in forms)


def _places(words: list[Word], term: Term) -> list[Span]:
    """Each place where the term's words follow one another. Time linear in the text for a term's first word."""
    length = len(term.stems)
    starts = [at for at, word in enumerate(words[: len(words) - length + 1]) if word.stem == term.stems[0]]
    return [
        (words[at].start, words[at + length - 1].end)
        for at in starts
        if all(_fits(term, step, words[at + step].folded, words[at + step].stem) for step in range(1, length))
    ]


def _fits(term: Term, step: int, folded: str, stem: str) -> bool:
    if term.begins and step == len(term.stems) - 1:
        return stem.startswith(term.stems[step]) or folded.startswith(term.words[step])
    return stem == term.stems[step]


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _cut(text: str, spans: list[Span]) -> Marked:
    """About `SHOWN` characters where the most marks stand, cut between words, with an ellipsis where cut."""
    starts = [start for start, _end in spans[:MARKS_MAX]]
    first = max(starts, key=lambda at: sum(at <= other < at + SHOWN - BEFORE for other in starts), default=0)
    start = max(0, min(first - BEFORE, len(text) - SHOWN))
    start = _word_edge(text, start, first) if start else 0
    end = min(len(text), start + SHOWN)
    if end < len(text):
        space = text.rfind(" ", max(start, end - 30), end)
        end = space if space > first else end
    pieces = _pieces(text, spans, start, end)
    return [*([("… ", False)] if start else []), *pieces, *([(" …", False)] if end < len(text) else [])]


def _word_edge(text: str, start: int, latest: int) -> int:
    """The beginning of the next word after `start`, if there is one soon."""
    space = text.find(" ", start, min(start + 30, latest))
    return space + 1 if space >= 0 else start


def _pieces(text: str, spans: list[Span], start: int, end: int) -> Marked:
    pieces: Marked = []
    at = start
    for first, last in spans:
        first, last = max(first, start), min(last, end)
        if first >= last:
            continue
        if first > at:
            pieces.append((text[at:first], False))
        pieces.append((text[first:last], True))
        at = last
    return [*pieces, (text[at:end], False)] if at < end else pieces
