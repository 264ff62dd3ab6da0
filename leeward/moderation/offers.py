"""What the page of a case offers to decide: what may be decided here, as things stand now, in groups.

`rules` says what may be decided at all. This leaves out what would change nothing: whoever reads forty cases in a night
should not read past "Show it again" where nothing is hidden.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from leeward.boards.newcomers import Waits
from leeward.members.models import Member
from leeward.moderation import rules
from leeward.moderation.decided import Does
from leeward.moderation.models import Case
from leeward.moderation.subjects import Shown

GROUPS = (
    ("", (Does.LEAVE,)),
    (_("What was written"), (Does.NOTE, Does.ASK, Does.APPROVE, Does.HIDE, Does.RESTORE, Does.ERASE)),
    (_("The topic"), (Does.SPLIT, Does.MOVE, Does.MERGE, Does.LOCK, Does.SLOW)),
    (_("The member"), (Does.WARN, Does.HOLD, Does.LIMIT, Does.SUSPEND, Does.BAN, Does.ACCOUNT)),
)


@dataclass(frozen=True)
class Offers:
    """Some of what can be decided, under a heading ("" for what needs none)."""

    heading: str
    choices: list[tuple[str, str]]  # kind, and what it is called here


def offers_of(person: Member, case: Case, thing: Shown) -> list[Offers]:
    """For the page of the case; `thing` is what it is about."""
    offered = rules.offered(person, case)
    if case.subject == "decision":
        return [Offers("", _named(case, offered))]
    open_to = set(offered) - _idle(thing)
    return [
        Offers(str(heading), _named(case, [does for does in kinds if does in open_to])) for heading, kinds in GROUPS
    ]


def _named(case: Case, kinds: Sequence[Does]) -> list[tuple[str, str]]:
    return [(does.value, rules.label_at(case, does)) for does in kinds]


def _idle(thing: Shown) -> set[Does]:
    """What would leave all as it is; and leaving as it is what waits to be read, for then it would wait for ever."""
    is_held = bool(thing.post and thing.post.held_at)
    what = thing.post or thing.topic
    is_hidden = bool(what and what.hidden_at) and not is_held
    opens_topic = bool(thing.post and thing.post.number == 1)
    return {
        Does.HIDE if is_hidden else Does.RESTORE,
        *(() if is_held else (Does.APPROVE,)),
        *((Does.LEAVE,) if thing.post and is_held and thing.post.held_for != Waits.ASKED else ()),
        *((Does.SPLIT,) if opens_topic else ()),
    }
