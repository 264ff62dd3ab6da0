"""Words that arrive without their writer's session: kept for the writer, shown only to whoever just sent them."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from leeward.drafts import posting, tokens
from leeward.drafts.keeping import Blank, Kept, Sent, keep
from leeward.drafts.kinds import where
from leeward.drafts.pages import show_difference
from leeward.drafts.requests import form_token_is_good, number
from leeward.drafts.tokens import PARKING, Park
from leeward.drafts.words import Mismatch, Words
from leeward.members.entering import enter
from leeward.members.forms import SignInForm
from leeward.members.requests import MemberRequest, Request
from leeward.web.pages import page


def park_words(request: Request, park: Park) -> Kept | None:
    """Keep what the form holds for the token's member. None where nothing was typed or it came too often."""
    if PARKING.reached(str(park.member_id)):
        return None
    form = request.POST
    try:
        return keep(park, Sent(Words.typed(form), base=number(form, "revision"), step=number(form, "step")))
    except (Blank, Mismatch):
        return None


def parked(request: Request, park: Park) -> HttpResponse:
    """A composer's form came without its member: keep the words, show them, ask for name and passphrase."""
    return _ask(request, park_words(request, park), SignInForm(), 403 if request.member else 401)


def refused(request: Request) -> HttpResponse:
    """A token that is forged, too old, or meant for another place: nothing is kept, the text is given back."""
    return _page(request, "drafts/refused", 403)


def _ask(request: Request, kept: Kept | None, form: SignInForm, status: int) -> HttpResponse:
    """`revision` and `step` go on from what was kept, so that the page's own next sending is no stranger to it."""
    return _page(
        request,
        "drafts/parked",
        status,
        form=form,
        kept=kept,
        token=request.POST.get("park", ""),
        revision=kept.version.revision if kept else request.POST.get("revision", "0"),
        step=kept.version.step if kept else request.POST.get("step", "0"),
        then="look" if request.FILES else request.POST.get("then", "post"),
    )


def _page(request: Request, template: str, status: int, **more: object) -> HttpResponse:
    words = Words.typed(request.POST)
    fields = {name for name in ("title", "note") if name in request.POST}
    return page(request, template, status=status, words=words, fields=fields, **more)


@csrf_exempt
@login_not_required
@require_POST
def go_on(request: Request) -> HttpResponse:
    """From the parked page: sign in, and what was kept is posted once, or stands in its composer."""
    park = tokens.read(request.POST.get("park", ""))
    if park is None:
        return refused(request)
    kept = park_words(request, park)
    form = SignInForm(request.POST)
    if not form_token_is_good(request):
        return _ask(request, kept, SignInForm(initial={"name": request.POST.get("name", "")}), 403)
    if status := enter(request, form):
        return _ask(request, kept, form, status)
    if request.member is None or request.member.pk != park.member_id:
        return redirect("front")  # somebody else: not a word, not even that there is one
    if not request.member.admitted_at:
        return redirect("waiting")
    return _onward(cast(MemberRequest, request), kept, park)


def _onward(request: MemberRequest, kept: Kept | None, park: Park) -> HttpResponse:
    """Post it, or open the composer. Where that cannot be, the draft's own page says why."""
    try:
        if kept and request.POST.get("then", "post") == "post":
            return redirect(posting.publish(kept, by=request.member))
    except posting.PostedBefore as before:
        return show_difference(request, before.kept.draft, before.earlier)
    except ValidationError:
        pass  # the composer says what is missing
    except (PermissionDenied, Http404):
        return redirect("draft", kept.draft.ref) if kept else redirect("drafts")
    place = where(request.member, park.kind, park.target)
    if place is None or place.why_not:
        return redirect("draft", kept.draft.ref) if kept else redirect("drafts")
    asked = f"?draft={kept.draft.ref}" if kept else ""
    return redirect(f"{place.address}{asked}")
