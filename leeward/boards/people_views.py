"""What one member has written: a list for others where its owner wants one, and one's own other names."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from leeward.boards import lists
from leeward.boards.models import Topic
from leeward.boards.views import number_in
from leeward.members.aliases import aliases_of
from leeward.members.models import Member
from leeward.members.requests import MemberRequest
from leeward.members.rules import ALIASES_MAX
from leeward.web.pages import page


@require_safe
def member_posts(request: MemberRequest, ref: str) -> HttpResponse:
    """What somebody posted, as the viewer may see it. 404 where its owner does not list it: for everybody alike."""
    shown = get_object_or_404(Member.objects.admitted(), ref=ref, lists_posts=True)
    posts, older = lists.posts_by(shown, request.member, number_in(request, "before"))
    return page(request, "boards/member_posts", shown=shown, posts=posts, older=older)


@require_safe
def me_aliases(request: MemberRequest) -> HttpResponse:
    """The names the member has written under beside their own, each with its topic. Two queries."""
    aliases = list(aliases_of(request.member))
    places = Topic.objects.visible_to(request.member).filter(ref__in=[alias.place for alias in aliases])
    topics = {topic.ref: topic for topic in places}
    lines = [(alias.face.name, topics.get(alias.place)) for alias in aliases]
    return page(request, "boards/me_aliases", lines=lines, most=ALIASES_MAX)
