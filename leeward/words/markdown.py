"""The Markdown parser, set up for people who do not know that they are typing Markdown.

CommonMark by markdown-it-py, with tables and strikethrough, and these deliberate differences:

- HTML stays text, as it was typed; images become links, since nothing remote is ever loaded; a line that names one
  of our own pictures shows it;
- indenting makes no code: people indent paragraphs; a line of dashes under a paragraph makes no heading;
- `~~~` makes no fence, a fence that is never closed is no fence, a backtick between letters is an apostrophe;
- stars inside a word are no emphasis ("sh*t happens, f*ck it");
- a table whose rows have more cells than its head stays as typed, for the rest would be lost;
- a quotation ends with its last marked line: what is typed right under it is the answer;
- a number of four digits or more opens no list ("1986. What a year");
- "(1)" and "1.)" open a point, each its own paragraph; a heading has words in it;
- an address that may not become a link leaves its markup as typed, and a link definition that no link uses is
  shown, since it was meant to be read;
- what nests deeper than `DEEPEST` levels goes on flat, and loses nothing.

Typed entities such as `&nbsp;` and `&eacute;` are read as CommonMark reads them; a lone `&` stays.
"""

import re
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import heading, list_block, paragraph, reference, table
from markdown_it.rules_block.fence import fence
from markdown_it.rules_block.state_block import StateBlock
from markdown_it.rules_inline import backtick, emphasis, link
from markdown_it.rules_inline.state_inline import StateInline

from leeward.words import inline_tags, links
from leeward.words.code import is_apostrophe
from leeward.words.counting import is_spaced
from leeward.words.pictures import figure

DEEPEST = 16
"""Levels of Markdown blocks; a list takes two, a quotation one."""

_POINT = re.compile(r"\((\d{1,3})\)(?=[ \t\u00a0]*[^\s)])|(\d{1,3})\.\)(?=[ \t\u00a0]+\S)")
_YEAR = re.compile(r"\d{4,}[.)]")
_HEADING = re.compile(r"#{1,6}[ \t]+[^\s#]|#{1,6}[ \t]+#+[^\s#]|#{1,6}[ \t]+#+[ \t]+\S")
_STARRED_WORD = re.compile(r"(?<![\w*])(\*+)[^\s*]+\Z")
_CELL_END = re.compile(r"(?<!\\)\|")
_QUOTE_MARKS = re.compile(r"^(?:[ \t]*>)+[ \t]?", re.MULTILINE)


class Parser(MarkdownIt):
    """markdown-it with our own judgement of addresses; shared by all threads, since a parse keeps its own state."""

    def validateLink(self, url: str) -> bool:
        """Whether the parser may make a link of an address."""
        return links.is_allowed(url)


def _line(state: StateBlock, line: int) -> int:
    return state.bMarks[line] + state.tShift[line]


def _point(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph that begins with a number in brackets is a point, even right after another line."""
    match = _POINT.match(state.src, _line(state, start), state.eMarks[start])
    if match is None:
        return False
    if not silent:
        index = len(state.tokens)
        paragraph(state, start, end, False)
        state.tokens[index].meta = {"point": str(int(match[1] or match[2]))}
    return True


def _deep(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Past the deepest level everything is a paragraph, so that nothing recurses further and nothing is lost."""
    if state.level < DEEPEST:
        return False
    index = len(state.tokens)
    paragraph(state, start, end, False)
    inline = state.tokens[index + 1]
    inline.content = _QUOTE_MARKS.sub("", inline.content)
    return True


def _unmarked(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Ends a quotation at its first line without a mark: that line is the answer, not the other's words.

    Tables ask the same rules where they end; they are told by the state's parent.
    """
    return silent and state.parentType == "blockquote"


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if _YEAR.match(state.src, _line(state, start), state.eMarks[start]):
        return False
    return list_block(state, start, end, silent)


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not _HEADING.match(state.src, _line(state, start), state.eMarks[start]):
        return False
    return heading(state, start, end, silent)


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A table, unless a row has more cells than the first: a parser would drop them, and they are somebody's words.

    Where such a table ended is remembered, so that its later lines are not tried again.
    """
    if start < state.env.get("no table before", (state, 0))[1] and state.env["no table before"][0] is state:
        return False
    index, line = len(state.tokens), state.line
    if not table(state, start, end, silent):
        return False
    columns = sum(token.type == "th_open" for token in state.tokens[index:])
    if silent or all(_cells(state, row) <= columns for row in range(start + 2, state.line)):
        return True
    state.env["no table before"] = (state, state.line)
    del state.tokens[index:]
    state.line = line
    return False


def _cells(state: StateBlock, row: int) -> int:
    line = state.src[_line(state, row) : state.eMarks[row]].strip()
    return len(_CELL_END.findall(line.removeprefix("|").removesuffix("|"))) + 1


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.src[_line(state, start) : _line(state, start) + 1] == "~":
        return False
    return fence(state, start, end, silent)


class Definitions(dict[str, dict[str, str]]):
    """The link definitions of a post, which know the ones that were asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.used: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        """The definition of a label, from now on a used one."""
        if key in self:
            self.used.add(key)
        return super().get(key, default)


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A link definition leaves a mark of itself: if no link uses it, it was meant to be read."""
    known: Definitions = state.env["references"]
    before = len(known)
    if not reference(state, start, end, silent):
        return False
    if not silent:
        token = state.push("definition", "", 0)
        token.content = state.getLines(start, state.line, state.blkIndent, False).strip()
        token.meta = {"label": next(reversed(known)) if len(known) > before else None}
    return True


def _backtick(state: StateInline, silent: bool) -> bool:
    start = state.pos
    if state.src[start] != "`":
        return False
    if not is_apostrophe(state.src, start, start + 1):
        return backtick(state, silent)
    if not silent:
        state.append_pending("`")
    state.pos += 1
    return True


def _stars(state: StateInline, silent: bool) -> bool:
    """Stars inside a word mean nothing, for people write "sh*t" and "3*4*5", unless they end one emphasised word.

    Scripts without spaces between words are excepted.
    """
    start, before = state.pos, len(state.delimiters)
    if not emphasis.tokenize(state, silent):
        return False
    end = state.pos
    inside = start > 0 and end < len(state.src) and state.src[start] == "*"
    if inside and is_spaced(state.src[start - 1]) and is_spaced(state.src[end]):
        word = _STARRED_WORD.search(state.src, max(0, start - 64), start)
        for delimiter in state.delimiters[before:]:
            delimiter.open = False
            delimiter.close = delimiter.close and word is not None and len(word[1]) == end - start
    return True


def _picture(state: StateInline, silent: bool) -> bool:
    """`![text](address)` is a link that says it was a picture; the text is its words."""
    if state.src[state.pos : state.pos + 2] != "![":
        return False
    state.pos += 1
    index = len(state.tokens) + bool(state.pending)
    if not inline_tags.link_may_follow(state) or not link(state, silent):
        state.pos -= 1
        return False
    if not silent and len(state.tokens) > index and state.tokens[index].type == "link_open":
        state.tokens[index].meta = {"picture": True}
    return True


def _ends_with(state: StateInline, name: str) -> bool:
    return state.src[max(0, state.pos - len(name)) : state.pos].lower() == name


def _address(state: StateInline, silent: bool) -> bool:
    """A typed web address, taken whole before its underscores and stars can mean anything."""
    if state.src[state.pos] != ":" or state.linkLevel or state.src[state.pos : state.pos + 3] != "://":
        return False
    scheme = next((name for name in ("https", "http") if _ends_with(state, name)), "")
    start = state.pos - len(scheme)
    if not scheme or (start and (state.src[start - 1].isalnum() or state.src[start - 1] in "/.")):
        return False
    typed, end = links.web_at(state.src, start)
    href = links.encoded(typed)
    if not state.pending.lower().endswith(scheme) or (href is None and end <= start + links.LONGEST):
        return False
    if not silent:
        _push_address(state, scheme, href, state.src[start:end])
    state.pos = end
    return True


def _push_address(state: StateInline, scheme: str, href: str | None, typed: str) -> None:
    state.pending = state.pending[: -len(scheme)]
    if href is None:
        state.append_pending(typed)
        return
    state.push("link_open", "a", 1).attrs = {"href": href}
    state.push("text", "", 0).content = typed
    state.push("link_close", "a", -1)


def _build() -> Parser:
    parser = Parser("commonmark", {"html": False, "maxNesting": 40})
    parser.enable(["table", "strikethrough"]).disable(["code", "lheading", "html_block", "html_inline", "image"])
    blocks, inlines = parser.block.ruler, parser.inline.ruler
    interrupts: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    blocks.at("list", _list, {"alt": ["paragraph", "reference", "blockquote"]})
    blocks.at("heading", _heading, {"alt": ["paragraph", "reference", "blockquote"]})
    blocks.at("fence", _fence, interrupts)
    blocks.at("reference", _reference)
    blocks.at("table", _table, {"alt": ["paragraph", "reference"]})
    blocks.before("table", "point", _point, {"alt": ["paragraph", "reference"]})
    blocks.before("table", "deep", _deep)
    blocks.before("table", "figure", figure, interrupts)
    blocks.before("table", "unmarked", _unmarked, {"alt": ["blockquote"]})
    inlines.at("backticks", _backtick)
    inlines.before("link", "bracket", inline_tags.bracket)
    inlines.before("link", "picture", _picture)
    inlines.before("escape", "address", _address)
    inlines.at("emphasis", _stars)
    for ruler in (parser.core.ruler, blocks, inlines, parser.inline.ruler2):
        ruler.getRules()  # put in order now: two threads that parsed first could meet half a list of rules
    return parser


PARSER = _build()
