"""`@rowan` and `@"River Stone"`: who is spoken to.

The room knows no members. A caller asks `mentioned_names` for what might be names, looks them up, and passes
the ones there are to `render` as {casefolded name: address}. Names are compared in NFC and casefolded.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping

from markdown_it.token import Token

from leeward.words.tokens import own_tokens

_AT = re.compile(
    r"(?<![\w@/.+-])@(?:\"([^\"\n@]{1,64})\"|“([^”\n@]{1,64})”"
    r"|([^\s@<>\[\](){}\"“”„«»,;:!?*`~|\\/#&=+$%^]{1,64}))"
)
_BREAK = re.compile(r"[.'’_-]+")
MOST_PREFIXES = 4


def folded(name: str) -> str:
    """A name as names are compared."""
    return unicodedata.normalize("NFC", " ".join(name.split())).casefold()


def mentioned_names(source: str) -> frozenset[str]:
    """Everything in a source that may be the name of somebody mentioned, folded. More than there are."""
    return frozenset(folded(name) for match in _AT.finditer(source) for name in _candidates(match))


def _candidates(match: re.Match[str]) -> Iterator[str]:
    """The longest name first: "anna-marie's" may be "anna-marie's", "anna-marie" or "anna".

    Before it the one without the sign at its end, for names that differ by such a sign alone cannot both be taken,
    and "@ash." ends a sentence more often than a name.
    """
    quoted = match[1] or match[2]
    if quoted:
        yield quoted
        return
    typed = match[3]
    stripped = typed.rstrip(".'’-…。、")
    ends = [*reversed([part.start() for part in _BREAK.finditer(typed) if part.start()][:MOST_PREFIXES])]
    for end in dict.fromkeys([len(stripped), len(typed), *ends]):
        if end:
            yield typed[:end]


def split_mentions(text: str, before: str, names: Mapping[str, str], found: dict[str, None]) -> list[str | list[Token]]:
    """The text cut at the mentions of `names`; the folded names go into `found`."""
    parts: list[str | list[Token]] = []
    position = 0
    for match in _AT.finditer(text):
        if match.start() == 0 and (before.isalnum() or before in ("@", "/", ".")) and before:
            continue
        name = next((name for name in _candidates(match) if folded(name) in names), None)
        if name is None:
            continue
        key = folded(name)
        found[key] = None
        end = match.end() if match[3] is None else match.start(3) + len(name)
        parts += [
            text[position : match.start()],
            own_tokens("mention", text[match.start() : end], href=names[key], name=name),
        ]
        position = end
    return [*parts, text[position:]]
