"""Three quiet questions beside the preview of a reply, for those who have not said that they want none.

Nothing is written for anybody, nothing is held up, and nothing of it is kept: only that somebody wants it no more.
"""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leeward import words
from leeward.boards.models import Topic
from leeward.boards.prompted import choose, is_asked
from leeward.members.aliases import is_own
from leeward.members.models import Member
from leeward.members.requests import MemberRequest
from leeward.web.pages import page
from leeward.words.gentle import look


def questions(by: Member, topic: Topic, body: str) -> list[str]:
    """Those that are in place for a reply in somebody else's topic; none for who wants none. Two queries at most."""
    if not body.strip() or is_own(by, topic.author_id) or not is_asked(by):
        return []
    read = words.render(body)
    found = look(read.plain, quotes=bool(read.quotes))
    said = [
        (found.heard, _("Does it say what you heard from them?")),
        (found.asks, _("Would you like to ask them something?")),
        (found.about, _("It tells much of you. Is it about them, too?")),
    ]
    return [sentence for is_in_place, sentence in said if is_in_place]


@require_http_methods(["GET", "HEAD", "POST"])
def me_gentle(request: MemberRequest) -> HttpResponse:
    """do=on or do=off."""
    if request.method == "POST":
        choose(by=request.member, asked=request.POST.get("do") == "on")
        return redirect("me_gentle")
    return page(request, "boards/me_gentle", is_asked=is_asked(request.member))
