"""What somebody writes for whoever will ask after them, as a kind of draft: kept while it is written."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from leeward.care import checking
from leeward.drafts.kinds import Kind, Place
from leeward.drafts.words import Words
from leeward.members.models import Member

MINE = "mine"  # the only target: everybody has one


def where_check_in(member: Member, target: str) -> Place | None:
    return Place(_("A check-in"), reverse("me_check_in")) if target == MINE else None


def post_check_in(by: Member, target: str, words: Words, once: str) -> str:
    checking.agree(by=by, wish=checking.read_wish((words.wanted or "").split(), words.body))
    return reverse("me_check_in")


CHECK_IN = Kind("check_in", where_check_in, post_check_in, adds=False, stays=False)
