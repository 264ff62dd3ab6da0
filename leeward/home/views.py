"""The front page, what is new, my own topics, and whether the house stands."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_GET, require_POST, require_safe

from leeward.answering.waiting import ON_FRONT as WAITING
from leeward.answering.waiting import waiting_for
from leeward.boards import lists, news, reading
from leeward.home.glance import at_a_glance
from leeward.members.requests import MemberRequest, Request
from leeward.web.numbers import whole
from leeward.web.pages import page


@require_safe
@login_not_required
def front(request: Request) -> HttpResponse:
    """For a member: what is new, their own topics, the boards. For a stranger: what this place is."""
    if request.member is None:
        return page(request, "home/welcome", groups=lists.boards_for(None))
    groups = lists.boards_for(request.member)
    own = lists.few_of_mine(request.member)
    return page(
        request,
        "home/front",
        fresh=news.newest_for(request.member),
        fresh_count=sum(group.fresh for group in groups),
        glance=at_a_glance(request.member),
        own=own.first(lists.FEW),
        more_own=len(own) > lists.FEW,
        waiting=waiting_for(request.member, most=WAITING)[0] if request.member.shows_waiting else None,
        groups=groups,
    )


@require_GET
def new(request: MemberRequest) -> HttpResponse:
    """Every topic with something new for me, newest activity first."""
    before = whole(request.GET.get("before"))
    topics, older = news.new_for(request.member, before)
    return page(request, "home/new", topics=topics, older=older, is_first=before is None, looked_through=reading.RECENT)


@require_GET
def mine(request: MemberRequest) -> HttpResponse:
    """The topics I began."""
    topics, older = lists.mine(request.member, whole(request.GET.get("before")))
    return page(request, "home/mine", topics=topics, older=older)


@require_POST
def mark_all_read(request: MemberRequest) -> HttpResponse:
    """Everything that stands now counts as read."""
    reading.mark_all_read(by=request.member)
    return redirect("front")


@require_safe
@login_not_required
def health(request: Request) -> JsonResponse:
    """200 when a page could be served: the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
