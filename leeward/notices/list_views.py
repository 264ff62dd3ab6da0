"""The page of notices, and which of them one wants."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leeward.members.requests import MemberRequest
from leeward.notices import lists, telling
from leeward.notices.forms import NoticeChoicesForm
from leeward.web.numbers import whole
from leeward.web.pages import page


@require_safe
def notices(request: MemberRequest) -> HttpResponse:
    """What happened for the member, a line for each topic, the latest first."""
    beginning = whole(request.GET.get("before"))
    lines, older = lists.lines_for(request.member, beginning)
    return page(request, "notices/notices", lines=lines, older=older, is_first=beginning is None)


@require_POST
def notices_seen(request: MemberRequest) -> HttpResponse:
    telling.seen_all(by=request.member)
    return redirect("notices")


@require_http_methods(["GET", "HEAD", "POST"])
def me_notices(request: MemberRequest) -> HttpResponse:
    """Which kinds of notice the member wants."""
    asked = request.POST if request.method == "POST" else None
    form = NoticeChoicesForm(asked, initial={"tell": telling.wanted_by(request.member)})
    if form.is_bound and form.is_valid():
        telling.choose(by=request.member, wanted=form.cleaned_data["tell"])
        return redirect("notices")
    return page(request, "notices/me_notices", status=422 if form.is_bound else 200, form=form)
