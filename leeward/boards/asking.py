"""What its author asks of those who read: a small page, open to them at any time."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from leeward.boards import keeping, rules
from leeward.boards.views import find_topic
from leeward.boards.wanted import Wanted
from leeward.drafts.words import Words
from leeward.members.requests import MemberRequest
from leeward.web.errors import sorry
from leeward.web.pages import page


@require_http_methods(["GET", "POST"])
def wanted(request: MemberRequest, ref: str) -> HttpResponse:
    """What would help, said or changed by whoever began the topic."""
    topic = find_topic(ref, request.member)
    if why_not := rules.why_not_set_wanted(request.member, topic):
        return sorry(request, 403, why_not)
    if request.method == "GET":
        return page(request, "boards/wanted", topic=topic, choices=Wanted.choices)
    keeping.set_wanted(by=request.member, topic=topic, wanted=Words.typed(request.POST).wanted or "")
    return redirect("topic", topic.ref)
