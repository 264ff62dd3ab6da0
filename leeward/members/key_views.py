"""The second step and passkeys: adding, naming, removing, and coming in by a passkey."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leeward.members import asking_back, codes, passkeys, rules, second_step, signing_in
from leeward.members.entering import let_in
from leeward.members.key_forms import CodeForm, KeyNameForm, KnownPasskeyForm, NewPasskeyForm
from leeward.members.proving import asks_again
from leeward.members.requests import MemberRequest, Request, house_of
from leeward.web.limits import address_of
from leeward.web.loopback import on_this_machine
from leeward.web.pages import page

DONE = {
    "app": _("The second step is on: signing in asks for a code from now on."),
    "app-off": _("The second step is off."),
    "key": _("Your passkey is kept."),
    "key-off": _("That passkey opens nothing any more."),
    "key-name": _("The new name is kept."),
}


def _to_keys(done: str) -> HttpResponse:
    return redirect(f"{reverse('me_keys')}?done={done}")


@require_safe
def me_keys(request: MemberRequest) -> HttpResponse:
    return page(
        request,
        "members/me_keys",
        keys=[
            (key, KeyNameForm(auto_id=f"{key.ref}-%s", initial={"name": key.name}))
            for key in request.member.passkeys.all()
        ],
        is_asked=second_step.is_asked(request.member),
        codes_left=codes.left(request.member),
        done=DONE.get(request.GET.get("done", "")),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@asks_again
def me_code_app(request: MemberRequest) -> HttpResponse:
    """Set the app up, or take the second step away."""
    member = request.member
    if "remove" in request.POST:
        second_step.remove(by=member)
        return _to_keys("app-off")
    if second_step.is_asked(member):
        return redirect("me_keys")
    form = CodeForm(request.POST if "code" in request.POST else None)
    if form.is_bound and form.is_valid():
        if second_step.confirm(by=member, code=form.cleaned_data["code"]):
            return _to_keys("app")
        form.add_error("code", rules.wrong_second_code())
    app = second_step.unconfirmed(member)
    if app is None:
        second_step.begin(by=member)
        app = second_step.unconfirmed(member)
    assert app is not None
    address, secret = second_step.to_show(app, house_of(request).neutral_name)
    side, path = second_step.drawing(address)
    return page(
        request,
        "members/me_code_app",
        status=422 if form.is_bound else 200,
        form=form,
        secret=secret,
        side=side,
        path=path,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@asks_again
def me_passkey(request: MemberRequest) -> HttpResponse:
    """Add one. The label that devices show is the house's neutral name."""
    label = house_of(request).neutral_name
    form = NewPasskeyForm(request.POST if "answer" in request.POST else None)
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            passkeys.keep_new(request, by=request.member, label=label, **said)
            return _to_keys("key")
        except passkeys.WrongAnswer:
            form.add_error(None, rules.wrong_passkey())
    asked, signed = passkeys.ask_new(request, request.member, label)
    status = 422 if form.is_bound else 200
    return page(request, "members/me_passkey", status=status, form=form, asked=asked, signed=signed)


@require_POST
@asks_again
def me_key(request: MemberRequest, ref: str) -> HttpResponse:
    """Name or remove one."""
    if "remove" in request.POST:
        passkeys.remove(by=request.member, ref=ref)
        return _to_keys("key-off")
    form = KeyNameForm(request.POST)
    if not form.is_valid():
        return page(request, "members/me_key", status=422, form=form)
    passkeys.rename(by=request.member, ref=ref, name=form.cleaned_data["name"])
    return _to_keys("key-name")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def passkey_sign_in(request: Request) -> HttpResponse:
    """No name is asked: the device knows which keys it holds for this address."""
    if request.member and request.method != "POST":
        return redirect("front")
    label = house_of(request).neutral_name
    form = KnownPasskeyForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        if signing_in.FROM_ONE_ADDRESS.reached(address_of(request)):
            form.add_error(None, rules.too_often())
            status = 429
        elif _came_in(request, form, label):
            return redirect("front")
    asked, signed = passkeys.ask_known(request, label)
    return page(request, "members/passkey_sign_in", status=status, form=form, asked=asked, signed=signed)


def _came_in(request: Request, form: KnownPasskeyForm, label: str) -> bool:
    said = form.cleaned_data
    try:
        member = passkeys.prove(request, label=label, asked=said["asked"], answer=said["answer"])
    except passkeys.WrongAnswer:
        form.add_error(None, rules.wrong_passkey())
        return False
    if sentence := rules.why_not_enter(member) or rules.why_not_as_demo(member, on_this_machine(request)):
        form.add_error(None, sentence)
        return False
    asking_back.key_was_known(member)
    let_in(request, member, said["device"] or "shared")
    return True
