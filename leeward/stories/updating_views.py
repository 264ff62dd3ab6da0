"""What one's own post is in one's story: an update or not, of which story, and what promise it keeps."""

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from leeward.boards import rules, updates
from leeward.boards.models import Post
from leeward.boards.views import find_post
from leeward.members.requests import MemberRequest
from leeward.members.rules import insist
from leeward.stories.promises import keep_promises, open_promises
from leeward.stories.reading import story_with
from leeward.web.pages import page


@require_http_methods(["GET", "HEAD", "POST"])
def update(request: MemberRequest, ref: str) -> HttpResponse:
    """do=mark or do=unmark, with `kept` (promises, many times); for an opening post do=go_on with `story`."""
    post = find_post(ref, request.member)
    insist(rules.why_not_update(request.member, post))
    if request.method != "POST":
        return _show(request, post)
    try:
        _do(request, post)
    except ValidationError as wrong:
        return _show(request, post, wrong=wrong.messages[0])
    return redirect("in_story", post.ref)


def _do(request: MemberRequest, post: Post) -> None:
    match request.POST.get("do"):
        case "mark":
            if post.number > 1:
                updates.mark(by=request.member, post=post)
            keep_promises(by=request.member, post=post, refs=request.POST.getlist("kept"))
        case "unmark":
            updates.unmark(by=request.member, post=post)
        case "go_on" if post.number == 1:
            updates.go_on(by=request.member, topic=post.topic, ref=request.POST.get("story", ""))


def _show(request: MemberRequest, post: Post, wrong: str = "") -> HttpResponse:
    earlier: list[tuple[str, str]] = []
    before = ""
    if post.number == 1 and post.author_id == request.member.pk:
        earlier = updates.to_go_on_with(request.member, before=post.topic)
        parts = story_with(post.topic, request.member).topics
        before = parts[0].ref if parts[0].pk != post.topic_id else ""
    return page(
        request,
        "stories/update",
        status=422 if wrong else 200,
        post=post,
        promises=open_promises(request.member, post),
        earlier=earlier,
        before=before,
        wrong=wrong,
    )
