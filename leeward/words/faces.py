"""Typed faces such as `:)` stay as typed, and are told by a class what they show.

A reader who wants pictures gets them from the style sheet: one stored post serves both kinds of reader.
"""

import re

from markdown_it.token import Token

from leeward.words.tokens import own_tokens

_SHOWS = {
    "smile": (":)", ":-)"),
    "sad": (":(", ":-("),
    "wink": (";)", ";-)"),
    "laugh": (":D", ":-D"),
    "tongue": (":P", ":-P"),
    "tears": (":'(",),
    "gasp": (":O",),
    "heart": ("<3",),
    "broken-heart": ("</3",),
}
FACES = frozenset(_SHOWS)
_FACES = {typed: shows for shows, all_typed in _SHOWS.items() for typed in all_typed}
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
        parts += [text[position : match.start()], own_tokens("face", match[0], shows=_FACES[match[0]])]
        position = match.end()
    return [*parts, text[position:]]
