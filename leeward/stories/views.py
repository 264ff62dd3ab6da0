"""Pages of a story: the text itself, a post's place in it, following it, and how far it was read."""

import base64

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from leeward.boards.marks import Followed
from leeward.boards.models import Topic
from leeward.boards.subscriptions import follow_story as follow
from leeward.boards.subscriptions import story_followed
from leeward.boards.views import find_post
from leeward.citations.showing import fill_posts
from leeward.members.aliases import is_own
from leeward.members.models import Member
from leeward.members.requests import MemberRequest, Request
from leeward.stories import reading
from leeward.stories.reading import Place, Story
from leeward.web.pages import page


def find_story(ref: str, viewer: Member | None) -> Story:
    """404 where the topic cannot be seen; a topic without updates is a story of one post."""
    return reading.story_with(get_object_or_404(Topic.objects.visible_to(viewer), ref=ref), viewer)


@require_GET
@login_not_required
def story(request: Request, ref: str, number: int = 1) -> HttpResponse:
    """One page of the story, the `number`th. Its queries do not grow with it."""
    here = find_story(ref, request.member)
    if number > here.pages:
        raise Http404
    viewer = request.member
    posts = reading.page_of(here, max(1, number), viewer)
    fill_posts(posts, viewer)
    return page(
        request,
        "stories/story",
        story=here,
        ref=ref,
        posts=posts,
        number=max(1, number),
        recap=reading.recap_of(here),
        is_author=viewer is not None and is_own(viewer, here.topics[0].author_id),
        followed=story_followed(viewer, here.topics) if viewer else "",
    )


def address_in(here: Story, place: Place, ref: str) -> str:
    """Where the place is read: its page, and it on it."""
    return f"{reverse('story_at', args=[ref, place.page])}#u{place.number}"


@require_GET
@login_not_required
def in_story(request: Request, ref: str) -> HttpResponse:
    """A post's place in its story; its topic where it is not part of one."""
    post = find_post(ref, request.member)
    here = reading.story_with(post.topic, request.member)
    place = next((one for one in here.places if one.pk == post.pk), None)
    return redirect(address_in(here, place, post.topic.ref)) if place else redirect("post", post.ref)


@require_POST
def follow_story(request: MemberRequest, ref: str) -> HttpResponse:
    """what=all, what=updates or what=nothing, for all its topics, and those with which it goes on later."""
    here = find_story(ref, request.member)
    if (what := request.POST.get("what", "")) in Followed.values:
        follow(by=request.member, topics=here.topics, what=what)
    return redirect("story", ref)


@require_POST
def story_position(request: MemberRequest, ref: str) -> HttpResponse:
    """Sent while reading: seen, the last of the story's posts whose end was on the screen."""
    seen = request.POST.get("seen", "")
    if not (seen.isascii() and seen.isdigit() and len(seen) < 10):
        return HttpResponse(status=400)
    reading.note_read(find_story(ref, request.member), by=request.member, number=int(seen))
    return HttpResponse(status=204)


DOT = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


@require_GET
def story_seen(request: MemberRequest, ref: str, number: int) -> HttpResponse:
    """A picture of one dot at the end of a page, asked for only without JavaScript: the page was shown."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin":
        reading.note_read(find_story(ref, request.member), by=request.member, number=number)
    return HttpResponse(DOT, content_type="image/gif")
