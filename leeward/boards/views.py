"""Pages to read: a board, a topic, a post's address; and where the reader has got to."""

import base64
from collections.abc import Collection
from functools import cache, partial
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from leeward.boards import lists, news, reading, rules
from leeward.boards.access import may_write
from leeward.boards.articles import Articles, Reads
from leeward.boards.expecting import expected
from leeward.boards.forms import Composer
from leeward.boards.holding import is_held_by, is_held_by_others
from leeward.boards.models import Board, BoardRows, Post, Topic, TopicRows
from leeward.boards.promised import told_before, why_waiting
from leeward.boards.rendering import passages_of
from leeward.boards.subscriptions import with_followed
from leeward.boards.updates import with_story
from leeward.boards.voices import voice_in, with_voice
from leeward.citations.showing import fill_posts
from leeward.drafts.sheets import lay_out
from leeward.members.models import Member
from leeward.members.ready import Ready
from leeward.members.requests import MemberRequest, Request
from leeward.shelter.nearby import near
from leeward.web.numbers import whole
from leeward.web.pages import page

POSTS = 25  # posts on a page of a topic; fixed, because addresses of paragraphs rely on it
PRINTED = 200  # posts on a printed page
ON_PAPER = [
    *("ref", "number", "html", "words", "written_at", "edited_at", "edit_note", "in_story_at"),
    *("author_id", "author__name", "author__ref"),
]


@Ready
def _boards(viewer: Member | None, ref: str) -> BoardRows:
    rows = Board.objects.visible_to(viewer).select_related("group").annotate(may_write=may_write(viewer))
    return rows.filter(ref=ref)


def _board(ref: str, viewer: Member | None) -> Board:
    return _boards.one_or_404(viewer, ref)  # type: ignore[no-any-return]


def find_topic(ref: str, viewer: Member | None) -> Topic:
    """The topic with its board, what is new in it, who one is there, and `may_write`: one query. 404 if unseen."""
    return _topics.one_or_404(viewer, ref)  # type: ignore[no-any-return]


@Ready
def _topics(viewer: Member | None, ref: str) -> TopicRows:
    rows = Topic.objects.visible_to(viewer).filter(ref=ref).select_related("board")
    rows = with_story(rows.annotate(may_write=may_write(viewer, "board__")), viewer)
    if viewer:
        rows = with_followed(with_voice(reading.with_place(reading.with_seen(rows, viewer), viewer), viewer), viewer)
        rows = rows.annotate(is_mine=is_held_by(viewer), is_taken=is_held_by_others(viewer))
    return rows


def find_post(ref: str, viewer: Member | None) -> Post:
    """A standing post with its topic, board and author. 404 if it cannot be seen."""
    rows = Post.objects.visible_to(viewer).select_related("topic__board", "author")
    return get_object_or_404(rows, ref=ref)


def number_in(request: Request | MemberRequest, name: str) -> int | None:
    """Where a list goes on: a whole number in the address, or the list's beginning."""
    return whole(request.GET.get(name))


@require_GET
@login_not_required
def board(request: Request, ref: str) -> HttpResponse:
    """A board's topics, newest activity first, pinned ones on top of the first page."""
    here = _board(ref, request.member)
    before = number_in(request, "before")
    topics, older = lists.topics_on(here, request.member, before)
    return page(
        request,
        "boards/board",
        board=here,
        pinned=[] if before else lists.pinned_on(here, request.member),
        topics=topics,
        older=older,
        is_first=before is None,
        why_not=rules.why_not_open_topic(request.member, here.may_write),  # type: ignore[attr-defined]
    )


@require_POST
def mark_board_read(request: MemberRequest, ref: str) -> HttpResponse:
    here = _board(ref, request.member)
    reading.mark_board_read(by=request.member, board=here)
    return redirect("board", here.ref)


def _page_of(topic: Topic, viewer: Member | None, number: int) -> dict[str, Any]:
    """The posts of the page on which `number` stands, and the numbers its neighbours begin with."""
    first = (number - 1) // POSTS * POSTS + 1
    pages = max(1, -(-topic.last_number // POSTS))
    return {
        "articles": Articles(topic, viewer, first, first + POSTS),
        "first": first,
        "page": first // POSTS + 1,
        "pages": pages,
        "earlier": first - POSTS if first > 1 else None,
        "later": first + POSTS if first + POSTS <= topic.last_number else None,
        "last_page": (pages - 1) * POSTS + 1,
    }


@require_GET
@login_not_required
def topic(request: Request, ref: str, number: int = 1) -> HttpResponse:
    """One page of a topic: the one on which post `number` stands. Five queries for a member; six if posts are cited."""
    here: Topic | None = _topics.first(request.member, ref)
    if here is None:
        return _where_joined(request, ref, number)
    if number > max(1, here.last_number):
        raise Http404
    why_not = rules.why_not_reply(request.member, here, here.may_write)  # type: ignore[attr-defined]
    writer = None if why_not else request.member
    sheet = lay_out(writer, "reply", ref, mark=str(here.last_number)) if writer else None
    own = {request.member.pk, here.face_id} - {None} if request.member else set()  # type: ignore[attr-defined]
    composer = Composer.laid_out(sheet, voice_in(here, request.member)) if sheet and request.member else None
    if composer:
        composer.tells_story = here.author_id in own
    shown = _page_of(here, request.member, max(1, number))
    return page(
        request,
        "boards/topic",
        topic=here,
        near=cache(partial(near, request)),
        expected=partial(expected, topic=here, articles=shown["articles"], own=own),
        seen=here.seen if request.member else None,  # type: ignore[attr-defined]
        unread=here.reach - here.seen if request.member else 0,  # type: ignore[attr-defined]
        why_not=why_not,
        reads=_reads(here, request.member, own, may_quote=why_not is None),
        composer=composer,
        own=own,
        why_waiting=why_waiting,
        locked=rules.locked,
        slowed=rules.slowed,
        told_before=partial(told_before, writer),
        **shown,
    )


def _reads(topic: Topic, viewer: Member | None, own: Collection[int | None], *, may_quote: bool) -> Reads:
    is_moderator = viewer is not None and viewer.is_moderator
    return Reads(viewer is not None, may_quote, is_moderator, topic.author_id in own)


def _where_joined(request: Request, ref: str, number: int) -> HttpResponse:
    """The old address of a topic that was joined to another leads to where its posts stand; 404 for all else."""
    found = lists.where_joined(ref, number, request.member)
    if found is None:
        raise Http404
    return redirect(f"{reverse('topic_at', args=found)}#p{found[1]}")


@require_GET
def topic_unread(request: MemberRequest, ref: str) -> HttpResponse:
    """To where the member stopped: the paragraph in a post half read, or the first post not yet seen."""
    here = find_topic(ref, request.member)
    seen: int = here.seen  # type: ignore[attr-defined]
    number, passage = here.at_number, here.at_passage  # type: ignore[attr-defined]
    if number <= seen or not passage:
        number, passage = reading.first_unread(here, request.member, seen) or here.last_number, 0
    anchor = f"p{number}-{passage}" if passage else f"p{number}"
    return redirect(f"{reverse('topic_at', args=[here.ref, max(1, number)])}#{anchor}")


@require_GET
def topic_next(request: MemberRequest, ref: str) -> HttpResponse:
    """On to the next topic with news; where there is none, to the list of news."""
    found = news.beside(request.member, find_topic(ref, request.member), later=True)
    return redirect("topic_unread", found.ref) if found else redirect("new")


@require_GET
def topic_previous(request: MemberRequest, ref: str) -> HttpResponse:
    """Back to the topic with news before this one."""
    found = news.beside(request.member, find_topic(ref, request.member), later=False)
    return redirect("topic_unread", found.ref) if found else redirect("new")


@require_GET
@login_not_required
def topic_print(request: Request, ref: str, number: int = 1) -> HttpResponse:
    """The topic as a long sheet, for paper."""
    here = find_topic(ref, request.member)
    rows = here.posts.standing_for(request.member).filter(number__gte=number)
    posts = list(rows.order_by("number").values(*ON_PAPER)[:PRINTED])
    fill_posts(posts, request.member)
    more = rows.filter(number__gt=posts[-1]["number"]).exists() if posts else False
    return page(request, "boards/topic_print", topic=here, posts=posts, more=more)


@require_GET
@login_not_required
def post(request: Request, ref: str, passage: int = 0) -> HttpResponse:
    """A post's own address, or a paragraph's: leads to its place in the topic."""
    here = find_post(ref, request.member)
    anchor = f"p{here.number}-{passage}" if passage else f"p{here.number}"
    return redirect(f"{reverse('topic_at', args=[here.topic.ref, here.number])}#{anchor}")


@require_GET
@login_not_required
def passages(request: Request, ref: str) -> HttpResponse:
    """Every paragraph of a post, to quote, to answer or to point at: by keyboard and without JavaScript."""
    here = find_post(ref, request.member)
    return page(request, "boards/passages", post=here, passages=passages_of(here), composer=None)


@require_POST
def position(request: MemberRequest, ref: str) -> HttpResponse:
    """Sent while reading: seen (the last post whose end was on the screen), number and passage (the place)."""
    here = get_object_or_404(Topic.objects.visible_to(request.member), ref=ref)
    seen, number, passage = (whole(request.POST.get(name), 9) for name in ("seen", "number", "passage"))
    if seen is None or number is None or passage is None:
        return HttpResponse(status=400)
    reading.note_place(by=request.member, topic=here, seen=seen, number=number, passage=min(passage, 99_999))
    return HttpResponse(status=204)


DOT = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")


@require_GET
def seen(request: MemberRequest, ref: str, number: int) -> HttpResponse:
    """A picture of one dot at the end of a page, asked for only without JavaScript: the page was shown."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin":
        here = get_object_or_404(Topic.objects.visible_to(request.member), ref=ref)
        reading.note_place(by=request.member, topic=here, seen=number, number=number, passage=0)
    return HttpResponse(DOT, content_type="image/gif")
