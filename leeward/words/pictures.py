"""A picture in a text is one line: `[picture 7KqAbcdEfgh: A letter on the kitchen table]`.

The line says which picture and, in its writer's words, what it shows. Where the picture may stand is not ours to know:
the caller says which ones are there (`Picture`); of any other only the words are shown.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from markdown_it.rules_block.state_block import StateBlock

from leeward.words.clean import clean_text

_REF = r"[1-9A-HJ-NP-Za-km-z]{11}"
ADDRESS = re.compile(rf"/a/{_REF}\Z")
MARK = re.compile(rf"\[[Pp]icture ({_REF})(?=[:\]])")
"""How the line begins, for whoever wants to pass over the part that is not the writer's words."""
_LINE = re.compile(rf"\[[Pp]icture ({_REF})(?::([^\[\]\n]*))?\][ \t]*\Z")


@dataclass(frozen=True)
class Picture:
    """A picture that is there: where it is fetched (`/a/<ref>`), and its size in pixels."""

    address: str
    width: int
    height: int


def picture_line(ref: str, description: str) -> str:
    """The line that a composer puts into a text. Brackets in the description become round ones."""
    said = " ".join(clean_text(description).translate(str.maketrans("[]", "()")).split())
    return f"[picture {ref}: {said}]" if said else f"[picture {ref}]"


def pictures_named(source: str) -> list[str]:
    """The refs in a text, in order, each once."""
    return list(dict.fromkeys(MARK.findall(source)))


def figure(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A rule of the Markdown parser: a line that is nothing but a picture."""
    begins = state.bMarks[start] + state.tShift[start]
    if state.src[begins : begins + 1] != "[":
        return False
    found = _LINE.match(state.src[begins : state.eMarks[start]])
    if found is None:
        return False
    if not silent:
        known: Mapping[str, Picture] = state.env["pictures"]
        token = state.push("figure", "", 0)
        token.content = " ".join((found[2] or "").split())
        token.meta = {"picture": known.get(found[1])}
        token.map = [start, start + 1]
        state.line = start + 1
    return True
