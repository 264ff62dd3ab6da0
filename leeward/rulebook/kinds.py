"""The house rules as a kind of draft: what is changed in them is kept while it is written."""

from django.urls import reverse
from django.utils.translation import gettext as _

from leeward.drafts.kinds import Kind, Place
from leeward.drafts.words import Words
from leeward.house.rules import why_not_keep
from leeward.members.models import Member
from leeward.rulebook import actions

TARGET = "house"  # there is one place for it


def where_rules(member: Member, target: str) -> Place | None:
    if target != TARGET:
        return None
    return Place(_("The house rules"), reverse("house_rules"), why_not_keep(member) or "")


def post_rules(by: Member, target: str, words: Words, once: str) -> str:
    """Sent twice it is one change: the second time nothing differs, and the form says so."""
    made = actions.change_rules(by=by, source=words.body, summary=words.note, wanted=words.wanted or "")
    return reverse("rules_version", args=[made.number])


RULES = Kind("rules", where_rules, post_rules, adds=False)
