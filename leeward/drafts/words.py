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
from django.http import QueryDict

from leeward.web.numbers import whole

BODY_MAX = 1_000_000  # characters of a draft: ten posts; a paste of 5 MB is kept as far as this, and told
LINE_MAX = 1_000  # characters of a title or a note: far above what can be posted
TICKED_MAX = 2_000  # characters of boxes ticked: a hundred messages chosen to be shown in a report


@dataclass(frozen=True)
class Words:
    """Everything typed into one form; `cursor` is where the writer stood in the body (UTF-16 units).

    `alias` is the other name under which it is written, "" for the writer's own. None: the form said nothing of it,
    and what was said before holds, so that no page without the field can put a text under its writer's own name.
    `wanted` are the boxes ticked, a space between. None: the form said nothing of them, and what was said before holds.
    `story` is what the text is in its writer's story: "update", or the ref of what it goes on with. None as above.
    """

    body: str = ""
    title: str = ""
    note: str = ""
    cursor: int = 0
    alias: str | None = None
    wanted: str | None = None
    story: str | None = None

    @classmethod
    def typed(cls, form: Mapping[str, str]) -> Words:
        """From a form's fields, line ends as the browser's own text has them."""
        return cls(
            body=even(form.get("body", "")),
            title=even(form.get("title", "")),
            note=even(form.get("note", "")),
            cursor=whole(form.get("cursor"), 7) or 0,
            alias=form.get("alias"),
            wanted=_ticked(form, "wanted"),
            story=_ticked(form, "story"),
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
            wanted=None if self.wanted is None else self.wanted[:TICKED_MAX],
            story=None if self.story is None else self.story[:LINE_MAX],
        )

    def says(self) -> tuple[str, str, str, str, str, str]:
        """What is compared: all that is kept, wherever the cursor stands."""
        return *self.texts(), self.wanted or "", self.story or ""

    def texts(self) -> tuple[str, str, str, str]:
        """What was written and under which name, without what was asked for beside it."""
        return self.title, self.body, self.note, self.alias or ""

    def is_blank(self) -> bool:
        """A name alone, or a box ticked, is nothing to keep."""
        return not any(text.strip() for text in (self.title, self.body, self.note))

    def after(self, before: Words) -> Words:
        """These words, under the name and with the boxes of before where they say nothing of them."""
        alias = before.alias if self.alias is None else self.alias
        wanted = before.wanted if self.wanted is None else self.wanted
        story = before.story if self.story is None else self.story
        return replace(self, alias=alias, wanted=wanted, story=story)

    def digest(self, place: str) -> str:
        """Tells whether the same was posted before, to whoever holds the secret, and nothing else."""
        message = json.dumps([place, *(" ".join(text.split()) for text in self.texts())])
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


def _ticked(form: Mapping[str, str], name: str) -> str | None:
    """The values of all boxes of this name that were ticked; None where the form has no such boxes.

    A form that has them says so by an empty hidden field of the same name: browsers send no box that is not ticked.
    """
    if name not in form:
        return None
    sent = form.getlist(name) if isinstance(form, QueryDict) else [form[name]]
    return " ".join(" ".join(sent).split())[:TICKED_MAX]
