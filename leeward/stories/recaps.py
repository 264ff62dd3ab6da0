"""The recap: a few words of the author's for whoever comes to a story late. Plain words, and no versions are kept.

So there is no markup in it, and no quote of anybody's: what others take back cannot stand on in it.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from leeward.boards.counting import lock
from leeward.boards.models import Topic
from leeward.boards.story import Story
from leeward.members.models import Member
from leeward.members.rules import insist
from leeward.stories import rules
from leeward.words import clean_text


def keep_recap(*, by: Member, topic: Topic, text: str) -> None:
    """The story's recap says this from now on; with no words there is none."""
    text = clean_text(text).strip()
    insist(rules.why_not_recap(by, topic))
    if sentence := rules.why_not_this_recap(text):
        raise ValidationError({"body": sentence})
    with transaction.atomic():
        Story.objects.filter(topics=lock(topic)).update(recap=text, recap_at=timezone.now())
