"""While a text is written: stories like it, and who else said something about the paragraph in hand.

The buttons are the composer's, so the text is kept and comes back in its form; nothing is ever posted from here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import QueryDict

from leeward import words
from leeward.alike.finding import Hit, Sought, stories_like, who_else_said
from leeward.alike.meaning import read
from leeward.alike.rules import why_not_compare_now
from leeward.boards.beside import Beside
from leeward.boards.forms import Composer
from leeward.boards.models import Topic
from leeward.drafts.composers import write_anew
from leeward.members.requests import MemberRequest
from leeward.web.numbers import whole

TEMPLATE = "alike/beside.html"
_CITE = re.compile(r"cite ([A-Za-z0-9]{11}\.[0-9]{1,5})")
_CHOSEN = re.compile(r"([0-9]{1,7})-([0-9]{1,7})")
_GAP = re.compile(r"\n[ \t]*\n")


@dataclass(frozen=True)
class Shown:
    """What stands beside the text. `about`: the words that were looked for, where it was a part of the text."""

    kind: str  # alike, said, cited
    hits: Sequence[Hit] = ()
    about: str = ""
    sentence: str = ""  # why there is nothing
    is_too_short: bool = False


def show(composer: Composer, request: MemberRequest, topic: Topic | None) -> tuple[str, Shown] | None:
    """`do`: alike (all of the text), said (the part in hand), "cite ref.number" (quote a hit at the text's end)."""
    if found := _CITE.fullmatch(composer.do):
        before = composer.body
        composer.quote(request.member, [found[1]])
        if composer.body != before:
            composer.sheet = write_anew(request, title=composer.title, body=composer.body)
        return TEMPLATE, Shown("cited")
    if composer.do not in {"alike", "said"}:
        return None
    if sentence := why_not_compare_now(request.member):
        return TEMPLATE, Shown(composer.do, sentence=sentence)
    if composer.do == "said":
        return TEMPLATE, _said(composer, request, topic)
    plain = words.render(composer.body).plain
    sought = Sought(plain, read(plain).whole, topic.pk if topic else None)
    if sought.meaning is None:
        return TEMPLATE, Shown("alike", is_too_short=True)
    return TEMPLATE, Shown("alike", stories_like(request.member, sought))


def _said(composer: Composer, request: MemberRequest, topic: Topic | None) -> Shown:
    plain = words.render(in_hand(composer.body, request.POST)).plain
    sought = Sought(plain, read(plain).whole, topic.pk if topic else None)
    if sought.meaning is None:
        return Shown("said", is_too_short=True)
    return Shown("said", who_else_said(request.member, sought), about=" ".join(plain.split()))


def in_hand(body: str, form: QueryDict) -> str:
    """What was chosen in the text, else the paragraph in which the writer stands, else the last.

    `chosen` is "from-to" and `cursor` a place, both in UTF-16 units, as browsers count; without JavaScript neither
    is known.
    """
    units = body.encode("utf-16-le", "surrogatepass")
    if found := _CHOSEN.fullmatch(form.get("chosen", "")):
        start, end = sorted(map(int, found.groups()))
        if chosen := units[2 * start : 2 * end].decode("utf-16-le", "replace").strip():
            return chosen
    at = whole(form.get("cursor"), 7) or 0
    before = len(units[: 2 * at].decode("utf-16-le", "replace")) if at else len(body)
    begin = max((gap.end() for gap in _GAP.finditer(body, 0, before)), default=0)
    after = _GAP.search(body, before)
    here = body[begin : after.start() if after else len(body)].strip()
    return here or next((part.strip() for part in reversed(_GAP.split(body)) if part.strip()), "")


BESIDE = Beside(show)
