"""Small makers of tokens: the one shape in which Markdown, BBCode and our own finds stand side by side."""

from typing import Any, Literal

from markdown_it.token import Token


def text_token(content: str) -> Token:
    """A piece of text as typed."""
    token = Token("text", "", 0)
    token.content = content
    return token


def block_token(kind: str, nesting: Literal[-1, 0, 1], **meta: Any) -> Token:
    """A token of the block level that carries `meta`."""
    token = Token(kind, "", nesting, block=True)
    token.meta = meta
    return token


def link_tokens(href: str, text: str) -> list[Token]:
    """A whole link with plain text in it."""
    return [Token("link_open", "a", 1, attrs={"href": href}), text_token(text), Token("link_close", "a", -1)]


def own_tokens(kind: str, text: str, **meta: Any) -> list[Token]:
    """One token of our own making that shows as `text` and writes itself by `kind`."""
    token = Token(kind, "", 0)
    token.content = text
    token.meta = meta
    return [token]


def plain_of(children: list[Token] | None) -> str:
    """The words of an inline run as the author typed them: no host, no explanation of ours."""
    parts: list[str] = []
    for token in children or []:
        if token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.nesting == 0:
            parts.append(token.content)
    return "".join(parts).replace("\u00ad", "").strip()
