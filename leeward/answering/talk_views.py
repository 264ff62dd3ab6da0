"""What a member can do about somebody who wrote to them in private and waits."""

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from leeward.answering.owing import DAYS
from leeward.conversations import waiting
from leeward.members.requests import MemberRequest
from leeward.web.pages import page


@require_http_methods(["GET", "HEAD", "POST"])
def owed_talk(request: MemberRequest, ref: str) -> HttpResponse:
    """do=aside (with how_long), do=take_up, do=let_go. 404 where nobody waits there."""
    place = get_object_or_404(waiting.unanswered(request.member), ref=ref)
    if request.method != "POST":
        line = waiting.line_of(request.member, place)
        return page(request, "answering/owed_talk", line=line, now=timezone.now())
    match request.POST.get("do"):
        case "aside" if request.POST.get("how_long") in DAYS:
            days = timedelta(days=DAYS[request.POST["how_long"]])
            waiting.set_aside(by=request.member, place=place, until=timezone.now() + days)
        case "take_up":
            waiting.set_aside(by=request.member, place=place, until=None)
        case "let_go":
            waiting.let_go(by=request.member, place=place)
    return redirect("owed")
