"""Short forms of a community ("H", "OO"), explained where they first stand in a post.

Case counts, the longest form wins, and only whole words are forms: not "H" in "HIV", "H2O", "H-bomb" or "H/W",
and not an initial before another or before a name ("J. H. Smith"). The explanation is ours and not the author's:
it is in the HTML only, never in plain text.

It is written as an abbreviation followed by its meaning in brackets. Style sheets hide the meaning from the
eye until the form is pointed at, touched or focused; a screen reader reads it in place, once.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from markdown_it.token import Token

from leeward.words.clean import clean_text
from leeward.words.tokens import own_tokens

MOST = 500
"""Forms a glossary and a cast list may have together; the rest is passed over."""


@lru_cache(maxsize=8)
def _prepared(typed: tuple[tuple[str, str], ...]) -> tuple[Mapping[str, str], re.Pattern[str]]:
    """({form: what it means}, what finds any): of a glossary that is the same for one post after the other."""
    forms = {clean_text(form): " ".join(clean_text(says).split()) for form, says in typed}
    says = dict([(form, said) for form, said in forms.items() if form.strip() and said][:MOST])
    any_of_them = "|".join(re.escape(form) for form in sorted(says, key=len, reverse=True))
    return says, re.compile(rf"(?<![\w’'./@#&+-])({any_of_them})(?![\w@&+/])(?!['’-]\w{{3}})(?!-\w)(?!\.\w)")


class ShortForms:
    """The forms that still wait for their first appearance in one post."""

    def __init__(self, typed: Mapping[str, str]) -> None:
        self.says, self._any = _prepared(tuple(typed.items()))
        self.waiting = set(self.says)
        self.seen: list[str] = []

    def split(self, text: str, before: str, after: str) -> list[str | list[Token]]:
        """The text cut at forms that were not explained yet."""
        parts: list[str | list[Token]] = []
        position = 0
        for match in self._any.finditer(text):
            form = match[1]
            if form not in self.waiting or self._is_part(match, text, before, after):
                continue
            self.waiting.discard(form)
            self.seen.append(form)
            parts += [text[position : match.start()], own_tokens("short", form, says=self.says[form])]
            position = match.end()
            if not self.waiting:
                break
        return [*parts, text[position:]]

    def _is_part(self, match: re.Match[str], text: str, before: str, after: str) -> bool:
        """Whether the form is part of something longer: a word that a format divides, initials before a name."""
        if (match.start() == 0 and before.isalnum()) or (match.end() == len(text) and after.isalnum()):
            return True
        around = text[max(0, match.start() - 3) : match.end() + 3]
        return len(match[1]) == 1 and _INITIALS.search(around) is not None


_INITIALS = re.compile(r"\b[^\W\d_]\. ?[^\W\d_]\.")
