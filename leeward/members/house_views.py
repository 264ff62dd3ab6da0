"""Looking after members: letting in, approving, roles, circles, accounts."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leeward.members import house_actions, rules
from leeward.members.hints import hints_about
from leeward.members.house_forms import CirclesForm, FindForm, RoleForm
from leeward.members.joining import said_by
from leeward.members.models import Member
from leeward.members.requests import MemberRequest
from leeward.web.pages import page

SHOWN = 20  # names on one page: who looks for more types more of the name
WAITING_SHOWN = 50  # answers to read in one sitting; the rest come up as these are decided


@require_http_methods(["GET", "HEAD", "POST"])
def house_members(request: MemberRequest) -> HttpResponse:
    rules.insist(rules.why_not_look_after(request.member))
    form = FindForm(request.POST if request.method == "POST" else None)
    found = None
    if form.is_bound and form.is_valid():
        found = list(Member.objects.called(form.cleaned_data["q"])[: SHOWN + 1])
    return page(
        request,
        "members/house_members",
        status=422 if form.is_bound and found is None else 200,
        form=form,
        found=found[:SHOWN] if found is not None else None,
        more=bool(found and len(found) > SHOWN),
        waiting=Member.objects.waiting()[:WAITING_SHOWN],
        newest=Member.objects.newest()[:SHOWN],
    )


@require_safe
def house_member(request: MemberRequest, ref: str) -> HttpResponse:
    shown = _member(request, ref)
    return _page(request, shown, CirclesForm(initial={"circles": shown.circles.values_list("pk", flat=True)}))


def _page(request: MemberRequest, shown: Member, circles: CirclesForm) -> HttpResponse:
    return page(
        request,
        "members/house_member",
        status=422 if circles.errors else 200,
        shown=shown,
        is_face=shown.is_face,
        answers=said_by(shown),
        hints=hints_about(shown),
        role_form=RoleForm(initial={"role": shown.role}),
        circles_form=circles,
    )


def _member(request: MemberRequest, ref: str) -> Member:
    """Whom this is about; those who may not look after anybody learn nothing, not even whether it exists."""
    rules.insist(rules.why_not_look_after(request.member))
    return get_object_or_404(Member, ref=ref)


@require_POST
def admit(request: MemberRequest, ref: str) -> HttpResponse:
    house_actions.admit(by=request.member, member=_member(request, ref))
    return _onward(request)


@require_POST
def decline(request: MemberRequest, ref: str) -> HttpResponse:
    house_actions.decline(by=request.member, member=_member(request, ref))
    return _onward(request)


def _onward(request: MemberRequest) -> HttpResponse:
    """Back to where the button stood: the list of those who wait, or the desk."""
    return redirect("next_on_desk" if request.POST.get("then") == "next" else "house_members")


@require_POST
def approval(request: MemberRequest, ref: str) -> HttpResponse:
    approved = request.POST.get("approved") == "yes"
    house_actions.set_approved(by=request.member, member=_member(request, ref), approved=approved)
    return redirect("house_member", ref)


@require_POST
def role(request: MemberRequest, ref: str) -> HttpResponse:
    chosen = request.POST.get("role", "")
    house_actions.set_role(by=request.member, member=_member(request, ref), role=chosen)
    return redirect("house_member", ref)


@require_POST
def member_circles(request: MemberRequest, ref: str) -> HttpResponse:
    shown = _member(request, ref)
    form = CirclesForm(request.POST)
    if not form.is_valid():
        return _page(request, shown, form)
    house_actions.set_circles(by=request.member, member=shown, circles=form.cleaned_data["circles"])
    return redirect("house_member", ref)


@require_POST
def account(request: MemberRequest, ref: str) -> HttpResponse:
    is_open = request.POST.get("open") == "yes"
    house_actions.set_open(by=request.member, member=_member(request, ref), is_open=is_open)
    return redirect("house_member", ref)
