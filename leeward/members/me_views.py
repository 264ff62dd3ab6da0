"""A member's own pages, and what other members see of them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from leeward.members import actions, codes, rules
from leeward.members.forms import ChangeNameForm, ChangePassphraseForm, PreferencesForm, ProveForm
from leeward.members.models import Member
from leeward.members.passphrases import strength_of_an_offer
from leeward.members.proving import prove, stay_signed_in
from leeward.members.requests import MemberRequest, house_of
from leeward.members.sight import blocked_by, is_hidden_from
from leeward.web.limits import Limit
from leeward.web.pages import page

# Room to settle on a name; not enough to walk through a topic as somebody else each time.
RENAMED = Limit("rename", 4, 24 * 60 * 60)

DONE = {
    "page": _("Your page is kept."),
    "name": _("Your name is changed, on everything you wrote too."),
    "passphrase": _("Your passphrase is changed. Every other browser is signed out."),
}


def _to_me(done: str) -> HttpResponse:
    return redirect(f"{reverse('me')}?done={done}")


@require_http_methods(["GET", "HEAD", "POST"])
def me(request: MemberRequest) -> HttpResponse:
    member = request.member
    form = PreferencesForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(member, name) for name in PreferencesForm.base_fields},
    )
    if form.is_bound and form.is_valid():
        actions.keep_preferences(by=member, **form.cleaned_data)
        return _to_me("page")
    return page(
        request,
        "members/me",
        status=422 if form.is_bound else 200,
        form=form,
        sessions=actions.open_sessions(member).count(),
        codes_left=codes.left(member),
        done=DONE.get(request.GET.get("done", "")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def me_name(request: MemberRequest) -> HttpResponse:
    before = request.member.name
    asked = request.POST if request.method == "POST" else None
    form = ChangeNameForm(asked, member=request.member, house=house_of(request))
    status = 422 if asked is not None else 200
    if form.is_bound and form.is_valid():
        if RENAMED.reached(str(request.member.pk)):
            form.add_error(None, rules.too_many_names())
            status = 429
        else:
            try:
                actions.change_name(by=request.member, name=form.cleaned_data["name"])
                return _to_me("name")
            except actions.NameTaken:
                form.add_error("name", rules.name_taken())
    return page(request, "members/me_name", status=status, form=form, before=before)


@require_http_methods(["GET", "HEAD", "POST"])
def me_passphrase(request: MemberRequest) -> HttpResponse:
    asked = request.POST if request.method == "POST" and "another" not in request.POST else None
    form = ChangePassphraseForm(asked, member=request.member)
    status = 200
    if asked is not None:
        status = prove(request, form)
        if status == 200:
            actions.change_passphrase(
                by=request.member, passphrase=form.cleaned_data["new"], session_key=request.session.session_key
            )
            stay_signed_in(request)
            return _to_me("passphrase")
    return page(
        request,
        "members/me_passphrase",
        status=status,
        form=form,
        offered=form.offer(),
        strength=strength_of_an_offer(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def me_codes(request: MemberRequest) -> HttpResponse:
    form = ProveForm(request.POST if request.method == "POST" else None, member=request.member)
    status = 200
    if form.is_bound:
        status = prove(request, form)
        if status == 200:
            fresh = actions.make_codes(by=request.member)
            return page(request, "members/codes", codes=fresh, onward=reverse("me"))
    return page(request, "members/me_codes", status=status, form=form, codes_left=codes.left(request.member))


@require_safe
def member(request: MemberRequest, ref: str) -> HttpResponse:
    """What members see of one another: a name, a month, a role in words, and what they say about themselves.

    Where a block stands between the two, the page is that of somebody who has written nothing: an address that was
    there yesterday and is gone today would tell.
    """
    shown = get_object_or_404(Member.objects.admitted(), ref=ref)
    blank = is_hidden_from(request.member, shown)
    blocked = blank and blocked_by(request.member).filter(other=shown).exists()
    why_not = rules.why_not_block(request.member, shown)
    return page(request, "members/member", shown=shown, blank=blank, blocked=blocked, why_not_block=why_not)
