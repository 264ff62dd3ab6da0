"""Pages of following: the button at a topic's end, and the list of what one follows."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from leeward.boards.marks import Followed, Subscription, SubscriptionRows
from leeward.boards.subscriptions import follow
from leeward.boards.views import find_topic
from leeward.members.models import Member
from leeward.members.ready import Ready
from leeward.members.requests import MemberRequest
from leeward.web.looking import latest
from leeward.web.numbers import whole
from leeward.web.pages import page

PAGE = 40


@require_POST
def follow_topic(request: MemberRequest, ref: str) -> HttpResponse:
    """what=all, what=updates or what=nothing."""
    topic = find_topic(ref, request.member)
    what = request.POST.get("what", "")
    if what in Followed.values:
        follow(by=request.member, topic=topic, what=what)
    return redirect("following") if "back" in request.POST else redirect("topic", topic.ref)


@require_safe
def following(request: MemberRequest) -> HttpResponse:
    """The topics that the member follows and may still see, the latest begun first."""
    found = _followed.rows(request.member, whole(request.GET.get("before")) or None)
    older = found[PAGE - 1].pk if len(found) > PAGE else None
    return page(request, "boards/following", subscriptions=found[:PAGE], older=older)


@Ready
def _followed(member: Member, before: int | None) -> SubscriptionRows:
    rows = Subscription.objects.visible_to(member).select_related("topic__board").order_by(latest("pk"))
    return (rows.older_than(before) if before else rows)[: PAGE + 1]
