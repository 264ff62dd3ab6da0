"""Finding words in one's own conversations. Their words rest sealed, so each message is opened and looked through."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from leeward.conversations.reading import Readable, newest_first
from leeward.members.models import Member
from leeward.members.requests import MemberRequest
from leeward.search import passages
from leeward.search.passages import Marked
from leeward.search.questions import Term, read_question
from leeward.search.rules import why_not_ask, why_not_search_now
from leeward.web.pages import page

FOUND = 25  # on a page, as in the search of posts
LOOKED_AT = 2_000  # messages opened for one page of results: 0.13 s of CPU to open them
READ = 1_000_000  # characters looked through, whichever comes first: 0.2 s more
REF = re.compile(r"[A-Za-z0-9]{11}")


@dataclass(frozen=True)
class Hit:
    """A message that holds all the words, with the passage that holds the most of them."""

    message: Readable
    passage: int
    pieces: Marked


@dataclass
class FoundMessages:
    """`looked` messages were opened, back to `until`; `older` is where to go on, "" where nothing is left."""

    hits: list[Hit] = field(default_factory=list)
    looked: int = 0
    until: datetime | None = None
    older: str = ""


def find(viewer: Member, terms: tuple[Term, ...], before: str) -> FoundMessages:
    """The newest messages with all the terms, as far as one page looks. Two queries at most."""
    found, read = FoundMessages(), 0
    last = ""
    for message in newest_first(viewer, before):
        if len(found.hits) == FOUND or found.looked == LOOKED_AT or read > READ:
            found.older = last
            break
        last, found.until = message.ref, message.written_at
        found.looked += 1
        read += len(message.plain)
        if passages.find(message.plain, terms)[1] == len(terms):
            shown = passages.passage(message.plain, terms)
            found.hits.append(Hit(message, shown.number, shown.pieces))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
def search_messages(request: MemberRequest) -> HttpResponse:
    """An empty form by GET, results by POST: no address ever holds a word."""
    asked = request.POST.get("q", "")
    if request.method != "POST":
        return page(request, "search/search_messages", q="", wrong="", found=None)
    terms = read_question(asked)
    before = request.POST.get("before", "")
    status, wrong = 422, why_not_ask(asked, terms)
    if not wrong and (wrong := why_not_search_now(request.member)):
        status = 429
    if wrong:
        return page(request, "search/search_messages", status=status, q=asked, wrong=wrong, found=None)
    found = find(request.member, terms, before if REF.fullmatch(before) else "")
    return page(request, "search/search_messages", q=asked, wrong="", found=found)
