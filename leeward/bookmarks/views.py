"""The list of what one keeps, one bookmark with its note, and the folders. Nobody else's can be reached."""

from __future__ import annotations

import hashlib

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from leeward.boards.views import find_post
from leeward.bookmarks import actions, lists
from leeward.bookmarks.models import Bookmark, Folder
from leeward.drafts import composers as drafts
from leeward.drafts.composers import sheet_of
from leeward.drafts.words import Words
from leeward.members.requests import MemberRequest
from leeward.web.numbers import whole
from leeward.web.pages import page

WORDS_MAX = 200  # characters searched for


def _folder(request: MemberRequest, ref: str) -> Folder:
    return get_object_or_404(Folder.objects.of(request.member), ref=ref)


@require_http_methods(["GET", "HEAD", "POST"])
def bookmarks(request: MemberRequest) -> HttpResponse:
    """All of them, or those in one folder (?in=); by POST those that hold the words `q`."""
    inside = _folder(request, ref) if (ref := request.GET.get("in", "")[:11]) else None
    folders, q = lists.folders_of(request.member), request.POST.get("q", "").strip()[:WORDS_MAX]
    here = max(1, whole(request.GET.get("page"), 3) or 1)
    if q:
        groups, more = lists.found(request.member, q), False
    else:
        groups, more = lists.page_of(request.member, inside, here)
    return page(
        request,
        "bookmarks/bookmarks",
        groups=groups,
        more=more,
        here=here,
        folders=folders,
        inside=inside,
        q=q,
    )


@require_POST
def bookmark_post(request: MemberRequest, ref: str) -> HttpResponse:
    """In one press, from the post or its page of passages; the note can follow or not."""
    post = find_post(ref, request.member)
    kept = actions.bookmark(by=request.member, post=post, passage=whole(request.POST.get("passage"), 5) or 0)
    return redirect("one_bookmark", kept.ref)


@drafts.composer("bookmark")
@require_http_methods(["GET", "HEAD", "POST"])
def one_bookmark(request: MemberRequest, ref: str) -> HttpResponse:
    """What is kept, its note, and its folder: one chosen, or a new one by `new_folder`."""
    rows = Bookmark.objects.of(request.member).with_posts()
    here = get_object_or_404(rows, ref=ref)
    stands = f"{ref}.{hashlib.blake2s(bytes(here.sealed_note), digest_size=4).hexdigest()}"
    sheet = sheet_of(request, "bookmark", ref, fresh=Words(body=here.note), once=stands)
    errors: dict[str, str] = {}
    if request.method == "POST":
        try:
            _put_away(request, here)
            return redirect(drafts.post(request))
        except ValidationError as wrong:
            errors = {field: sentences[0] for field, sentences in wrong.message_dict.items()}
    return page(
        request,
        "bookmarks/one_bookmark",
        status=422 if errors else 200,
        line=lists.Line.of(here, most=1_000),
        sheet=sheet,
        errors=errors,
        folders=lists.folders_of(request.member),
        new_folder=request.POST.get("new_folder", ""),
    )


def _put_away(request: MemberRequest, here: Bookmark) -> None:
    """ValidationError({"name": …}) where the name of a new folder is not right."""
    if name := request.POST.get("new_folder", "").strip():
        actions.move(by=request.member, bookmark=here, folder=actions.make_folder(by=request.member, name=name))
    elif "folder" in request.POST:
        chosen = request.POST["folder"]
        actions.move(by=request.member, bookmark=here, folder=_folder(request, chosen) if chosen else None)


@require_POST
def drop_bookmark(request: MemberRequest, ref: str) -> HttpResponse:
    actions.drop(by=request.member, bookmark=get_object_or_404(Bookmark.objects.of(request.member), ref=ref))
    return redirect("bookmarks")


@require_http_methods(["GET", "HEAD", "POST"])
def folder(request: MemberRequest, ref: str = "") -> HttpResponse:
    """A new folder; or one to rename or to delete (do=delete), which keeps what was in it."""
    here = _folder(request, ref) if ref else None
    name, wrong = (here.name if here else ""), ""
    if request.method == "POST":
        if here and request.POST.get("do") == "delete":
            actions.delete_folder(by=request.member, folder=here)
            return redirect("bookmarks")
        name = request.POST.get("name", "")
        try:
            if here:
                actions.rename_folder(by=request.member, folder=here, name=name)
            else:
                here = actions.make_folder(by=request.member, name=name)
            return redirect(f"{reverse('bookmarks')}?in={here.ref}")
        except ValidationError as found:
            wrong = " ".join(found.messages)
    title = _("A folder of yours") if here else _("A new folder")
    more = {"folder": here, "name": name, "wrong": wrong, "title": title}
    return page(request, "bookmarks/folder", status=422 if wrong else 200, **more)
