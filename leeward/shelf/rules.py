"""Who may put something on the shelf, and who may say that it does not work any more."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.members.models import Member
from leeward.shelf.models import Entry
from leeward.web.limits import Limit

OF_A_POST = 10  # entries one post can recommend: a list of links is a post of its own
QUIET = timedelta(days=30)  # after somebody found that it works, before it can be doubted again


# A careful list from one's own years, put up in an evening; a shop's list is longer.
PUT = Limit("shelf", times=30, seconds=3600)


def too_many_put() -> str:
    return _("That were many within an hour. What you typed is here: put it on the shelf a little later.")


def why_not_recommend(member: Member, is_own: bool, already: int) -> str | None:
    """`already`: how many things this post recommends."""
    if not (is_own or member.is_moderator):
        return _("Whoever wrote a post can put what it recommends on the shelf, and so can a moderator.")
    if already >= OF_A_POST:
        return _("This post has put %(most)d things on the shelf, and that is as many as one post can.") % {
            "most": OF_A_POST
        }
    return None


def why_not_take_off(member: Member, is_own: bool) -> str | None:
    if not (is_own or member.is_moderator):
        return _("Whoever recommended it can take it off the shelf, and so can a moderator.")
    return None


def why_not_say_dead(entry: Entry) -> str | None:
    if entry.dead_at or entry.said_dead_at:
        return _("Somebody has said so already.")
    if entry.works_at and timezone.now() - entry.works_at < QUIET:
        return _("Somebody looked a few weeks ago, and it worked. If you are sure, tell a moderator.")
    return None


def why_not_decide(member: Member, has_recommended: bool) -> str | None:
    if not (has_recommended or member.is_moderator):
        return _("Whoever recommended it decides about this, or a moderator.")
    return None
