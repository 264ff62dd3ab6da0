"""What is said to writers of what is read before others see it: beforehand, and while it waits.

The house promises hours, and the worker measures how long it truly takes (`House.read_in`). Both are said, and where
the promise is not kept that is said too.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from leeward.boards.newcomers import KNOWN_AFTER, Waits, all_wait, is_known, stood
from leeward.house.models import House
from leeward.members.models import Member, Role
from leeward.web.times import hour


def promise(house: House) -> str:
    """The promise, beside what is measured."""
    promised = ngettext("within %(num)d hour", "within %(num)d hours", house.read_within) % {"num": house.read_within}
    if house.read_in is None:
        return _("Somebody reads it %(promised)s: that is promised here.") % {"promised": promised}
    usual = ngettext("within %(num)d hour", "within %(num)d hours", house.read_in) % {"num": house.read_in}
    if house.read_in <= house.read_within:
        return _("Usually it is read %(usual)s; promised is %(promised)s.") % {"usual": usual, "promised": promised}
    return _("Promised is %(promised)s. Lately that was not always kept: most were read %(usual)s.") % {
        "usual": usual,
        "promised": promised,
    }


def why_waiting(house: House, post: Any) -> list[str]:
    """For the author of a post that waits: why, and when it is read. `post` has `held_for` and `held_at`."""
    why = post.held_for
    if why == Waits.ASKED:
        return [_("You are asked to change it. Changed, it comes back to us.")]
    said = [str(Waits(why).label)] if why in {Waits.ALL, Waits.FIRST, Waits.LINK} else []
    if post.held_at + timedelta(hours=house.read_within) < timezone.now() and why != Waits.AGAIN:
        late = ngettext(
            "It waits longer than the %(num)d hour promised, so it lies first among what waits at the desk.",
            "It waits longer than the %(num)d hours promised, so it lies first among what waits at the desk.",
            house.read_within,
        )
        return [*said, late % {"num": house.read_within}]
    return [*said, promise(house)]


def told_before(member: Member | None, house: House) -> list[str]:
    """What a page to write on says above the text; nothing for nearly everybody. At most one query."""
    if member is None or member.role != Role.MEMBER:
        return []
    if all_wait(house) and house.all_wait_until:
        until = _("At the moment every post is read before others see it, until %(hour)s.")
        return [until % {"hour": hour(house.all_wait_until)}, promise(house)]
    if is_known(member) or not (house.hold_first or house.hold_links):
        return []
    count = stood(member)
    if count < house.hold_first:
        first = ngettext(
            "You are new here: your first post is read before others see it.",
            "You are new here: your first %(num)d posts are read before others see them.",
            house.hold_first,
        )
        return [first % {"num": house.hold_first}, promise(house)]
    if house.hold_links and count < KNOWN_AFTER:
        return [_("You are new here: the first time you link to another site, the post waits until it has been read.")]
    return []
