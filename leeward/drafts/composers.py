"""What every page to write on gets: its words are kept before anything else is asked.

    @composer("reply")
    def reply(request, ref): ...

The view gets its sheet from `sheet_of` and posts by `post`. Whoever sends a form without a session,
signed out meanwhile, or signed in as somebody else by now gets one page with their text in view and, in the
same form, the fields to sign in with. A valid park token of the member who is signed in stands for the form
token: it is signed, it is theirs, it is good for one text. So a form token gone stale stops nobody.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from leeward.drafts import parking, posting, sheets, tokens
from leeward.drafts.keeping import Blank, Sent, keep
from leeward.drafts.kinds import kind_of
from leeward.drafts.pages import show_difference, show_unplaced
from leeward.drafts.requests import Writing, form_token_is_good, number
from leeward.drafts.tokens import Park
from leeward.drafts.words import Words
from leeward.members.requests import MemberRequest, Request
from leeward.web.errors import stale_form

View = Callable[..., HttpResponse]
SAME_SITE = {"", "same-origin", "none"}  # Sec-Fetch-Site; "" from browsers that do not send it


def composer(kind: str) -> Callable[[View], View]:
    """Make a view `(request, ref)` a page to write on. GET needs a session; POST is never turned away unread."""

    def around(view: View) -> View:
        @csrf_exempt
        @login_not_required
        def answer(request: Request, ref: str) -> HttpResponse:
            if request.method == "POST":
                return _arrived(request, view, kind, ref)
            if request.member is None:
                return redirect_to_login(request.get_full_path())
            return view(request, ref)

        answer.__name__, answer.__doc__ = view.__name__, view.__doc__
        return cast(View, answer)

    return around


def _arrived(request: Request, view: View, kind: str, ref: str) -> HttpResponse:
    park = tokens.read(request.POST.get("park", ""))
    if park and (park.kind, park.target) != (kind, ref):
        park = None
    if park is None and "park" in request.POST:
        return parking.refused(request)
    if park is None:
        return _without_token(request, view, kind, ref)
    if request.member is None or request.member.pk != park.member_id:
        return parking.parked(request, park)
    if request.headers.get("Sec-Fetch-Site", "") not in SAME_SITE:
        return stale_form(request)
    return _written(cast(Writing, request), view, park, ref)


def _without_token(request: Request, view: View, kind: str, ref: str) -> HttpResponse:
    """A form that is not ours, or older than tokens: as any other form."""
    if not form_token_is_good(request):
        return stale_form(request)
    if request.member is None:
        return parking.refused(request)
    park = Park(request.member.pk, kind, ref, request.POST.get("once", "")[:32] or tokens.new_once())
    return _written(cast(Writing, request), view, park, ref)


def _written(request: Writing, view: View, park: Park, ref: str) -> HttpResponse:
    """Keep first, then do what was asked; whatever refuses it, the words are kept and in view."""
    request.park, request.words, request.kept = park, Words.typed(request.POST), None
    try:
        request.kept = keep(park, Sent(words=request.words, base=_base(request), step=number(request.POST, "step")))
        request.words = request.words.after(request.kept.words)
    except Blank:
        request.kept = None
    kind = kind_of(park.kind)
    brings_file = bool(request.FILES and kind and kind.takes_files)
    if request.POST.get("do") == "keep" and not brings_file:
        return HttpResponseRedirect(request.path)
    try:
        return view(request, ref)
    except posting.PostedBefore as before:
        return show_difference(request, before.kept.draft, before.earlier)
    except Http404:
        gone = _("The place you were writing for is no longer there, or you can no longer see it.")
        return show_unplaced(request, 404, gone)
    except PermissionDenied as refused:
        return show_unplaced(request, 403, str(refused))


def _base(request: Writing) -> int | None:
    return number(request.POST, "revision") if "revision" in request.POST else None


def sheet_of(request: MemberRequest, kind: str, target: str, **fresh: Any) -> sheets.Sheet:
    """For the page a view is about to show: after a POST what came, else what was kept, else a fresh sheet."""
    if request.method == "POST":
        writing = cast(Writing, request)
        mark = request.POST.get("mark", "")[:40]
        return sheets.after(writing.park, writing.kept, writing.words, mark=mark)
    return sheets.lay_out(request.member, kind, target, asked=request.GET.get("draft", "")[:11], **fresh)


def write_anew(request: MemberRequest, *, title: str, body: str) -> sheets.Sheet:
    """Keep what we changed in the text at the writer's wish, as a version of its own: theirs stays before it."""
    writing = cast(Writing, request)
    words = replace(writing.words, title=title, body=body)
    mark = request.POST.get("mark", "")[:40]
    if writing.kept is None:  # the sheet was empty until now
        writing.words, writing.kept = words, keep(writing.park, Sent(words=words))
        return sheets.after(writing.park, writing.kept, words, mark=mark)
    at = writing.kept
    ours = Park(writing.park.member_id, writing.park.kind, writing.park.target, at.draft.once)
    writing.words, writing.kept = words, keep(ours, Sent(words=words, base=at.version.revision))
    return sheets.after(ours, writing.kept, words, mark=mark)


def post(request: MemberRequest) -> str:
    """Post what the form brought; its address. Raises as `posting.publish` does."""
    writing = cast(Writing, request)
    if writing.kept is not None:
        return posting.publish(writing.kept, by=writing.member)
    return _post_nothing(writing)


def _post_nothing(writing: Writing) -> str:
    """Nothing was typed: the room itself says what is missing, knowing which boxes were ticked."""
    kind = kind_of(writing.park.kind)
    if kind is None:
        raise Http404
    return kind.post(writing.member, writing.park.target, Words(wanted=writing.words.wanted), writing.park.once)
