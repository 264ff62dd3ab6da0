"""Pages for one's own words: all of them, what is taken down, and deciding about each. Nobody else's can be reached."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from leeward.boards import taking_down
from leeward.boards.models import Post, Topic
from leeward.citations.showing import filled
from leeward.members.models import Member
from leeward.members.requests import MemberRequest
from leeward.web.errors import sorry
from leeward.web.numbers import whole
from leeward.web.pages import page

LISTED = 40  # of one's own posts on a page
WAITING = 200  # to decide about, the most pressing first; what is decided makes room for the next


def _post(request: MemberRequest, ref: str) -> Post:
    return get_object_or_404(taking_down.own_posts(request.member), ref=ref)


def _story(request: MemberRequest, ref: str) -> Topic:
    return get_object_or_404(taking_down.own_stories(request.member), ref=ref)


@require_GET
def my_posts(request: MemberRequest) -> HttpResponse:
    """All one wrote, newest first, each with a button that takes it down."""
    rows = taking_down.own_posts(request.member)
    if before := whole(request.GET.get("before")):
        rows = rows.filter(pk__lt=before)
    found = list(rows[: LISTED + 1])
    posts = found[:LISTED]
    return page(
        request,
        "boards/my_posts",
        posts=posts,
        older=posts[-1].pk if len(found) > LISTED else None,
        seen=taking_down.topics_seen(request.member, posts),
    )


@require_GET
def taken_down(request: MemberRequest) -> HttpResponse:
    """What is down and not decided about, the most pressing first."""
    done = {"erased": _("It is erased."), "let-go": _("It stands again, under a name that is not yours.")}
    return page(
        request,
        "boards/taken_down",
        stories=list(taking_down.stories_down(request.member)[:WAITING]),
        posts=list(taking_down.posts_down(request.member)[:WAITING]),
        decided_by=taking_down.decided_by,
        days=taking_down.DAYS,
        done=done.get(request.GET.get("done", "")),
    )


@require_GET
def my_post(request: MemberRequest, ref: str) -> HttpResponse:
    """One post of one's own, as it reads, wherever its topic has gone; and what can be done with it."""
    post = _post(request, ref)
    post.html = filled([post.html], request.member)[0]
    return page(
        request,
        "boards/my_post",
        post=post,
        topic=post.topic,
        is_story=post.number == 1 and post.topic.author_id == post.author_id,
        is_seen=bool(taking_down.topics_seen(request.member, [post])),
        until=taking_down.decided_by(post),
        days=taking_down.DAYS,
    )


@require_GET
def my_story(request: MemberRequest, ref: str) -> HttpResponse:
    """One story of one's own, and what can be done with it."""
    topic = _story(request, ref)
    return page(
        request,
        "boards/my_story",
        topic=topic,
        posts=list(taking_down.own_posts(request.member).filter(topic=topic).order_by("number")[:LISTED]),
        until=taking_down.decided_by(topic),
        days=taking_down.DAYS,
    )


@require_POST
def take_down(request: MemberRequest, ref: str) -> HttpResponse:
    """In one press: it can be put back in one press too."""
    post = _post(request, ref)
    taking_down.take_down(by=request.member, post=post)
    return redirect("my_post", post.ref)


@require_POST
def take_story_down(request: MemberRequest, ref: str) -> HttpResponse:
    topic = _story(request, ref)
    taking_down.take_story_down(by=request.member, topic=topic)
    return redirect("my_story", topic.ref)


@require_POST
def put_back(request: MemberRequest, ref: str) -> HttpResponse:
    post = _post(request, ref)
    taking_down.put_back(by=request.member, post=post)
    return redirect("post" if taking_down.is_seen(request.member, post) else "my_post", post.ref)


@require_POST
def put_story_back(request: MemberRequest, ref: str) -> HttpResponse:
    topic = _story(request, ref)
    taking_down.put_story_back(by=request.member, topic=topic)
    return redirect("topic" if taking_down.is_seen(request.member, topic) else "my_story", topic.ref)


@require_POST
def decide_post(request: MemberRequest, ref: str) -> HttpResponse:
    """do=let_go or do=erase."""
    post = _post(request, ref)
    return _decided(request, {"let_go": taking_down.let_post_go, "erase": taking_down.erase_post}, post=post)


@require_POST
def decide_story(request: MemberRequest, ref: str) -> HttpResponse:
    topic = _story(request, ref)
    return _decided(request, {"let_go": taking_down.let_story_go, "erase": taking_down.erase_story}, topic=topic)


def _decided(request: MemberRequest, known: dict[str, Callable[..., Member | None]], **thing: Any) -> HttpResponse:
    do = request.POST.get("do", "")
    if do not in known:
        return sorry(request, 400, _("Nothing was chosen."))
    known[do](by=request.member, **thing)
    done = "erased" if do == "erase" else "let-go"
    return redirect(f"{reverse('taken_down')}?done={done}")
