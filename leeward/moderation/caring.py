"""What care brings to the desk: posts in which its rules stopped, and members who wanted to be asked after."""

from __future__ import annotations

from dataclasses import dataclass, field

from leeward.boards.models import Post
from leeward.care import answering, desk, noticing
from leeward.care.models import CheckIn
from leeward.moderation import kinds, reporting
from leeward.moderation.kinds import Comes
from leeward.moderation.models import Case
from leeward.moderation.subjects import Thing

KINDS = {desk.POST: Comes.CARE, desk.CHECK: Comes.CHECK}


def open_case(needed: desk.Needed) -> None:
    """Registered with `care.desk`: first at the desk, without a reporter, and never shown to whom it concerns."""
    thing = Thing(needed.subject, needed.ref, needed.title, "", needed.face, needed.board)
    case = reporting.case_of(thing, KINDS[needed.subject], counts=False)
    reporting.concern(case, [needed.face] if needed.face else [])


@dataclass(frozen=True)
class Care:
    """What a case's page says of it."""

    facts: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)  # at which the rules stopped
    check: CheckIn | None = None


def care_of(case: Case, post: Post | None) -> Care | None:
    """None where care has nothing to say. Two queries at most, and none for what does not come first."""
    if case.need != kinds.FIRST:
        return None
    if case.subject == desk.CHECK:
        check = CheckIn.objects.filter(ref=case.about).first()
        return Care(check=check) if check else None
    row = noticing.noticed_in(post) if post and not post.erased_at else None
    return Care(answering.facts_of(row), noticing.passages(post)) if row and post else None
