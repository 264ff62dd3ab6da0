"""BBCode within a line, as rules of the Markdown parser: both markups land in one list of tokens.

A tag that may or may not have its partner becomes a `bb` token; `spans` decides, since partners may stand in
different paragraphs. Links, pictures and code need their content whole and are settled here.
"""

import re
from typing import Any

from markdown_it.rules_inline.state_inline import StateInline

from leeward.words import links
from leeward.words.tags import INLINE, LITERAL, Tag, pairs_in, tag_at, tidy

_WHOLE = re.compile(
    r"\[(url|img|image|email)(?:[ =][^\[\]\n]{0,100})?\][ \t]*([^\[\]\s]{1,2000})[ \t]*\[/\1\]", re.IGNORECASE
)
_BARE = re.compile(r"\[(url|email)\]", re.IGNORECASE)
_LINK_FOLLOWS = re.compile(r"\((?:https?:|mailto:|tel:|/[tpbm]/)", re.IGNORECASE)


def bracket(state: StateInline, silent: bool) -> bool:
    """A `[`: a tag of ours, or plain text where no Markdown link can follow (so that nobody searches for one)."""
    if state.src[state.pos] != "[":
        return False
    if _whole(state, silent) or _tag(state, silent):
        return True
    if link_may_follow(state):
        return False
    if not silent:
        state.append_pending("[")
    state.pos += 1
    return True


def link_may_follow(state: StateInline) -> bool:
    """Whether a Markdown link can begin here at all: told in constant time, where searching for it costs more."""
    return bool(state.env["references"]) or state.pos < _seen(state)["last link"]


def _seen(state: StateInline) -> dict[str, Any]:
    """What is known about this run of text: the last place where a link could end, ends not found."""
    seen: dict[str, Any] = state.env.setdefault("seen", {})
    if seen.get("source") is not state.src:
        seen.clear()
        seen.update({"source": state.src, "last link": state.src.rfind("](")})
    return seen


def _whole(state: StateInline, silent: bool) -> bool:
    """`[url]…[/url]`, `[img]…[/img]`, `[email]…[/email]`: the address is the content."""
    match = _WHOLE.match(state.src, state.pos)
    if match is None:
        return False
    kind = match[1].lower()
    if kind == "url" and not _BARE.match(match[0]):
        return False
    address = match[2] if kind != "email" or match[2].lower().startswith("mailto:") else "mailto:" + match[2]
    href = links.encoded("http://" + address if address.lower().startswith("www.") else address)
    if href is None:
        return False
    if not silent:
        opened = state.push("link_open", "a", 1)
        opened.attrs = {"href": href}
        if kind in ("img", "image"):
            opened.meta = {"picture": True}
        else:
            state.push("text", "", 0).content = match[2]
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True


def _tag(state: StateInline, silent: bool) -> bool:
    tag = tag_at(state.src, state.pos, INLINE | LITERAL)
    if tag is None or tag.end > state.posMax or _LINK_FOLLOWS.match(state.src, tag.end):
        return False
    if tag.name in LITERAL:
        return not tag.closing and _literal(state, tag, silent)
    href = _target(tag) if tag.name == "url" and not tag.closing else ""
    if href is None:
        return False
    if not silent:
        token = state.push("bb", "", 0)
        token.content = state.src[tag.start : tag.end]
        token.meta = {"name": tag.name, "closing": tag.closing, "href": href}
    state.pos = tag.end
    return True


def _target(tag: Tag) -> str | None:
    """Where a `[url=…]` leads, or None if it may not lead there."""
    address = tidy(pairs_in("url=" + tag.value).get("url", "") if '"' in tag.value else tag.value)
    return links.encoded("http://" + address if address.lower().startswith("www.") else address)


def _literal(state: StateInline, tag: Tag, silent: bool) -> bool:
    """Code, or text in which nothing is markup, up to its end tag; failed searches are not repeated."""
    seen = _seen(state)
    if tag.name in seen:
        return False
    end = re.compile(rf"\[/{tag.name}\]", re.IGNORECASE).search(state.src, tag.end, state.posMax)
    if end is None:
        seen[tag.name] = "no end"
        return False
    if not silent:
        plain = tag.name.startswith("no")
        state.push("text_special" if plain else "code_inline", "", 0).content = state.src[tag.end : end.start()]
    state.pos = end.end()
    return True
