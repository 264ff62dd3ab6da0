"""Settles one run of text after another: pairs BBCode tags, and makes the nesting of all formats sound.

Tags pair up across the paragraphs of one container. Where formats cross, the inner ones are closed and opened
again; a link inside a link, and anything nested deeper than `DEEPEST`, adds nothing. What has no partner is
text again. Each token costs at most `DEEPEST` steps.
"""

from dataclasses import dataclass, field

from markdown_it.token import Token

from leeward.words.tags import ASK, DROPPED, FORMATS
from leeward.words.tokens import own_tokens, text_token

DEEPEST = 12
_SCOPES = frozenset({"blockquote", "quote", "fold", "td", "th"})


@dataclass
class _Scope:
    """One container's open tags while pairing, and its formats that reach over paragraphs while nesting."""

    waiting: dict[str, list[Token]] = field(default_factory=dict)
    carried: list[Token] = field(default_factory=list)


def settle(tokens: list[Token]) -> None:
    """Rewrites the children of every inline token so that they are well nested and hold no `bb` token."""
    for pair in (True, False):
        scopes = [_Scope()]
        for token in tokens:
            kind = token.type.rpartition("_")[0]
            if token.type == "inline":
                if pair:
                    _pair(token, scopes[-1])
                else:
                    token.children, scopes[-1].carried = _Nest(scopes[-1].carried).walk(token.children or [])
            elif kind in _SCOPES and token.nesting > 0:
                scopes.append(_Scope())
            elif kind in _SCOPES and token.nesting < 0:
                scopes.pop()


def _pair(inline: Token, scope: _Scope) -> None:
    """Marks the `bb` tokens that have their partner. A link ends in the paragraph where it began."""
    scope.waiting.pop("url", None)
    for token in inline.children or []:
        if token.type != "bb":
            continue
        waiting = scope.waiting.setdefault(token.meta["name"], [])
        if not token.meta["closing"]:
            waiting.append(token)
        elif waiting:
            token.meta["partner"] = waiting.pop().meta["partner"] = True


class _Nest:
    """Walks one run's tokens. `stack` holds the formats that are open; `passed` counts those too deep to open."""

    def __init__(self, carried: list[Token]) -> None:
        self.out: list[Token] = []
        self.stack: list[Token] = []
        self.passed: dict[str, int] = {}
        for opener in carried:
            self._open(opener)

    def walk(self, children: list[Token]) -> tuple[list[Token], list[Token]]:
        """The settled tokens, and the openers of the formats that the next paragraph begins with."""
        for token in children:
            if token.type == "bb":
                self._tag(token)
            elif token.nesting > 0:
                self._open(token)
            elif token.nesting < 0:
                self._close(token.tag)
            elif token.content or token.type in ("softbreak", "hardbreak"):
                self.out.append(token)
        carried = list(self.stack)
        while self.stack:
            self._shut(self.stack.pop())
        return self.out, carried

    def _tag(self, token: Token) -> None:
        name = token.meta["name"]
        if "partner" not in token.meta:
            self.out.append(text_token(token.content))
        elif name in DROPPED:
            return
        elif name == ASK:
            self.out += own_tokens("ask", "", opens=not token.meta["closing"])
        elif token.meta["closing"]:
            self._close("a" if name == "url" else FORMATS[name])
        elif name == "url":
            self._open(Token("link_open", "a", 1, attrs={"href": token.meta["href"]}))
        else:
            self._open(Token(f"{FORMATS[name]}_open", FORMATS[name], 1))

    def _open(self, opener: Token) -> None:
        if len(self.stack) == DEEPEST or (opener.tag == "a" and self._is_open("a")):
            self.passed[opener.tag] = self.passed.get(opener.tag, 0) + 1
        else:
            self.stack.append(opener)
            self.out.append(opener)

    def _is_open(self, tag: str) -> bool:
        return any(opener.tag == tag for opener in self.stack)

    def _close(self, tag: str) -> None:
        if self.passed.get(tag):
            self.passed[tag] -= 1
            return
        if not self._is_open(tag):
            return
        again: list[Token] = []
        while (opener := self.stack.pop()).tag != tag:
            self._shut(opener)
            again.append(opener)
        self._shut(opener)
        for crossed in reversed(again):
            self.stack.append(crossed)
            self.out.append(crossed)

    def _shut(self, opener: Token) -> None:
        """Ends a format; one that held nothing leaves no trace, unless it is a link."""
        if self.out and self.out[-1] is opener and opener.tag != "a":
            self.out.pop()
        else:
            self.out.append(Token(opener.type.replace("open", "close"), opener.tag, -1))
