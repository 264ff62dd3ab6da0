"""Two pages that several views may have to show: two texts side by side, and a text whose place is gone."""

from __future__ import annotations

from typing import cast

from django.http import HttpResponse

from leeward.drafts.difference import side_by_side
from leeward.drafts.kinds import all_places, kind_of, where
from leeward.drafts.models import Draft
from leeward.drafts.posting import said
from leeward.drafts.requests import Writing
from leeward.members.requests import MemberRequest
from leeward.web.pages import page


def show_difference(request: MemberRequest, draft: Draft, earlier: Draft) -> HttpResponse:
    """409: this sheet was posted already, in other words. Both stand there; the writer chooses."""
    kind = kind_of(draft.kind)
    place = where(request.member, draft.kind, draft.target)
    return page(
        request,
        "drafts/difference",
        status=409,
        draft=draft,
        earlier=earlier,
        place=place,
        can_change=bool(kind and kind.change),
        can_add=bool(kind and kind.adds),
        rows=side_by_side(said(earlier), said(draft)),
    )


def show_unplaced(request: MemberRequest, status: int, sentence: str) -> HttpResponse:
    """The place refuses it: the sentence why, the text in view, and where it can go instead."""
    writing = cast(Writing, request)
    return page(
        request,
        "drafts/unplaced",
        status=status,
        sentence=sentence,
        words=writing.words,
        draft=writing.kept.draft if writing.kept else None,
        places=all_places(request.member) if writing.kept else [],
    )
