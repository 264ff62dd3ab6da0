"""How the house is doing: a page for administrators; and the same for whatever watches the machine."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4

from leeward.answering.plotting import HIGH, LEFT, WIDE
from leeward.answering.waits import still_waiting
from leeward.backups import folders
from leeward.house.rules import insist, why_not_keep
from leeward.jobs import queue
from leeward.members.requests import MemberRequest, Request
from leeward.upkeep import metrics as figures
from leeward.upkeep import plotting
from leeward.web.pages import page
from leeward.web.plots import SIZE


@require_safe
def house_upkeep(request: MemberRequest) -> HttpResponse:
    """The last weeks, in plots and tables; the slowest pages; what waits; the last backup. Four queries of its own."""
    insist(why_not_keep(request.member))
    weeks, now = plotting.lately(), timezone.now()
    backups = folders.all_in(settings.BACKUPS) if settings.BACKUPS else []
    return page(
        request,
        "upkeep/house_upkeep",
        weeks=weeks,
        plots=plotting,
        waits_size=(WIDE, HIGH, LEFT),
        size=SIZE,
        waiting=still_waiting(now),
        slow=plotting.slow_pages(),
        jobs=queue.standing(now),
        are_backups_kept=settings.BACKUPS is not None,
        last_backup=folders.moment_of(backups[-1]) if backups else None,
    )


@login_not_required
@require_safe
def metrics(request: Request) -> HttpResponse:
    """Closed unless a token was set and is shown: to everybody else there is nothing here."""
    if not figures.may_read(request.headers.get("Authorization", "")):
        raise Http404
    return HttpResponse(figures.exposition(), content_type=CONTENT_TYPE_PLAIN_0_0_4)
