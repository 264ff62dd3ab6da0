"""The list of names and stand-ins, shown to its owner when they ask, and to nobody else."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from leeward.members.requests import MemberRequest
from leeward.shelter.identity.models import StandInList
from leeward.shelter.identity.standing_in import MOST, StandIn, read_list, written_list
from leeward.web.pages import page
from leeward.web.sealing import Unreadable


@require_http_methods(["GET", "HEAD", "POST"])
def me_stand_ins(request: MemberRequest) -> HttpResponse:
    """Opened, the page holds no name. `do`: show (the list, to change it), add (one more), keep (the list as typed)."""
    standing = _standing(request)
    if request.method != "POST":
        return _page(request, standing, done="done" in request.GET)
    match request.POST.get("do"):
        case "show":
            return _page(request, standing, typed=written_list(standing))
        case "add":
            typed = f"{request.POST.get('real', '')} = {request.POST.get('stand_in', '')}"
            return _kept(request, standing, typed, more=standing)
        case "keep":
            return _kept(request, standing, request.POST.get("stand_ins", ""))
        case _other:
            return _page(request, standing, wrong=_("Nothing was chosen."))


def _standing(request: MemberRequest) -> tuple[StandIn, ...]:
    try:
        return StandInList.of(request.member)
    except Unreadable:  # the key is gone with an old server: there is nothing left to show, and a new list may begin
        return ()


def _kept(
    request: MemberRequest, standing: tuple[StandIn, ...], typed: str, more: tuple[StandIn, ...] = ()
) -> HttpResponse:
    """Kept, or the page with what was typed and the line that cannot be read."""
    read, wrong = read_list(typed)
    read, too_many = read_list("\n".join(filter(None, [written_list(more), written_list(read)])))
    if wrong or too_many:
        sentence = _("Each line is a name, =, and what to write instead. This one is not: %(line)s") % {"line": wrong}
        if too_many:
            sentence = _("The list holds %(most)d names.") % {"most": MOST}
        return _page(request, standing, typed=typed, wrong=sentence)
    StandInList.keep(read, by=request.member)
    return redirect(f"{reverse('me_stand_ins')}?done=yes")


def _page(
    request: MemberRequest,
    standing: tuple[StandIn, ...],
    *,
    typed: str | None = None,
    wrong: str = "",
    done: bool = False,
) -> HttpResponse:
    status = 422 if wrong else 200
    return page(
        request, "shelter/me_stand_ins", status=status, count=len(standing), typed=typed, wrong=wrong, done=done
    )
