"""Who may, and why not."""

from django.utils.translation import gettext as _

from leeward.boards import rules
from leeward.boards.models import Topic
from leeward.members.models import Member

RECAP_MAX = 1_500  # characters: a page of a small book; what is longer is an update


def why_not_recap(member: Member | None, topic: Topic) -> str | None:
    """The recap is for whoever tells the story."""
    if sentence := rules.why_not_set_story(member, topic):
        return sentence
    if topic.story_id is None:
        return _("A recap stands above a story. Make one of your posts an update first, and the topic is one.")
    return None


def why_not_this_recap(text: str) -> str | None:
    """What is wrong with its words. None at all take it away."""
    if len(text) > RECAP_MAX:
        return _("A recap has at most %(most)s characters; this one has %(long)s. Nothing is lost.") % {
            "most": f"{RECAP_MAX:,}",
            "long": f"{len(text):,}",
        }
    return None
