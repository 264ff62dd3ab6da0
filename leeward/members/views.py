"""Joining, signing in and out, and coming back with a code."""

from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leeward.members import actions, rules, second_step, signing_in
from leeward.members.entering import enter, let_in
from leeward.members.forms import JoinForm, RecoverForm, SignInForm
from leeward.members.inviting_rules import open_invitation
from leeward.members.joining import said_by
from leeward.members.models import Member
from leeward.members.passphrases import strength_of_an_offer
from leeward.members.requests import MemberRequest, Request, house_of
from leeward.web.limits import Limit, address_of
from leeward.web.pages import page

# A refuge's twelve people behind one address may all join in an evening; a script's thousand may not.
JOINED_HERE = Limit("join", 12, 60 * 60)


def _next(request: Request) -> str:
    """Where to go on: a path on this very site, or nothing."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_local = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if is_local and wanted.startswith("/") else ""


def _show_codes(request: Request, member: Member) -> HttpResponse:
    """Shown once, in the answer itself: the codes are stored nowhere, so they cannot be shown again."""
    onward = resolve_url("leaving_practice")
    return page(request, "members/codes", codes=actions.make_codes(by=member), onward=onward)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: Request) -> HttpResponse:
    if request.member:
        return redirect("front")
    house = house_of(request)
    secret = request.POST.get("invitation") or request.GET.get("invitation") or ""
    invitation = open_invitation(secret)
    if sentence := rules.why_not_join(house, invitation):
        status = 403 if request.method == "POST" else 200
        return page(request, "members/join_closed", status=status, sentence=sentence)
    asked = request.POST if request.method == "POST" and "another" not in request.POST else None
    kept = {**request.POST.dict(), "passphrase_choice": "offered", "invitation": secret}
    form = JoinForm(asked, initial=kept, house=house, invitation=invitation)
    form.is_spent = bool(secret) and invitation is None
    if asked is None or not form.is_valid():
        return _join_page(request, form, 200 if asked is None else 422)
    if JOINED_HERE.reached(address_of(request)):
        form.add_error(None, rules.too_many_joined())
        return _join_page(request, form, 429)
    said = form.cleaned_data
    try:
        member = actions.join(
            house=house,
            name=said["name"],
            passphrase=said["new"],
            answers=form.answers(),
            invitation=invitation,
            consented=said["consents"],
        )
    except actions.NameTaken:
        form.add_error("name", rules.name_taken())
        return _join_page(request, form, 422)
    let_in(request, member)
    return _show_codes(request, member)


def _join_page(request: Request, form: JoinForm, status: int) -> HttpResponse:
    return page(
        request,
        "members/join",
        status=status,
        form=form,
        offered=form.offer(),
        strength=strength_of_an_offer(),
    )


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: Request) -> HttpResponse:
    onward = _next(request)
    if request.method != "POST":
        if request.member:
            return redirect(onward or "front")
        return page(request, "members/sign_in", form=SignInForm(), next=onward)
    form = SignInForm(request.POST)
    status = enter(request, form)
    if not status:
        return redirect(onward or "front")
    return page(request, "members/sign_in", status=status, form=form, next=onward)


@login_not_required
@require_POST
def sign_out(request: Request) -> HttpResponse:
    logout(request)
    return redirect("front")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def recover(request: Request) -> HttpResponse:
    asked = request.POST if request.method == "POST" and "another" not in request.POST else None
    form = RecoverForm(asked, initial={**request.POST.dict(), "passphrase_choice": "offered"})
    status = 200
    if asked is not None:
        status = 422
        if form.is_valid():
            said = form.cleaned_data
            if signing_in.tried_too_often(request, said["name"]):
                form.add_error(None, rules.too_often())
                status = 429
            elif member := actions.recover(name=said["name"], code=said["code"], passphrase=said["new"]):
                signing_in.note_right_try(request, said["name"])
                return _after_recovering(request, member)
            else:
                signing_in.note_wrong_try(request, said["name"])
                form.add_error(None, rules.wrong_name_or_code())
    return page(
        request,
        "members/recover",
        status=status,
        form=form,
        offered=form.offer(),
        strength=strength_of_an_offer(),
    )


def _after_recovering(request: Request, member: Member) -> HttpResponse:
    """In, or to the second step of those who want one: a lost sheet of paper alone lets nobody in there."""
    if not second_step.is_asked(member):
        let_in(request, member)
        return redirect("me")
    form = SignInForm()
    form.ask_code(second_step.half_of(member, "shared"))
    return page(request, "members/sign_in", form=form, next=resolve_url("me"))


@require_safe
def waiting(request: MemberRequest) -> HttpResponse:
    """What happens now, for somebody whose joining a person still has to answer."""
    if request.member.admitted_at:
        return redirect("front")
    return page(request, "members/waiting", answers=said_by(request.member))
