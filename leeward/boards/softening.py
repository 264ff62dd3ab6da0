"""What a text gives away, asked from a composer: the list beside it, and the text as the choices leave it."""

from __future__ import annotations

from leeward.boards.forms import Composer
from leeward.boards.models import Topic
from leeward.boards.rendering import names_in
from leeward.drafts.composers import write_anew
from leeward.members.requests import MemberRequest
from leeward.shelter.identity import checking

READ = 200  # people of a topic whose names are looked up


def known_to_readers(composer: Composer, topic: Topic | None) -> frozenset[str]:
    """Who writes in this topic, by whatever name, and @mentions of members: the readers know them anyway. Not every
    name of the board: among a thousand members there is a Karen, and the Karen of the story is another."""
    here = topic.posts.exclude(author=None).values_list("author__name", flat=True).distinct()[:READ] if topic else ()
    return frozenset(here) | {f"@{name}" for name in names_in(composer.body)}


def was_asked(composer: Composer, request: MemberRequest, topic: Topic | None) -> bool:
    """True where the button was one of the check's: the composer then has its list, and the softer text if chosen."""
    if composer.do not in checking.ASKS:
        return False
    known = known_to_readers(composer, topic)
    softened = False
    if composer.do != "check":
        before = composer.title, composer.body
        composer.title, composer.body = checking.softer(request.POST, *before, member=request.member, known_names=known)
        softened = (composer.title, composer.body) != before
        if softened:
            composer.sheet = write_anew(request, title=composer.title, body=composer.body)
    composer.check = checking.check(
        composer.title, composer.body, member=request.member, known_names=known, softened=softened
    )
    return True


def count(composer: Composer, request: MemberRequest, topic: Topic | None) -> int:
    """How many things could identify someone, for the line on the preview."""
    known = known_to_readers(composer, topic)
    return len(checking.check(composer.title, composer.body, member=request.member, known_names=known).groups)
