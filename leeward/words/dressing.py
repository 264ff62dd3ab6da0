"""Finds things in plain text that deserve more than to be text: citations, addresses, mentions, faces, short forms.

Never inside links or code, and never across a backslash: what was escaped stays as typed.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field

from markdown_it.token import Token

from leeward.words.citations import CITED_MAX, cited_by, set_apart, split_cited
from leeward.words.faces import split_faces
from leeward.words.links import split_typed
from leeward.words.mentions import split_mentions
from leeward.words.short_forms import ShortForms
from leeward.words.tokens import text_token

Part = str | list[Token]
Split = Callable[[str, str, str], list[Part]]


@dataclass
class Dressing:
    """What to look for in one post, and what was found, in order of appearance."""

    short_forms: ShortForms
    names: Mapping[str, str]
    hosts: Collection[str] = ()  # of this house: see `citations`
    mentioned: dict[str, None] = field(default_factory=dict)
    cited: int = 0

    def dress(self, tokens: list[Token]) -> None:
        """Rewrites the children of all inline tokens. Mentions inside quotations are links but not news."""
        quotes = folded = 0
        for token in tokens:
            kind = token.type.rpartition("_")[0]
            if kind in ("quote", "blockquote"):
                quotes += token.nesting
            elif kind == "fold":
                folded += token.nesting
            elif token.type == "inline":
                token.children = self._run(token.children or [], bool(quotes), folded > 0 or quotes > 1)

    def _run(self, children: list[Token], quoted: bool, hidden: bool) -> list[Token]:
        children = self._links_cited(_joined(children))
        for split in self._splits(quoted, hidden):
            children = _apply(children, split)
        set_apart(children)
        return children

    def _links_cited(self, children: list[Token]) -> list[Token]:
        """A link of this house that shows its bare address is a citation, as if it had been typed."""
        out: list[Token] = []
        for token in children:
            out.append(token)
            if token.type != "link_close" or len(out) < 3 or self.cited >= CITED_MAX:
                continue
            opened, shown, _closed = out[-3:]
            if opened.type == "link_open" and (found := cited_by(str(opened.attrs["href"]), shown.content, self.hosts)):
                out[-3:] = found
                self.cited += 1
        return out

    def _cite(self, text: str, before: str, after: str) -> list[Part]:
        parts = split_cited(text, self.hosts, CITED_MAX - self.cited)
        self.cited += sum(isinstance(part, list) for part in parts)
        return parts

    def _splits(self, quoted: bool, hidden: bool) -> list[Split]:
        splits: list[Split] = [self._cite, lambda text, before, after: split_typed(text)]
        if self.names:
            found = {} if quoted else self.mentioned
            splits.append(lambda text, before, after: split_mentions(text, before, self.names, found))
        splits.append(split_faces)
        if not hidden and self.short_forms.waiting:
            splits.append(self.short_forms.split)
        return splits


def _joined(children: list[Token]) -> list[Token]:
    """The tokens with neighbouring plain texts made one; escaped characters stay apart."""
    out: list[Token] = []
    run: list[str] = []
    for token in children:
        if token.type == "text":
            run.append(token.content)
            continue
        if run:
            out.append(text_token("".join(run)))
            run = []
        out.append(token)
    return [*out, text_token("".join(run))] if run else out


def _apply(children: list[Token], split: Split) -> list[Token]:
    """Every text outside links put through `split`, which is told the characters on both sides."""
    out: list[Token] = []
    in_link = False
    for index, token in enumerate(children):
        if token.tag == "a":
            in_link = token.nesting > 0
        if token.type != "text" or in_link:
            out.append(token)
            continue
        before, after = _edge(children, index, -1), _edge(children, index, 1)
        for part in split(token.content, before, after):
            if isinstance(part, list):
                out += part
            elif part:
                out.append(text_token(part))
    return out


def _edge(children: list[Token], index: int, step: int) -> str:
    """The character that stands beside the text at `index`, past the formats between, or ""."""
    index += step
    for _ in range(4):
        if not 0 <= index < len(children):
            return ""
        content = children[index].content
        if content:
            return content[-1] if step < 0 else content[0]
        if children[index].nesting == 0:
            return ""
        index += step
    return ""
