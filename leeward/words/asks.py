"""What a post asks: the sentences its author marked by [ask]…[/ask], else the questions that rules recognise.

Questions of whatever script are found by their marks; those without one by small tables (`ask_phrases`). Not looked
at: quotations, code, headings, tables, and what stands within quotation marks, for that is somebody else's question.
Few are kept: each is given points for being put to whoever reads and for standing late, since long posts end with
what they ask; `MOST` of those with enough of them are shown.
"""

import re
from dataclasses import dataclass

from markdown_it.token import Token

from leeward.words.ask_phrases import (
    ANSWERS,
    ASKING,
    ASKING_ANYWHERE,
    RHETORICAL,
    SHORT,
    TAGS,
    TO_READERS,
    TO_READERS_ANYWHERE,
)
from leeward.words.counting import count_words
from leeward.words.late import late
from leeward.words.marking import Mark
from leeward.words.shapes import Ask, Asks

ASKS_FROM = 250
"""Words from which on a post shows its asks at the top: about a minute of reading, more than a phone's screen."""
MOST = 5
WIDEST = 160
"""Characters of an ask as it is shown."""

SHORT_LINE = 60  # characters

LATE, TO_YOU, OUTRIGHT, MARK = 2.0, 1.5, 0.5, 0.5
ENOUGH = 2.3
"""Points: for standing at the very end (less before it), for being put to readers or being one's own decision, for
asking without a question mark, for having one; and how many an ask needs. Set on the texts in tests/words/asked."""


@dataclass(frozen=True)
class _Found:
    """A sentence that asks, with how much speaks for it."""

    number: int
    text: str
    points: float


@dataclass
class _Block:
    """One passage: its words, the same with whatever is somebody else's blanked out, and what its author marked."""

    mark: Mark
    text: str
    mask: str
    marked: list[tuple[int, int]]


def asks_of(tokens: list[Token], marks: list[Mark], anchor: str, words: int) -> Asks:
    """What a post of so many words asks."""
    blocks = _blocks(tokens, marks)
    found = _marked(blocks)[-MOST:] or _recognised(blocks)
    if not found:
        return Asks((), "")
    shown = [Ask(f"{anchor}-{one.number}", one.text) for one in found]
    return Asks(tuple(shown) if words >= ASKS_FROM else (), max(found, key=lambda one: one.points).text)


def _blocks(tokens: list[Token], marks: list[Mark]) -> list[_Block]:
    """The passages outside quotations that are running text, and headings for what is marked in them."""
    at = {found.index + (2 if found.kind == "list_item" else 1): found for found in marks}
    blocks, quotes, is_open = [], 0, False
    for index, token in enumerate(tokens):
        if token.type.rpartition("_")[0] in ("quote", "blockquote"):
            quotes += token.nesting
        elif token.type == "inline" and not quotes:
            block, is_open = _read(token.children or [], at.get(index), is_open)
            if block and block.mark.kind in ("paragraph", "list_item", "heading"):
                blocks.append(block)
    return blocks


def _read(children: list[Token], mark: Mark | None, is_open: bool) -> tuple[_Block | None, bool]:
    """One run of text, and whether an author's mark goes on beyond it."""
    text, mask, long = [], [], 0
    marked, since = [], 0 if is_open else -1
    for token in children:
        if token.type == "ask" and token.meta["opens"]:
            since = long
        elif token.type == "ask" and since >= 0:
            marked.append((since, long))
            since = -1
        said = "\n" if token.type in ("softbreak", "hardbreak") else token.content if not token.nesting else ""
        text.append(said)
        mask.append("x" * len(said) if token.type == "code_inline" else said)
        long += len(said)
    if since >= 0:
        marked.append((since, long))
    block = _Block(mark, "".join(text), _masked("".join(mask)), marked) if mark else None
    return block, since >= 0


_SPOKEN = re.compile(
    r'"[^"\n]{1,400}"|“[^“”]{1,400}”|„[^„“”"]{1,400}[“”"]|«[^«»]{1,400}»|»[^«»]{1,400}«|‹[^‹›]{1,400}›|「[^「」]{1,400}」'
    r"|『[^『』]{1,400}』|(?<!\w)[‘'](?:[^‘’'\n]|(?<=\w)[’'](?=\w)){1,300}[?.!,][’'](?!\w)|(?:^|\n)[—–] ?[^\n]{1,400}"
)


def _masked(text: str) -> str:
    """The text, character for character, with what stands in quotation marks or after a dash of speech blanked out."""
    return _SPOKEN.sub(lambda spoken: "x" * len(spoken[0]), text)


def _marked(blocks: list[_Block]) -> list[_Found]:
    """What the author marked, a passage's part at a time."""
    parts = [(block, start, end) for block in blocks for start, end in block.marked]
    return [
        _Found(block.mark.number, said, -float(place))  # the first one counts most
        for place, (block, start, end) in enumerate(parts)
        if (said := one_line(block.text[start:end]))
    ]


_CLOSING = r"[\"”»’)\]]*"
_END = re.compile(rf"[.!?…؟፧።։⁇⁈⁉‽]+{_CLOSING}(?=\s|$)|[。！？]+[」』）]*|\n")
_GREEK_END = re.compile(rf"[.!?…;\u037e]+{_CLOSING}(?=\s|$)|\n")
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
_SHORTENED = re.compile(
    r"(?:\b(?:e\.g|i\.e|z\.\s?b|d\.h|u\.a|p\.\s?ej|np|tzw|tzn|etc|vs|mrs?|dr|st|ca|ggf|bzw|evtl|usw|approx))\.$",
    re.IGNORECASE,
)


def _sentences(mask: str) -> list[tuple[int, int]]:
    """Where each begins and ends. A short line ends one; a line as long as a mail's was broken by a machine."""
    ends = _GREEK_END if _GREEK.search(mask) else _END
    found, start = [], 0
    for match in ends.finditer(mask):
        if match[0] == "." and _SHORTENED.search(mask, max(0, match.end() - 8), match.end()):
            continue
        if match[0] == "\n" and match.start() - mask.rfind("\n", 0, match.start()) > SHORT_LINE:
            continue
        found.append((start, match.end()))
        start = match.end()
    return [*found, (start, len(mask))] if mask[start:].strip() else found


_MARKS = re.compile("[?？؟፧⁇⁈⁉‽՞]|¿")
_JAPANESE = re.compile("(?:です|ます|でしょう|ません|ました|だろう)か[。．]?$")
_GREEK_MARK = re.compile(r"[;\u037e]+" + _CLOSING + "$")


def _is_question(said: str) -> bool:
    """Whether the sentence bears its language's mark of a question."""
    said = said.rstrip()
    if _MARKS.search(said[-4:]) or "՞" in said or "¿" in said or _JAPANESE.search(said):
        return True
    return bool(_GREEK.search(said) and _GREEK_MARK.search(said))


def _any_of(tables: dict[str, tuple[str, ...]]) -> re.Pattern[str]:
    return late(_either(tables) + r"(?!\w)")


def _either(tables: dict[str, tuple[str, ...]]) -> str:
    return r"(?<!\w)(?:" + "|".join(phrase for table in tables.values() for phrase in table) + ")"


def _anywhere(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return late("|".join(map(re.escape, phrases)))


_ASKING, _ASKING_ANYWHERE = late(_either(ASKING)), _anywhere(ASKING_ANYWHERE)
_TO_READERS, _TO_READERS_ANYWHERE = _any_of(TO_READERS), _anywhere(TO_READERS_ANYWHERE)
_RHETORICAL = late(r"\W*(?:and |but |und |aber |et |y |i |a |)(?:" + "|".join(RHETORICAL) + ")")
_ANSWER = late(r"\W*(?:" + "|".join(ANSWERS) + ")")


def _recognised(blocks: list[_Block]) -> list[_Found]:
    """The best of the questions, in the order of the text."""
    whole = sum(len(block.mask) for block in blocks) or 1
    found, before = [], 0
    for block in blocks:
        if block.mark.kind != "heading":
            found += _in_block(block, before, whole)
        before += len(block.mask)
    best = sorted((one for one in found if one.points >= ENOUGH), key=lambda one: -one.points)[:MOST]
    return [one for one in found if one in best]


def _in_block(block: _Block, before: int, whole: int) -> list[_Found]:
    found = []
    sentences = _sentences(block.mask)
    for place, (start, end) in enumerate(sentences):
        after = block.mask[end : end + 40].lower() if place + 1 < len(sentences) else ""
        if judged := _judge(block.mask[start:end], after):
            points, at = judged
            text = one_line(_unnumbered(block.text[start:end], block.mark.label), at)
            found.append(_Found(block.mark.number, text, points + LATE * (before + end) / whole))
    return found


def _judge(said: str, after: str) -> tuple[float, int] | None:
    """(points for what it says, where in it the asking begins), or None where it asks nothing."""
    folded = said.lower().replace("’", "'").replace("՞", "")
    asking = _ASKING.search(folded) or _ASKING_ANYWHERE.search(folded)
    is_question = _is_question(said)
    if not is_question:
        return (OUTRIGHT + TO_YOU, asking.start()) if asking else None
    if not asking and (_asks_nothing(folded) or _ANSWER.match(after)):
        return None
    is_to_readers = asking or _TO_READERS.search(folded) or _TO_READERS_ANYWHERE.search(folded)
    return MARK + (TO_YOU if is_to_readers else 0) + (OUTRIGHT if asking else 0), 0


_NO_TABLES = re.compile("[\u0530-\u058f\u0900-\u1fff\u3000-\ud7ff]")  # scripts for which `SHORT` knows nothing


def _asks_nothing(folded: str) -> bool:
    """Tags ("right?"), echoes of a word or two, and what expects no answer."""
    words = " ".join(folded.strip(" \n?!.…؟？;\u037e¿¡\"'()-–—,").split())
    last = words.rpartition(",")[2].strip(" ¿") if "," in words else ""
    if words in SHORT:
        return False
    is_echo = count_words(words) < 3 and not _NO_TABLES.search(words)
    return words in TAGS or last in TAGS or is_echo or _RHETORICAL.match(folded) is not None


def _unnumbered(text: str, label: str) -> str:
    """Without the number that a point shows in its text, as "(3) …" does."""
    return re.sub(r"^\s*\(?\d{1,3}[.)]+\s*", "", text) if label else text


_CLAUSE = re.compile(r"[,;:–—]\s+|\s(?=(?:and|but|und|aber|et|mais|y|pero|i|ale)\s)")


def one_line(text: str, at: int = 0) -> str:
    """One line of at most `WIDEST` characters: a long sentence from where the asking begins, or its last part."""
    line = " ".join(text.split())
    if len(line) <= WIDEST:
        return line
    if at:
        line = " ".join(text[at:].split())
        cut = line if len(line) <= WIDEST else line[: line.rfind(" ", 0, WIDEST)].rstrip(" ,;:") + "…"
        return "… " + cut
    start = len(line) - WIDEST + 2
    clause = _CLAUSE.search(line, start, len(line) - 30)
    begin = clause.end() if clause else line.find(" ", start)
    return "… " + line[max(begin, start) :].lstrip()
