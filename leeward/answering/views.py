"""One page: to say to the author of a post that one has read it, or is with them."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from leeward.answering import rules, signs
from leeward.answering.models import Says
from leeward.boards.actions import refuse
from leeward.boards.views import find_post
from leeward.members.aliases import is_own
from leeward.members.requests import MemberRequest
from leeward.web.pages import page


@require_http_methods(["GET", "HEAD", "POST"])
def sign(request: MemberRequest, ref: str) -> HttpResponse:
    """says=read, says=with, or take_back."""
    post = find_post(ref, request.member)
    refuse(rules.why_not_sign(post, is_own(request.member, post.author_id)))
    if request.method == "POST":
        if "take_back" in request.POST:
            signs.take_back(by=request.member, post=post)
        elif (says := request.POST.get("says", "")) in Says.values:
            refuse(rules.too_many_signs() if rules.SIGNS.reached(str(request.member.pk)) else None)
            signs.give(by=request.member, post=post, says=says)
        return redirect("sign", ref)
    return page(request, "answering/sign", post=post, given=signs.given_by(request.member, post))
