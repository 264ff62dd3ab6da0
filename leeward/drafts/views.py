"""A member's drafts: what there is, each with its versions, and what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leeward.clocks.actions import days_of
from leeward.drafts import keeping, kinds, posting
from leeward.drafts.difference import side_by_side
from leeward.drafts.kinds import Place
from leeward.drafts.models import Draft, Version
from leeward.drafts.tokens import TOKEN_DAYS, Park
from leeward.drafts.words import Words
from leeward.members.requests import MemberRequest
from leeward.web.errors import sorry
from leeward.web.pages import page

SHOWN = 100  # drafts on the list; nobody was seen with more
FIRST_WORDS = 160  # characters


@dataclass(frozen=True)
class Line:
    """A draft on the list."""

    draft: Draft
    version: Version
    words: Words
    place: Place | None

    @property
    def first_words(self) -> str:
        text = " ".join(f"{self.words.title} {self.words.body[: 3 * FIRST_WORDS]}".split())
        return text[:FIRST_WORDS] + (" …" if len(text) > FIRST_WORDS else "")


def _line(request: MemberRequest, draft: Draft) -> Line:
    version = draft.versions.select_related("draft").order_by("-revision")[0]
    return Line(draft, version, version.words, kinds.where(request.member, draft.kind, draft.target))


def find_draft(request: MemberRequest, ref: str) -> Draft:
    """404 for anybody but its writer."""
    return get_object_or_404(Draft.objects.of(request.member), ref=ref)


@require_safe
def drafts(request: MemberRequest) -> HttpResponse:
    """Everything not posted yet, the one written last first; below it what was posted lately."""
    rows = Draft.objects.of(request.member)
    return page(
        request,
        "drafts/drafts",
        lines=[_line(request, draft) for draft in rows.open()[:SHOWN]],
        posted=[_line(request, draft) for draft in rows.exclude(posted_at=None).order_by("-posted_at")[:20]],
        draft_days=days_of("drafts"),
        posted_days=days_of("posted-drafts"),
        token_days=TOKEN_DAYS,
    )


@require_safe
def draft(request: MemberRequest, ref: str) -> HttpResponse:
    """One draft: its text, earlier versions (?version=12 sets one beside it), the same written elsewhere."""
    here = find_draft(request, ref)
    line = _line(request, here)
    versions = list(here.versions.select_related("draft").order_by("-revision"))
    asked = request.GET.get("version", "")
    chosen = next((one for one in versions[1:] if str(one.revision) == asked), None)
    others = Draft.objects.of(request.member).filter(pk__in=Draft.objects.family(here).values("pk"))
    other = others.filter(ref=request.GET.get("beside", "")[:11]).first()
    left = chosen.words if chosen else posting.said(other) if other else None
    is_stuck = not here.posted_at and (line.place is None or bool(line.place.why_not))
    return page(
        request,
        "drafts/draft",
        line=line,
        versions=[(one, len(one.words.body)) for one in versions[1:]],
        chosen=chosen,
        other=other,
        others=others,
        rows=side_by_side(left, line.words) if left else [],
        is_stuck=is_stuck,
        draft_days=days_of("drafts"),
        places=kinds.all_places(request.member) if is_stuck else [],
    )


@require_POST
def discard_draft(request: MemberRequest, ref: str) -> HttpResponse:
    """Away with it, all versions included."""
    keeping.discard(find_draft(request, ref))
    return redirect("drafts")


@require_POST
def take_version(request: MemberRequest, ref: str) -> HttpResponse:
    """An earlier version becomes what the draft says; on to where it is written."""
    here = find_draft(request, ref)
    asked = request.POST.get("version", "")
    version = get_object_or_404(here.versions.select_related("draft"), revision=int(asked) if asked.isdecimal() else 0)
    keeping.take_back(here, version)
    return redirect("draft", here.ref)


@require_POST
def move_draft(request: MemberRequest, ref: str) -> HttpResponse:
    """To another place where this member may write: {"place": "topic:<ref>"}."""
    here = find_draft(request, ref)
    asked = request.POST.get("place", "")
    if asked not in dict(kinds.all_places(request.member)):
        raise PermissionDenied(_("You cannot write there."))
    kind, _colon, target = asked.partition(":")
    keeping.move(here, kind, target)
    place = kinds.where(request.member, kind, target)
    return redirect(f"{place.address}?draft={here.ref}" if place else "drafts")


@require_POST
def settle_draft(request: MemberRequest, ref: str) -> HttpResponse:
    """After two texts from one sheet: post the other as well, write it over the first, or let it go."""
    here = find_draft(request, ref)
    match request.POST.get("do"):
        case "discard":
            earlier = here if here.posted_to else posting.posted_beside(here, request.member)
            keeping.discard(here)
            return redirect((earlier and earlier.posted_to) or "drafts")
        case "as_well":
            return _posted(request, here, None)
        case "instead":
            return _posted(request, here, posting.posted_beside(here, request.member))
        case _other:
            return sorry(request, 400, _("Nothing was chosen."))


def _posted(request: MemberRequest, here: Draft, over: Draft | None) -> HttpResponse:
    version = here.versions.select_related("draft").order_by("-revision")[0]
    park = Park(request.member.pk, here.kind, here.target, here.once)
    kept = keeping.Kept(here, version, park, version.words)
    try:
        if over:
            return redirect(posting.write_over(kept, over, by=request.member))
        return redirect(posting.publish(kept, by=request.member, anyway=True))
    except ValidationError:
        place = kinds.where(request.member, here.kind, here.target)
        return redirect(f"{place.address}?draft={here.ref}" if place else "drafts")
