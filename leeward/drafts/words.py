"""The words on a sheet, as they were typed, and the small changes by which a page tells what became of them."""

from __future__ import annotations

import hashlib
import hmac
import json
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.conf import settings

BODY_MAX = 1_000_000  # characters of a draft: ten posts; a paste of 5 MB is kept as far as this, and told
LINE_MAX = 1_000  # characters of a title or a note: far above what can be posted


@dataclass(frozen=True)
class Words:
    """Everything typed into one form; `cursor` is where the writer stood in the body (UTF-16 units).

    `alias` is the other name under which it is written, "" for the writer's own. None: the form said nothing of it,
    and what was said before holds, so that no page without the field can put a text under its writer's own name.
    """

    body: str = ""
    title: str = ""
    note: str = ""
    cursor: int = 0
    alias: str | None = None

    @classmethod
    def typed(cls, form: Mapping[str, str]) -> Words:
        """From a form's fields, line ends as the browser's own text has them."""
        return cls(
            body=even(form.get("body", "")),
            title=even(form.get("title", "")),
            note=even(form.get("note", "")),
            cursor=_number(form.get("cursor")),
            alias=form.get("alias"),
        )

    @classmethod
    def loads(cls, text: str) -> Words:
        return cls(**json.loads(text))

    def dumps(self) -> str:
        return json.dumps(asdict(self), separators=(",", ":"))

    def fitted(self) -> Words:
        """As much of it as one draft holds."""
        return replace(
            self,
            body=self.body[:BODY_MAX],
            title=self.title[:LINE_MAX],
            note=self.note[:LINE_MAX],
            alias=None if self.alias is None else self.alias[:LINE_MAX],
        )

    def says(self) -> tuple[str, str, str, str]:
        """What is compared: the words, and under which name, wherever the cursor stands."""
        return self.title, self.body, self.note, self.alias or ""

    def is_blank(self) -> bool:
        """A name alone is nothing to keep."""
        return not any(text.strip() for text in (self.title, self.body, self.note))

    def after(self, before: Words) -> Words:
        """These words, under the name that was said before where they say none."""
        return self if self.alias is not None else replace(self, alias=before.alias)

    def digest(self, place: str) -> str:
        """Tells whether the same was posted before, to whoever holds the secret, and nothing else."""
        message = json.dumps([place, *(" ".join(text.split()) for text in self.says())])
        return hmac.new(settings.SECRET_KEY.encode(), message.encode(), hashlib.sha256).hexdigest()


class Mismatch(Exception):
    """The change was made to another text than the one kept here: the whole is needed."""


@dataclass(frozen=True)
class Splice:
    """At `at`, `cut` units went and `put` came; the body then is `long` units with checksum `sum` (Adler-32).

    Units and checksum are those of UTF-16, in which browsers count.
    """

    at: int
    cut: int
    put: str
    long: int
    sum: int

    @classmethod
    def read(cls, sent: Mapping[str, Any]) -> Splice:
        """From what a page sent. Raises ValueError for what no page sends."""
        numbers = [sent.get(name) for name in ("at", "cut", "long", "sum")]
        put = sent.get("put")
        if not isinstance(put, str) or not all(type(number) is int and number >= 0 for number in numbers):
            raise ValueError("not a splice")
        at, cut, long, sum_ = numbers
        return cls(at, cut, put, long, sum_)  # type: ignore[arg-type]

    def applied_to(self, body: str) -> str:
        """The new body. Raises Mismatch."""
        old = body.encode("utf-16-le", "surrogatepass")
        put = self.put.encode("utf-16-le", "surrogatepass")
        new = old[: 2 * self.at] + put + old[2 * (self.at + self.cut) :]
        if len(new) != 2 * self.long or zlib.adler32(new) != self.sum:
            raise Mismatch
        return new.decode("utf-16-le", "surrogatepass")


def even(text: str) -> str:
    """Line ends as a text area has them."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0
