"""Making invitations, and withdrawing them: one's own, and those of the house."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from leeward.members import house_actions, inviting, inviting_rules, rules
from leeward.members.house_forms import InviteForm
from leeward.members.models import Invitation
from leeward.members.requests import MemberRequest, house_of
from leeward.web.pages import page


def _made(request: MemberRequest) -> tuple[InviteForm, str]:
    """The form, and the link that it made: shown in the answer itself, once; only its digest is kept."""
    form = InviteForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return form, ""
    secret = house_actions.invite(by=request.member, note=form.cleaned_data["note"])
    return InviteForm(), request.build_absolute_uri(f"{reverse('join')}?invitation={secret}")


@require_http_methods(["GET", "HEAD", "POST"])
def me_invitations(request: MemberRequest) -> HttpResponse:
    """One's own links, and a new one. Not which name somebody took who came by one."""
    form, link = _made(request)
    why_not = inviting_rules.why_not_invite(house_of(request), request.member, timezone.now())
    return page(
        request,
        "members/me_invitations",
        status=422 if form.errors else 200,
        form=form,
        link=link,
        days=rules.INVITATION_DAYS,
        why_not=why_not or inviting_rules.why_not_another_invitation(request.member, *inviting.counted(request.member)),
        invitations=Invitation.objects.made_by(request.member)[:50],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def house_invitations(request: MemberRequest) -> HttpResponse:
    """All that were made lately, and by whom; not for whom, and not who came."""
    rules.insist(rules.why_not_look_after(request.member))
    form, link = _made(request)
    return page(
        request,
        "members/house_invitations",
        status=422 if form.errors else 200,
        form=form,
        link=link,
        days=rules.INVITATION_DAYS,
        invitations=Invitation.objects.newest(),
    )


@require_POST
def withdraw_invitation(request: MemberRequest, number: int) -> HttpResponse:
    """One's own, or any for those who look after the house."""
    invitation = get_object_or_404(Invitation.objects.visible_to(request.member), pk=number)
    house_actions.withdraw_invitation(by=request.member, invitation=invitation)
    own = request.POST.get("from") == "mine"
    return redirect("me_invitations" if own else "house_invitations")
