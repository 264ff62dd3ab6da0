"""Striking a phrase out of a text, however it is dressed there: nothing of it stays, and nothing else changes.

A phrase is found whatever its case and white space, with markup between or inside its words (`*Ann* Lee`), with
typographic apostrophes, entities, soft hyphens and letters of full width. Where a script puts spaces between words
only whole words count ("Ann" leaves "Annoyed"); the short words that Hebrew and Arabic write together with the next
("to", "and") are let go first. Two looks are taken: past the markup, and at each sign as it stands, so that a word in
an address or in a tag's value goes too. Markup inside a struck phrase stays, and keeps its partner.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

from leeward.words.counting import is_spaced
from leeward.words.tags import CUTTING, INLINE, WHOLE, tag_at

GONE = "[…]"
GONE_IN_TAG = "…"  # a tag's value holds no brackets
PHRASE_MAX = 200  # characters: a name, an address, a sentence; whole paragraphs are changed in the post

_TAGS = INLINE | CUTTING | WHOLE
_BREAK = "\n"  # between what cannot be one phrase: no needle holds it
_ALIKE = str.maketrans(
    {**dict.fromkeys("’‘ʼ‛′`´＇", "'"), **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‐‑‒–—―−", "-")}
)
_OPTIONAL = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_SPACE = re.compile(r"(?:\s|(?<![^\s>])>)+")  # with the marks of a quotation
_ENTITY = re.compile(r"&#?\w{1,32};")
_TARGET = re.compile(r"\]\([^()\s]{0,2000}\)")
_LINKS = re.compile(r"[(:]|\[(?!/)")  # after brackets these would make a link, or the definition of one
_WRITTEN_ON = {"HEBREW": re.compile("[והבכלמש]{1,3}"), "ARABIC": re.compile("[وفبكلس]{0,2}(?:ال)?")}


class Letter(NamedTuple):
    """One folded letter, and where in the source the sign stands that it comes from."""

    sign: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def _folded(sign: str) -> str:
    """What a sign counts as: "" for one that draws nothing, " " for white space, several letters for "ﬁ"."""
    if unicodedata.category(sign) in ("Cf", "Mn") and not unicodedata.combining(sign):
        return ""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", sign.translate(_ALIKE)).casefold())
    return " " if plain.isspace() else _OPTIONAL.sub("", plain.translate(_ALIKE))


class _Reading:
    """A text as a row of letters: past its markup (`bare`), or sign by sign."""

    def __init__(self, source: str, bare: bool) -> None:
        self.source = source
        self.letters: list[Letter] = []
        self.kept: list[tuple[int, int]] = []  # markup that was passed over and stays
        position = 0
        while position < len(source):
            position = self._bare(position) if bare else self._add(source[position], position, position + 1)
        self.text = "".join(letter.sign for letter in self.letters)

    def _add(self, typed: str, start: int, end: int) -> int:
        for sign in "".join(map(_folded, typed)):
            if sign != " " or not self.letters or self.letters[-1].sign != " ":
                self.letters.append(Letter(sign, start, end))
        return end

    def _bare(self, at: int) -> int:
        """One step past what stands at `at`; the offset to go on from."""
        source, sign = self.source, self.source[at]
        if space := _SPACE.match(source, at):
            return self._add(" ", at, space.end())
        if sign == "&" and (entity := _ENTITY.match(source, at)):
            return self._add(unescape(entity[0]), at, entity.end())
        if sign == "[" and (tag := tag_at(source, at, _TAGS)):
            return self._tag(tag.name, at, tag.end)
        if sign == "]" and (target := _TARGET.match(source, at)):
            return self._pass(at, target.end())
        if sign == "\\":
            return at + 1
        if sign in "*~`[]|" or (sign == "_" and not self._is_inside_word(at)):
            return self._pass(at, at + 1)
        return self._add(sign, at, at + 1)

    def _tag(self, name: str, start: int, end: int) -> int:
        if name not in INLINE:
            self.letters.append(Letter(_BREAK, start, end))
            return end
        return self._pass(start, end)

    def _pass(self, start: int, end: int) -> int:
        self.kept.append((start, end))
        return end

    def _is_inside_word(self, at: int) -> bool:
        return 0 < at < len(self.source) - 1 and self.source[at - 1].isalnum() and self.source[at + 1].isalnum()

    def found(self, needle: str) -> Iterator[tuple[int, int]]:
        """The places of the needle in the source, as (start, end), from left to right, none over another."""
        start = self.text.find(needle) if needle else -1
        while start >= 0:
            end = start + len(needle)
            if self._stands_alone(start, end):
                yield self.letters[start].start, self.letters[end - 1].end
                start = self.text.find(needle, end)
            else:
                start = self.text.find(needle, start + 1)

    def _stands_alone(self, start: int, end: int) -> bool:
        """Not half of a sign, not part of a word."""
        letters = self.letters
        if (start and letters[start].start < letters[start - 1].end) or (
            end < len(letters) and letters[end].start < letters[end - 1].end
        ):
            return False
        first, last = self.text[start], _base(self.text, end - 1)
        if end < len(letters) and _is_spaced(last):
            after = self.text[end]
            if unicodedata.combining(after) or _is_spaced(after):
                return False
        if not start or not _is_spaced(first) or not _is_spaced(_base(self.text, start - 1)):
            return True
        return _is_written_on(self.text, start)


def _is_spaced(sign: str) -> bool:
    """As `is_spaced`; Korean counts as unspaced, for its particles stand at the end of every name."""
    return is_spaced(sign) and not "\u1100" <= sign <= "\u11ff"


def _base(text: str, at: int) -> str:
    """The letter that a row of combining signs ending at `at` belongs to."""
    while at and unicodedata.combining(text[at]):
        at -= 1
    return text[at]


def _is_written_on(text: str, start: int) -> bool:
    """Whether what stands before, up to the word's beginning, is a short word of Hebrew or Arabic."""
    script = unicodedata.name(text[start], "").partition(" ")[0]
    begin = start
    while begin and start - begin < 5 and text[begin - 1].isalnum():
        begin -= 1
    known = _WRITTEN_ON.get(script)
    return known is not None and known.fullmatch(text, begin, start) is not None


def needle_of(phrase: str, bare: bool = False) -> str:
    """The phrase as it is looked for; "" where it has no letter or digit."""
    text = _Reading(phrase, bare).text.strip()
    return text if any(sign.isalnum() for sign in text) else ""


def _letters_only(text: str) -> str:
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", unescape(text)).casefold())
    return "".join(filter(str.isalnum, folded))


def may_hold(text: str, phrase: str) -> bool:
    """False where the phrase surely does not stand in the text: told twenty times faster than by looking for it."""
    sought = _letters_only(phrase)
    if not sought:
        return False
    if sought in _letters_only(text):
        return True
    return "[" in text and sought in _letters_only(_TARGET.sub("", _put_out(text, _tag_spans(text))))


def _put_out(text: str, spans: list[tuple[int, int]]) -> str:
    parts, position = [], 0
    for start, end in spans:
        parts.append(text[position:start])
        position = end
    return "".join([*parts, text[position:]])


def places_of(text: str, phrase: str) -> list[tuple[int, int]]:
    """Where the phrase stands in a text, as (start, end), in order; costs time linear in the text."""
    if not may_hold(text, phrase):
        return []
    found = {place for bare in (True, False) for place in _Reading(text, bare).found(needle_of(phrase, bare))}
    places: list[tuple[int, int]] = []
    for start, end in sorted(found):
        if not places or start >= places[-1][1]:
            places.append((start, end))
    return places


def strike(text: str, phrase: str, markup: bool = True) -> str:
    """The text with `GONE` wherever the phrase stood. `markup`: the text is a post's source, not a plain line."""
    if not may_hold(text, phrase):
        return text
    for _look in range(3):  # what markup hid from the first look; more than two have not been seen
        before = text
        for bare in (True, False):
            reading = _Reading(text, bare)
            text = _without(reading, list(reading.found(needle_of(phrase, bare))), markup)
        if text == before:
            break
    return text


def _without(reading: _Reading, places: list[tuple[int, int]], markup: bool) -> str:
    source, parts, position = reading.source, [], 0
    tags = _tag_spans(source) if markup and places else []
    for start, end in places:
        around = bisect_left(tags, (start, 0)) - 1
        is_in_tag = around >= 0 and end < tags[around][1]
        inside = reading.kept[bisect_left(reading.kept, (start, 0)) : bisect_left(reading.kept, (end, 0))]
        kept = "".join(source[begin:stop] for begin, stop in inside)
        would_link = markup and _LINKS.match(kept + source[end : end + 2])
        gone = GONE_IN_TAG if is_in_tag else "[…\\]" if would_link else GONE
        parts += [source[position:start], gone, kept]
        position = end
    return "".join([*parts, source[position:]])


def _tag_spans(source: str) -> list[tuple[int, int]]:
    at, spans = source.find("["), []
    while at >= 0:
        tag = tag_at(source, at, _TAGS)
        if tag:
            spans.append((tag.start, tag.end))
        at = source.find("[", tag.end if tag else at + 1)
    return spans
