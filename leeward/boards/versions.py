"""The versions of a published post: its author's to see, to take up again, to strike; others' as the board says."""

import hashlib

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from leeward.boards import keeping, rules
from leeward.boards.models import Post, Revision
from leeward.boards.views import find_post
from leeward.drafts.difference import side_by_side
from leeward.drafts.words import Words
from leeward.members.aliases import is_own
from leeward.members.requests import MemberRequest
from leeward.web.numbers import whole
from leeward.web.pages import page


def as_it_stands(post: Post) -> Words:
    """What an edit begins from."""
    return Words(title=post.topic.title if post.number == 1 else "", body=post.source)


def number_of_edit(post: Post) -> str:
    """The same in every tab that opens the post as it stands now: two edits of one text are one, or are compared."""
    stands = f"{post.ref}\0{post.edited_at}\0{post.topic.title}"
    return hashlib.sha256(stands.encode()).hexdigest()[:24]


def old_version(post: Post, number: int | None) -> Revision | None:
    """The post's version by its number in the list, 1 being the first; None for a struck one."""
    if not number:
        return None
    versions = list(post.revisions.order_by("replaced_at", "pk"))
    chosen = versions[number - 1] if 0 < number <= len(versions) else None
    return None if chosen is None or chosen.struck_at else chosen


@require_safe
def versions(request: MemberRequest, ref: str) -> HttpResponse:
    """All versions; ?version=2 sets one beside the post as it stands."""
    post = find_post(ref, request.member)
    if rules.why_not_see_versions(request.member, post):
        raise Http404
    chosen = old_version(post, whole(request.GET.get("version"), 5))
    now = Words(body=post.source)
    return page(
        request,
        "boards/versions",
        post=post,
        versions=list(post.revisions.order_by("replaced_at", "pk")),
        chosen=chosen,
        number=request.GET.get("version", ""),
        rows=side_by_side(Words(body=chosen.source), now) if chosen else [],
        is_author=is_own(request.member, post.author_id),
    )


@require_POST
def strike_version(request: MemberRequest, ref: str) -> HttpResponse:
    """Its words go for good; that there was a version stays."""
    post = find_post(ref, request.member)
    version = get_object_or_404(post.revisions, pk=whole(request.POST.get("version"), 9))
    keeping.strike(by=request.member, post=post, version=version)
    return redirect("versions", post.ref)
