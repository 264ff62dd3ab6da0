"""What waits to be read before others see it, and why: nothing but what this file names.

A post waits because of a decision about its writer, because of one about the whole house, because its writer is new
and the house reads first posts, or because it holds a new member's first link to another site. Nothing else is looked
at: not how fast it was typed, how long it is, which words stand in it, or where it came from.
"""

from __future__ import annotations

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from leeward.boards.models import Post
from leeward.citations.showing import hosts
from leeward.house.context import the_house
from leeward.house.models import House
from leeward.members.models import Member, Role
from leeward.members.ready import Ready
from leeward.members.restrained import is_read_first
from leeward.words.citations import is_host_of
from leeward.words.links import hosts_linked

# Posts that stand: from then on somebody is known, whatever the house reads of newcomers. As `house.rules.FIRST_MAX`.
KNOWN_AFTER = 10


class Waits(models.TextChoices):
    """Why a post waits, as its author and the desk read it."""

    ALL = "all", _("At the moment every post is read before others see it.")
    FIRST = "first", _("The first posts of everybody new here are read before others see them.")
    LINK = "link", _("The first links that somebody new gives to other sites are read before others see them.")
    TOLD = "told", _("It was decided that this member’s posts are read before others see them.")
    ASKED = "asked", _("Its author is asked to change it.")
    AGAIN = "again", _("Its author has changed it.")


@Ready
def _house(_anybody: None) -> QuerySet[House]:
    return House.objects.filter(id=1)


def house_now() -> House:
    """As it is set now. One query."""
    return _house.first(None) or the_house()


def is_known(member: Member) -> bool:
    """No query: who looks after the house, and whoever has been found to have written enough (`note_known`)."""
    return member.role != Role.MEMBER or member.known_at is not None


def stood(member: Member) -> int:
    """How many posts of theirs stand, under whatever name; no more than `KNOWN_AFTER` are counted. One query."""
    return Post.objects.written_by(member).filter(hidden_at=None)[:KNOWN_AFTER].count()


def why_it_waits(by: Member, house: House, html: str) -> str | None:
    """One of `Waits`; None: it does not. At most three queries, and one for somebody who is known."""
    if not by.is_moderator and is_read_first(by):
        return Waits.TOLD
    if by.role == Role.MEMBER and all_wait(house):
        return Waits.ALL
    if is_known(by) or not (house.hold_first or house.hold_links):
        return None
    count = stood(by)
    if count < house.hold_first:
        return Waits.FIRST
    if house.hold_links and count < KNOWN_AFTER and is_first_link(by, html):
        return Waits.LINK
    return None


def is_first_link(by: Member, html: str) -> bool:
    """It leads to another site, and nothing of theirs that stands does. One query, and none without such a link."""
    if not leads_away(html):
        return False
    rows = Post.objects.written_by(by).filter(hidden_at=None, html__contains='href="http')
    return not any(leads_away(each) for each in rows.values_list("html", flat=True)[:KNOWN_AFTER])


def leads_away(html: str) -> bool:
    """A link in it leads to another site: one to this house, by any of its names, does not."""
    return any(not is_host_of(host, hosts()) for host in hosts_linked(html))


def all_wait(house: House) -> bool:
    """Those who look after the house have decided that every post waits, and the time is not over."""
    return house.all_wait_until is not None and house.all_wait_until > timezone.now()


def why_a_change_waits(by: Member, house: House, html: str) -> str | None:
    """Of what is done to a post that stands, only a new member's first link waits."""
    if is_known(by) or not house.hold_links or stood(by) >= KNOWN_AFTER:
        return None
    return Waits.LINK if is_first_link(by, html) else None


def note_known(by: Member) -> None:
    """Called when they write under their own name, so that their row and a post under another share no moment."""
    if not is_known(by) and stood(by) >= KNOWN_AFTER:
        Member.objects.filter(pk=by.pk, known_at=None).update(known_at=timezone.now())
