"""Pages to read: the list, a request, a conversation; and what becomes of them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leeward.conversations import actions, lists, people, rules
from leeward.conversations.actions import refuse
from leeward.conversations.composing import find_own, find_place
from leeward.conversations.forms import Composer
from leeward.conversations.kinds import address_of
from leeward.conversations.models import Participant
from leeward.conversations.texts import passages_of
from leeward.drafts.difference import side_by_side
from leeward.drafts.sheets import lay_out
from leeward.drafts.words import Words
from leeward.members.models import Member
from leeward.members.requests import MemberRequest
from leeward.members.rules import why_not_block
from leeward.web.errors import sorry
from leeward.web.numbers import whole
from leeward.web.pages import page


def _page_asked(request: MemberRequest) -> int:
    return max(1, whole(request.GET.get("page"), 3) or 1)


@require_safe
def conversations(request: MemberRequest) -> HttpResponse:
    """Requests first, then the conversations one is in, the newest message first."""
    asked = _page_asked(request)
    lines, more = lists.conversations_of(request.member, asked)
    return page(
        request,
        "conversations/conversations",
        requests=lists.requests_for(request.member) if asked == 1 else [],
        lines=[line for line in lines if not line.is_blocked],
        blocked=[line for line in lines if line.is_blocked],
        page=asked,
        more=more,
    )


@require_safe
def conversation(request: MemberRequest, ref: str, number: int = 0) -> HttpResponse:
    """A request; or a page of a conversation, that with the first new message unless another is asked for."""
    place = find_place(ref, request.member)
    others = people.others_in(place)
    if place.accepted_at is None:
        return _request(request, place, others)
    count = lists.count_of(place)
    pages = max(1, -(-count // lists.MESSAGES))
    here = number or min(pages, lists.page_with(place, place.read_to + 1))
    if here > pages:
        raise Http404
    said = lists.page_of(place, here, request.member)
    if said:
        actions.note_read(by=request.member, place=place, number=said[-1].message.number)
    why_not = rules.why_not_write(request.member, place, others)
    sheet = None if why_not else lay_out(request.member, "message", ref, mark=str(count))
    return page(
        request,
        "conversations/conversation",
        place=place,
        others=others,
        said=said,
        here=here,
        pages=pages,
        why_not=why_not,
        composer=Composer.laid_out(sheet) if sheet else None,
        is_changeable=lambda message: rules.why_not_change(place, message) is None,
    )


def _request(request: MemberRequest, place: Participant, others: list[Participant]) -> HttpResponse:
    actions.note_read(by=request.member, place=place, number=1)
    return page(
        request,
        "conversations/request",
        place=place,
        asker=place.conversation.begun_by,
        others=[other for other in others if other.face_id != place.conversation.begun_by_id],
        said=lists.opening_of(place, request.member),
        can_block=_can_block(request.member, place, place.conversation.begun_by),
    )


def _can_block(by: Member, place: Participant, other: Member | None) -> bool:
    is_here = rules.why_not_block_here(by, place) is None
    return is_here and other is not None and why_not_block(by, other) is None and not people.has_blocked(by, [other])


@require_POST
def answer_request(request: MemberRequest, ref: str) -> HttpResponse:
    """Accept, decline, or decline and block. Neither of the last two is told to anybody."""
    place = find_place(ref, request.member)
    match request.POST.get("do"):
        case "accept":
            actions.accept(by=request.member, place=place)
            return redirect("conversation", place.ref)
        case "decline":
            actions.decline(by=request.member, place=place)
        case "block":
            actions.decline_and_block(by=request.member, place=place)
        case _other:
            return sorry(request, 400, _("Nothing was chosen."))
    return redirect("conversations")


@require_http_methods(["GET", "HEAD", "POST"])
def leave_conversation(request: MemberRequest, ref: str) -> HttpResponse:
    """Out of it, after one question; with two people also out of each other's sight, if one likes."""
    place = find_place(ref, request.member)
    others = people.others_in(place)
    other = others[0].face if len(others) == 1 else None
    can_block = _can_block(request.member, place, other)
    if request.method != "POST":
        return page(
            request, "conversations/leave_conversation", place=place, others=others, other=other if can_block else None
        )
    if request.POST.get("do") == "block" and other and can_block:
        actions.leave_and_block(by=request.member, place=place, other=other)
    else:
        actions.leave(by=request.member, place=place)
    return redirect("conversations")


@require_safe
def message(request: MemberRequest, ref: str, passage: int = 0) -> HttpResponse:
    """A message's own address, or a passage's: leads to its place, for those who can read it."""
    place, here = find_own(ref, request.member)
    if place.accepted_at is None:
        return redirect("conversation", place.ref)
    return redirect(address_of(place, here) + (f"-{passage}" if passage else ""))


@require_safe
def message_passages(request: MemberRequest, ref: str) -> HttpResponse:
    """Every paragraph of a message, to quote: by keyboard and without JavaScript."""
    place, here = find_own(ref, request.member)
    others = people.others_in(place)
    refuse(rules.why_not_write(request.member, place, others))
    passages = passages_of(here.text, here.ref)
    return page(request, "conversations/message_passages", place=place, message=here, passages=passages)


@require_safe
def message_versions(request: MemberRequest, ref: str) -> HttpResponse:
    """What one's own message said before; ?version=2 sets one beside it as it stands."""
    place, here = find_own(ref, request.member)
    if rules.why_not_see_versions(place, here):
        raise Http404
    versions = list(here.versions.select_related("message").order_by("pk"))
    number = whole(request.GET.get("version"), 5) or 0
    chosen = versions[number - 1] if 0 < number <= len(versions) else None
    rows = side_by_side(Words(body=chosen.source), Words(body=here.text.source)) if chosen else []
    return page(request, "conversations/message_versions", place=place, message=here, versions=versions, rows=rows)


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: MemberRequest, ref: str) -> HttpResponse:
    """Take one's own message back, after one question."""
    place, here = find_own(ref, request.member)
    if why_not := rules.why_not_change(place, here):
        raise PermissionDenied(why_not)
    if request.method != "POST":
        return page(request, "conversations/take_back", place=place, message=here, plain=here.text.plain)
    actions.take_back(by=request.member, place=place, message=here)
    return redirect(f"{reverse('message', args=[here.ref])}")
