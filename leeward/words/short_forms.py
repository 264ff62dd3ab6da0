"""Short forms of a community ("H", "OO"), explained where they first stand in a post.

Case counts, the longest form wins, and only whole words are forms: not "H" in "HIV", "H2O", "H-bomb" or "H/W",
and not an initial before another or before a name ("J. H. Smith"). The explanation is ours and not the author's:
it is in the HTML only, never in plain text.

It is written as an abbreviation followed by its meaning in brackets. Style sheets hide the meaning from the
eye until the form is pointed at, touched or focused; a screen reader reads it in place, once.
"""

import re
from collections.abc import Mapping

from markdown_it.token import Token

from leeward.words.clean import clean_text
from leeward.words.tokens import own_tokens

MOST = 500
"""Forms a glossary and a cast list may have together; the rest is passed over."""


class ShortForms:
    """The forms that still wait for their first appearance in one post."""

    def __init__(self, forms: Mapping[str, str]) -> None:
        kept = [form for form in forms if form.strip() and forms[form].strip()][:MOST]
        self.says = {form: " ".join(forms[form].split()) for form in kept}
        self.waiting = set(self.says)
        self.seen: list[str] = []
        longest_first = sorted(kept, key=len, reverse=True)
        self._any = re.compile(
            r"(?<![\w’'./@#&+-])("
            + "|".join(re.escape(form) for form in longest_first)
            + r")(?![\w@&+/])(?!['’-]\w{3})(?!-\w)(?!\.\w)"
        )

    @classmethod
    def cleaned(cls, forms: Mapping[str, str]) -> "ShortForms":
        """Of forms as somebody typed them."""
        return cls({clean_text(form): clean_text(says) for form, says in forms.items()})

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
