"""What may be asked, and how often."""

from django.utils.translation import gettext as _

from leeward.members.aliases import is_own
from leeward.members.models import Member
from leeward.search.questions import Term
from leeward.web.limits import Limit

QUESTION_MAX = 300  # characters: a long sentence. More is a text, and no two posts share one
TERMS_MAX = 16  # words or phrases that must all be there
FIRST_YEAR = 1990  # no board is older; it bounds what an index is asked

# A person reads what they found: forty searches in a minute are a machine's.
SEARCHES = Limit("search", times=40, seconds=60)


def why_not_ask(text: str, terms: tuple[Term, ...]) -> str | None:
    """A sentence when these words cannot be searched for."""
    if len(text) > QUESTION_MAX:
        return _("That is more than a search can carry. Give it a few words that stand in the post.")
    if not terms:
        return _("Write a word to search for.")
    if len(terms) > TERMS_MAX:
        return _("These are too many words: a post would have to hold them all. Try the rarest few.")
    return None


def why_not_by_author(viewer: Member, author: Member | None) -> str | None:
    """A search by name is a list of somebody's posts, so it is theirs to allow. One sentence, also for no such name."""
    if author is not None and (author.lists_posts or viewer.is_moderator or is_own(viewer, author.pk)):
        return None
    if viewer.is_moderator:
        return _("Nobody here goes by this name. Write it as it stands beside their posts.")
    return _(
        "Nobody of this name lists what they post, so there is nothing to search through by it. Leave the name empty "
        "and search by words."
    )


def why_not_search_now(member: Member) -> str | None:
    """Counts this search. A sentence when there were too many just now."""
    if SEARCHES.reached(member.ref):
        return _("These were many searches in a short time. Wait a minute, then go on.")
    return None
