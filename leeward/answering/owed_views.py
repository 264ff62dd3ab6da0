"""The replies a member owes, what they can do about each, and what they themselves wait for."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from leeward.answering import owing, rules
from leeward.answering.models import Owed, OwedRows
from leeward.boards.actions import refuse
from leeward.boards.composing import POSTING
from leeward.boards.views import find_post
from leeward.companions.beside import is_beside
from leeward.conversations import waiting
from leeward.members.aliases import is_own
from leeward.members.models import Member
from leeward.members.ready import Ready
from leeward.members.requests import MemberRequest
from leeward.web.numbers import whole
from leeward.web.pages import page
from leeward.words import clean_text

PAGE = 40


def _in_order(rows: OwedRows, after: int | None) -> OwedRows:
    """The longest wait first, a page and one more."""
    rows = rows.with_update().select_related("post__author", "topic__board").order_by("pk")
    return (rows.later_than(after) if after else rows)[: PAGE + 1]


def _page(found: list[Owed]) -> dict[str, Any]:
    """`after` is where the next page begins."""
    return {"rows": found[:PAGE], "after": found[PAGE - 1].pk if len(found) > PAGE else None}


def _after(request: MemberRequest) -> int | None:
    return whole(request.GET.get("after")) or None


def _today(member: Member, now: datetime) -> Any:
    """What is owed now; `is_company`: to whoever accompanies the member, or is accompanied by them."""
    rows = Owed.objects.visible_to(member).open().today(now)
    return rows.annotate(is_company=is_beside(member, "post__author"))


@Ready
def _first(member: Member, now: datetime) -> OwedRows:
    rows: OwedRows = _today(member, now).filter(is_company=True)
    return rows.select_related("post__author", "topic__board").order_by("pk")[:PAGE]


@Ready
def _rest(member: Member, now: datetime, after: int | None) -> OwedRows:
    return _in_order(_today(member, now).filter(is_company=False), after)


@require_safe
def owed(request: MemberRequest) -> HttpResponse:
    """What is owed in topics; on the first page, before it, who wrote in private."""
    now, after, member = timezone.now(), _after(request), request.member
    first = [] if after else _first.rows(member, now)
    talks = [] if after else waiting.lines_waiting(member, now)
    return page(request, "answering/owed", **_page(_rest.rows(member, now, after)), first=first, talks=talks)


@require_safe
def owed_aside(request: MemberRequest) -> HttpResponse:
    """What was set aside, until when; it can be taken up again."""
    now, after, member = timezone.now(), _after(request), request.member
    rows = _in_order(Owed.objects.visible_to(member).open().aside(now), after)
    talks = [] if after else waiting.lines_aside(member, now)
    return page(request, "answering/owed_aside", **_page(list(rows)), talks=talks)


@require_safe
def still_open(request: MemberRequest) -> HttpResponse:
    """What the member asked others and has no answer to."""
    rows = _in_order(Owed.objects.asked_by(request.member), _after(request))
    return page(request, "answering/still_open", **_page(list(rows)))


@require_http_methods(["GET", "HEAD", "POST"])
def one_owed(request: MemberRequest, ref: str) -> HttpResponse:
    """do=aside (with how_long), do=take_up, do=settle, do=let_go (with words, if any)."""
    rows = Owed.objects.visible_to(request.member).with_update().select_related("post__author", "topic__board")
    here = get_object_or_404(rows, ref=ref)
    if request.method != "POST":
        return _one(request, here)
    match request.POST.get("do"):
        case "aside" if request.POST.get("how_long") in owing.DAYS:
            owing.set_aside(by=request.member, owed=here, how_long=request.POST["how_long"])
        case "take_up":
            owing.take_up(by=request.member, owed=here)
        case "settle":
            owing.settle(by=request.member, owed=here)
        case "let_go":
            return _let_go(request, here, request.POST.get("words", ""))
    return redirect("owed")


def _let_go(request: MemberRequest, here: Owed, words: str) -> HttpResponse:
    """What is wrong with a kind word is said beside it, and it stays."""
    wrong = ""
    if words.strip() and POSTING.reached(str(request.member.pk)):
        wrong = _("That was a lot at once. Your words are here; please send them in a few minutes.")
    try:
        post = None if wrong else owing.let_go(by=request.member, owed=here, words=words)
    except ValidationError as found:
        wrong = " ".join(found.messages)
    if wrong:
        return _one(request, here, 422, words=words, wrong=wrong)
    return redirect("post", post.ref) if post else redirect("owed")


def _one(request: MemberRequest, here: Owed, status: int = 200, words: str = "", wrong: str = "") -> HttpResponse:
    more = {"note": owing.note_of(here), "now": timezone.now(), "words": words, "wrong": wrong}
    return page(request, "answering/one_owed", status=status, owed=here, **more)


@require_http_methods(["GET", "HEAD", "POST"])
def promise(request: MemberRequest, ref: str) -> HttpResponse:
    """On one's own post: more is to come, and what."""
    post = find_post(ref, request.member)
    note = " ".join(clean_text(request.POST.get("note", "")).split())
    own = is_own(request.member, post.author_id)
    refuse(rules.why_not_promise(own, ""))
    if request.method == "POST" and not (wrong := rules.why_not_promise(own, note)):
        owing.promise(by=request.member, post=post, note=note)
        return redirect("owed")
    wrong = wrong if request.method == "POST" else None
    return page(request, "answering/promise", status=422 if wrong else 200, post=post, note=note, wrong=wrong)
