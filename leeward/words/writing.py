"""Writes tokens as HTML. Every text and every value is escaped here; what comes out is still cleaned afterwards.

Links tell their host; quotes tell who and where; each block that can be pointed at has its id and an empty link
to itself, whose sign the style sheet draws, so that it is not copied along with the words.
"""

from collections.abc import Callable
from html import escape
from typing import Any

from markdown_it.token import Token

from leeward.words import links
from leeward.words.pictures import Picture
from leeward.words.quotes import quote_href
from leeward.words.shapes import Phrases, QuoteRef
from leeward.words.tokens import plain_of

FOLDED_FROM = 2
FLAT_FROM = 7
"""Quotes within quotes: from the second on they are folded away, from the seventh on no longer nested."""

_SIMPLE = {
    "bullet_list_open": '<ul dir="auto">',
    "bullet_list_close": "</ul>",
    "ordered_list_close": "</ol>",
    "list_item_close": "</li>",
    "centre_open": '<div class="centre">',
    "centre_close": "</div>",
    "fold_close": "</details>",
    "hr": "<hr>",
    "table_close": "</table></div>",
    "thead_open": "<thead>",
    "thead_close": "</thead>",
    "tbody_open": "<tbody>",
    "tbody_close": "</tbody>",
    "tr_open": "<tr>",
    "tr_close": "</tr>",
    "th_open": '<th dir="auto">',
    "th_close": "</th>",
    "td_open": '<td dir="auto">',
    "td_close": "</td>",
}
_BREAKS = {"softbreak": "<br>\n", "hardbreak": "<br>\n"}


class Writer:
    """Writes one post. `quotes` fills with the quotations met, in order."""

    def __init__(self, anchor: str, phrases: Phrases, stands_at: Callable[[QuoteRef], str] = quote_href) -> None:
        self.anchor = anchor
        self.phrases = phrases
        self.stands_at = stands_at
        self.quotes: list[QuoteRef] = []
        self.out: list[str] = []
        self.depth = 0
        self.lists: list[str] = []
        self.heading = ""

    def write(self, tokens: list[Token]) -> str:
        """The HTML of the tokens, not yet cleaned."""
        for token in tokens:
            if token.type in _SIMPLE:
                self.out.append(_SIMPLE[token.type])
            elif token.type == "inline":
                self._inline(token.children or [])
            else:
                getattr(self, "_" + token.type)(token)
            if token.block and token.nesting <= 0 and token.type != "inline" and not token.hidden:
                self.out.append("\n")
        return "".join(self.out)

    def _opened(self, tag: str, token: Token, more: str = "") -> str:
        """A block's start tag with its direction and, if it can be pointed at, its id and the link to itself."""
        number = token.meta.get("n")
        if number is None:
            return f'<{tag} dir="auto"{more}>'
        here = f"{self.anchor}-{number}"
        return f'<{tag} id="{here}" dir="auto"{more}><a class="at" href="#{here}" tabindex="-1" aria-hidden="true"></a>'

    def _paragraph_open(self, token: Token) -> None:
        if not token.hidden:
            self.out.append(self._opened("p", token, ' class="point"' if "point" in token.meta else ""))

    def _paragraph_close(self, token: Token) -> None:
        if not token.hidden:
            self.out.append("</p>")

    def _heading_open(self, token: Token) -> None:
        self.out.append(
            '<p class="said-loud" dir="auto"><strong>' if token.meta.get("quoted") else self._opened(token.tag, token)
        )
        self.heading = token.tag

    def _heading_close(self, token: Token) -> None:
        self.out.append("</strong></p>" if token.meta.get("quoted") else f"</{self.heading}>")

    def _ordered_list_open(self, token: Token) -> None:
        start = token.meta.get("start", 1)
        self.out.append('<ol dir="auto">' if start == 1 else f'<ol dir="auto" start="{start}">')

    def _list_open(self, token: Token) -> None:
        ordered = token.meta["ordered"]
        self.lists.append("</ol>" if ordered else "</ul>")
        self.out.append('<ol dir="auto">' if ordered else '<ul dir="auto">')

    def _list_close(self, token: Token) -> None:
        self.out.append(self.lists.pop())

    def _list_item_open(self, token: Token) -> None:
        value = token.meta.get("value")
        self.out.append(self._opened("li", token, "" if value is None else f' value="{value}"'))

    def _fence(self, token: Token) -> None:
        self.out.append(f"{self._opened('pre', token)}<code>{escape(token.content)}</code></pre>")

    def _figure(self, token: Token) -> None:
        """A picture with its size, so that the page does not jump when it comes; or the words for one that is gone."""
        picture: Picture | None = token.meta["picture"]
        said = escape(token.content)
        if picture is None:
            gone = escape(self.phrases.gone)
            self.out.append(self._opened("p", token, ' class="picture-gone"') + (f"{gone}: {said}" if said else gone))
            self.out.append("</p>")
            return
        self.out.append(
            self._opened("figure", token, ' class="picture"')
            + f'<img src="{escape(picture.address)}" alt="{said or escape(self.phrases.undescribed)}"'
            + f' width="{picture.width}" height="{picture.height}" loading="lazy" decoding="async"></figure>'
        )

    def _table_open(self, token: Token) -> None:
        self.out.append(self._opened("div", token, ' class="wide" tabindex="0"') + "<table>")

    def _fold_open(self, token: Token) -> None:
        title = token.meta["title"] or self.phrases.folded
        self.out.append(f'<details class="fold"><summary dir="auto">{escape(title)}</summary>')

    def _flat(self, token: Token) -> None:
        if self.depth <= FLAT_FROM:
            self.out.append(f'<p class="flat" dir="auto">{escape(self.phrases.still_earlier)}</p>\n')

    def _blockquote_open(self, token: Token) -> None:
        self._open_quote(QuoteRef("", "", None))

    def _blockquote_close(self, token: Token) -> None:
        self._close_quote()

    def _quote_open(self, token: Token) -> None:
        quote: QuoteRef = token.meta["quote"]
        self._open_quote(quote)
        if quote.name or quote.post:
            self.quotes.append(QuoteRef(quote.name, quote.post, quote.passage, self.depth))

    def _quote_close(self, token: Token) -> None:
        self._close_quote()

    def _open_quote(self, quote: QuoteRef) -> None:
        self.depth += 1
        if self.depth >= FLAT_FROM:
            if self.depth == FLAT_FROM:
                self._flat(Token("flat", "", 0))
            return
        if self.depth == FOLDED_FROM:
            label = self.phrases.earlier.format(name=quote.name) if quote.name else self.phrases.earlier_unnamed
            self.out.append(f'<details class="older"><summary dir="auto">{escape(label)}</summary>')
        self.out.append('<blockquote class="quote">')
        if quote.name:
            self.out.append(f'<p class="quote-who" dir="auto">{self._who(quote)}</p>\n')

    def _close_quote(self) -> None:
        self.depth -= 1
        if self.depth + 1 >= FLAT_FROM:
            return
        self.out.append("</blockquote>")
        if self.depth + 1 == FOLDED_FROM:
            self.out.append("</details>")

    def _who(self, quote: QuoteRef) -> str:
        before, _, after = self.phrases.wrote.partition("{name}")
        href, name = self.stands_at(quote), escape(quote.name)
        named = f'<a href="{escape(href)}">{name}</a>' if href else f"<bdi>{name}</bdi>"
        return escape(before) + named + escape(after)

    def _inline(self, children: list[Token]) -> None:
        texts: list[str] = []
        opened: Token | None = None
        for index, token in enumerate(children):
            if token.type == "link_open":
                opened = token
                texts = _link_text(children, index)
                self.out.append(_link_start(token))
            elif token.type == "link_close" and opened is not None:
                self.out.append(self._link_end(opened, "".join(texts)))
            elif token.nesting:
                self.out.append(f"<{'/' if token.nesting < 0 else ''}{token.tag}>")
            else:
                self.out.append(_leaf(token))

    def _link_end(self, opened: Token, text: str) -> str:
        """What a link shows besides its text: that it is a picture if it says nothing, and where it leads."""
        host = links.host_of(str(opened.attrs["href"]))
        shown = ""
        if not text.strip():
            text = self.phrases.picture if opened.meta.get("picture") else host
            shown = escape(text) if text else escape(str(opened.attrs["href"]))
        if links.shows(text, host):
            return f"{shown}</a>"
        return f'{shown}</a> <span class="host">({escape(host)})</span>'


def _link_text(children: list[Token], start: int) -> list[str]:
    """The words of the link that opens at `start`."""
    end = start
    while end < len(children) and children[end].type != "link_close":
        end += 1
    return [plain_of(children[start:end])]


def _link_start(token: Token) -> str:
    href = str(token.attrs["href"])
    title = token.attrs.get("title")
    said = f' title="{escape(str(title))}"' if title else ""
    if links.is_inside(href):
        return f'<a href="{escape(href)}"{said}>'
    return f'<a href="{escape(href)}"{said} rel="{links.REL}" referrerpolicy="no-referrer">'


def _leaf(token: Token) -> str:
    """A token of the inline level that holds no others."""
    if token.type in _BREAKS:
        return _BREAKS[token.type]
    content = escape(token.content, quote=False)
    meta: dict[str, Any] = token.meta
    if token.type == "code_inline":
        return f"<code>{content}</code>"
    if token.type == "mention":
        return f'<a class="mention" href="{escape(meta["href"])}">{content}</a>'
    if token.type == "cited":
        kind = "cited apart" if meta["apart"] else "cited"
        href = escape(meta["cited"].href)
        return f'<a class="{kind}" href="{href}">{href}</a>'
    if token.type == "face":
        return f'<span class="face {meta["shows"]}">{content}</span>'
    if token.type == "short":
        says = escape(meta["says"], quote=False)
        return (
            f'<span class="short" tabindex="0"><abbr>{content}</abbr><span class="short-says"> ({says})</span></span>'
        )
    return content
