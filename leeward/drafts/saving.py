"""What the composer's element asks for while somebody writes: keep this, and what happened meanwhile?

Both are answered by park token, so neither needs a form token. Answers are JSON, small, and hold no words.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from leeward.drafts import tokens
from leeward.drafts.keeping import Blank, Kept, Sent, keep
from leeward.drafts.kinds import kind_of
from leeward.drafts.models import Version
from leeward.drafts.sheets import lay_out
from leeward.drafts.tokens import PARKING, Park
from leeward.drafts.words import Mismatch, Splice, Words, even
from leeward.members.models import Member
from leeward.members.requests import Request


@csrf_exempt
@login_not_required
@require_POST
def keep_draft(request: Request) -> HttpResponse:
    """Keep what was typed. 200: kept. 401: kept, and the session is gone. 403: no good token, nothing kept.

    409: the change does not fit what is here, send the whole. 400: not what the element sends.
    429: without a session only so much is kept in an hour. Three queries: session and member, read, write.
    """
    try:
        sent = _sent(asked := _asked(request))
    except (ValueError, TypeError):
        return JsonResponse({}, status=400)
    park = tokens.read(str(asked.get("park", "")))
    if park is None:
        return JsonResponse({"told": _("This page is too old to be kept. Copy your text before you go.")}, status=403)
    is_here = request.member is not None and request.member.pk == park.member_id
    if not is_here and PARKING.reached(str(park.member_id)):
        return JsonResponse({}, status=429)
    try:
        kept = keep(park, sent)
    except Mismatch:
        return JsonResponse({"want": "whole"}, status=409)
    except Blank:
        return JsonResponse({"revision": 0}, status=200 if is_here else 401)
    return JsonResponse(_answer(park, kept, is_here), status=200 if is_here else 401)


def _asked(request: Request) -> dict[str, Any]:
    asked = json.loads(request.body)
    if not isinstance(asked, dict):
        raise ValueError("not an object")
    return asked


def _sent(asked: dict[str, Any]) -> Sent:
    """{base, step, title, note, alias, wanted, story, cursor} and either {body} or {at, cut, put, long, sum}."""
    base, step, cursor = (asked.get(name, 0) for name in ("base", "step", "cursor"))
    title, note = (asked.get(name, "") for name in ("title", "note"))
    chosen = {name: asked.get(name) for name in ("alias", "wanted", "story")}  # without the field nothing is said of it
    if not all(type(number) is int and 0 <= number < 10**8 for number in (base, step, cursor)):
        raise ValueError("not numbers")
    texts = (title, note, asked.get("body", ""), *(text for text in chosen.values() if text is not None))
    if not all(isinstance(text, str) for text in texts):
        raise ValueError("not texts")
    story = None if chosen["story"] is None else chosen["story"].strip()
    lines = Words(title=even(title), note=even(note), cursor=cursor, alias=chosen["alias"], wanted=chosen["wanted"])
    lines = replace(lines, story=story)
    if "body" in asked:
        return Sent(words=replace(lines, body=even(asked["body"])), base=base, step=step)
    return Sent(splice=Splice.read(asked), lines=lines, base=base, step=step)


def _answer(park: Park, kept: Kept, is_here: bool) -> dict[str, Any]:
    """What the page goes on with. A page without its session learns nothing but that it is kept."""
    answer: dict[str, Any] = {"revision": kept.version.revision}
    if kept.forked and is_here:
        answer["park"] = replace(kept.park, writer=park.writer).token()
        answer["once"] = kept.park.once
        answer["told"] = _("This is being written in another place too. Both texts are kept.")
        answer["look"] = reverse("draft", args=[kept.draft.ref])
    return answer


@csrf_exempt
@login_not_required
@require_POST
def meanwhile(request: Request) -> HttpResponse:
    """What happened where this text is going: {told, look, mark}, or 204. Asked once a minute at most.

    {newer: true} to a page just reloaded whose older self kept more words while this one was on its way.
    """
    try:
        asked = _asked(request)
    except ValueError:
        return JsonResponse({}, status=400)
    park = tokens.read(str(asked.get("park", "")))
    if park is None or request.member is None or request.member.pk != park.member_id:
        return JsonResponse({}, status=401)
    if asked.get("base") is not None:
        return JsonResponse({"newer": _is_newer(request.member, park, asked["base"])})
    kind = kind_of(park.kind)
    if kind is None or kind.meanwhile is None:
        return HttpResponse(status=204)
    newest = Version.objects.newest(park.member_id, park.once)
    words = newest.words if newest else Words()
    news = kind.meanwhile(request.member, park.target, str(asked.get("mark", "")), park.shown_at, words)
    if news is None:
        return HttpResponse(status=204)
    return JsonResponse({"told": news.sentence, "look": news.address, "mark": news.mark})


def _is_newer(member: Member, park: Park, base: object) -> bool:
    """Whether another sheet for this place, or more of this one, was kept since the page was shown."""
    sheet = lay_out(member, park.kind, park.target)
    is_same = (sheet.park.once, sheet.revision) == (park.once, base)
    return not is_same and sheet.kept_at is not None and sheet.kept_at >= park.shown_at
