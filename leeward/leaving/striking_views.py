"""The pages on which somebody strikes a phrase: what to strike, where it stands, done. All by POST: the phrase is in no
address, and so in no history and no log."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_http_methods

from leeward.boards import taking_down
from leeward.boards.rules import why_not_strike_yet
from leeward.leaving import striking
from leeward.leaving.striking import Scope
from leeward.members.requests import MemberRequest
from leeward.members.rules import too_often
from leeward.web.limits import Limit
from leeward.web.pages import page

# Each look reads all that the member wrote in a story: enough for a night's worth of second thoughts.
STRIKING = Limit("strike", 40, 60 * 60)


@require_http_methods(["GET", "HEAD", "POST"])
def strike_post(request: MemberRequest, ref: str) -> HttpResponse:
    post = get_object_or_404(taking_down.own_posts(request.member), ref=ref)
    is_story = post.number == 1 and post.topic.author_id == post.author_id
    return _strike(request, Scope.of_post(request.member, post), post=post, topic=post.topic if is_story else None)


@require_http_methods(["GET", "HEAD", "POST"])
def strike_story(request: MemberRequest, ref: str) -> HttpResponse:
    topic = get_object_or_404(taking_down.own_stories(request.member), ref=ref)
    return _strike(request, Scope.of_story(request.member, topic), post=None, topic=topic)


def _strike(request: MemberRequest, scope: Scope, **about: Any) -> HttpResponse:
    """do=look shows where the phrase stands, do=strike takes it out and says what is left."""
    phrase, do = " ".join(request.POST.get("phrase", "").split()), request.POST.get("do", "look")
    shown: dict[str, Any] = {**about, "phrase": phrase, "wrong": "", "found": None, "struck": False}
    if request.method != "POST":
        return page(request, "leaving/strike", **shown)
    if wrong := striking.why_not_strike(phrase) or why_not_strike_yet(scope.posts):
        return page(request, "leaving/strike", status=422, **{**shown, "wrong": wrong})
    if STRIKING.reached(str(request.member.pk)):
        return page(request, "leaving/strike", status=429, **{**shown, "wrong": too_often()})
    if do != "strike":
        return page(request, "leaving/strike", **{**shown, "found": striking.find(scope, phrase)})
    striking.strike(scope, phrase)
    over = {"struck": True, "left": striking.left(scope, phrase), "still": striking.still_said(scope, phrase)}
    return page(request, "leaving/strike", **{**shown, **over})
