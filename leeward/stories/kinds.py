"""The recap as a kind of draft."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from leeward.boards.models import Topic
from leeward.drafts.kinds import Kind, Place
from leeward.drafts.words import Words
from leeward.members.models import Member
from leeward.stories import rules
from leeward.stories.recaps import keep_recap


def _topic(member: Member, ref: str) -> Topic | None:
    return Topic.objects.visible_to(member).select_related("story").filter(ref=ref).first()


def where_recap(member: Member, ref: str) -> Place | None:
    topic = _topic(member, ref)
    if topic is None:
        return None
    title = _("The recap of “%(topic)s”") % {"topic": topic.title}
    return Place(title, reverse("recap", args=[ref]), rules.why_not_recap(member, topic) or "")


def post_recap(by: Member, ref: str, words: Words, once: str) -> str:
    topic = _topic(by, ref)
    if topic is None:
        raise Http404
    keep_recap(by=by, topic=topic, text=words.body)
    return reverse("story", args=[ref])


RECAP = Kind("recap", where_recap, post_recap, adds=False)
