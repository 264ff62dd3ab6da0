"""Typed faces such as `:)` as characters, for the members who want that. Never images, never letters' own words."""

import re

from markdown_it.token import Token

from leeward.words.tokens import text_token

_FACES = {
    ":)": "\U0001f642",
    ":-)": "\U0001f642",
    ":(": "\U0001f641",
    ":-(": "\U0001f641",
    ";)": "\U0001f609",
    ";-)": "\U0001f609",
    ":D": "\U0001f604",
    ":-D": "\U0001f604",
    ":P": "\U0001f61b",
    ":-P": "\U0001f61b",
    ":'(": "\U0001f622",
    ":O": "\U0001f62e",
    "<3": "\u2764\ufe0f",
    "</3": "\U0001f494",
}
_FACE = re.compile(
    "(?<!\\S)(?:" + "|".join(re.escape(face) for face in sorted(_FACES, key=len, reverse=True)) + r")(?![\w(])"
)


def split_faces(text: str, before: str, after: str) -> list[str | list[Token]]:
    """The text cut at its faces; a face stands alone, after a space or at the start of a line."""
    parts: list[str | list[Token]] = []
    position = 0
    for match in _FACE.finditer(text):
        if (match.start() == 0 and before.strip()) or (match.end() == len(text) and after.isalnum()):
            continue
        parts += [text[position : match.start()], [text_token(_FACES[match[0]])]]
        position = match.end()
    return [*parts, text[position:]]
