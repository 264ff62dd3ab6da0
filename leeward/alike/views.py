"""Stories like one that stands on a board."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from leeward.alike.finding import Sought, opening_of, stories_like
from leeward.alike.meaning import read, unpacked
from leeward.alike.models import Story
from leeward.alike.rules import why_not_compare_now
from leeward.boards.models import Topic
from leeward.members.models import Member
from leeward.members.requests import MemberRequest
from leeward.web.pages import page


@require_GET
def alike(request: MemberRequest, ref: str) -> HttpResponse:
    """Topics by others who were there, the likest first. Eleven queries at most, whatever is found."""
    topic = get_object_or_404(Topic.objects.visible_to(request.member).select_related("board"), ref=ref)
    if sentence := why_not_compare_now(request.member):
        return page(request, "alike/alike", status=429, topic=topic, hits=[], sentence=sentence)
    hits = stories_like(request.member, _sought(topic, request.member))
    return page(request, "alike/alike", topic=topic, hits=hits, sentence="")


def _sought(topic: Topic, viewer: Member) -> Sought:
    """The topic's opening, as far as the viewer may see it. What the worker has not read yet is read now."""
    opening = opening_of(topic, viewer)
    if opening is None:
        return Sought("", None, topic.pk)
    stored = Story.objects.of(opening)
    if stored is None:
        return Sought(opening.plain, read(opening.plain).whole, topic.pk)
    return Sought(opening.plain, unpacked(bytes(stored.vector), bytes(stored.leans), bytes(stored.themes)), topic.pk)
