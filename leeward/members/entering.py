"""Coming in by name and passphrase, from whichever page asks for them."""

from typing import cast

from django.contrib.auth import login

from leeward.members import asking_back, restrained, rules, second_step, signing_in
from leeward.members.devices import coarse
from leeward.members.forms import SignInForm
from leeward.members.models import Member
from leeward.members.requests import Request
from leeward.members.sessions import SessionStore
from leeward.web.loopback import on_this_machine

SHUT_OUT = "shut_out"  # in a session: the house is closed to its member, who reads why and can ask for a second look
MINE_LASTS = 14 * 24 * 3600  # seconds, on a device that nobody else uses; a shared one forgets on closing


def let_in(request: Request, member: Member, device: str = "shared") -> None:
    """Sign in under a fresh session key. Only "mine" outlives the browser's window."""
    login(request, member)
    request.member = member
    if restrained.is_shut_out(member):
        request.session[SHUT_OUT] = True
    cast(SessionStore, request.session).begin(browser=coarse(request.headers.get("User-Agent", "")), device=device)
    request.session.set_expiry(MINE_LASTS if device == "mine" else 0)


def enter(request: Request, form: SignInForm) -> int:
    """0 where the form lets somebody in; else the status of the page that says why not, or asks for a code (200)."""
    if not form.is_valid():
        return 422
    if form.cleaned_data["half"]:
        return _second(request, form)
    said = form.cleaned_data
    if signing_in.tried_too_often(request, said["name"]):
        form.add_error(None, rules.too_often())
        return 429
    member = signing_in.prove(said["name"], said["passphrase"])
    if member is None:
        signing_in.note_wrong_try(request, said["name"])
        form.add_error(None, rules.wrong_name_or_passphrase())
        return 422
    form.shut = rules.why_not_enter(member) or ""
    if sentence := form.shut or rules.why_not_as_demo(member, on_this_machine(request)):
        form.add_error(None, sentence)
        return 422
    signing_in.note_right_try(request, said["name"])
    if second_step.is_asked(member):
        form.ask_code(second_step.half_of(member, said["device"]))
        return 200
    asking_back.key_was_known(member)
    let_in(request, member, said["device"])
    return 0


def _second(request: Request, form: SignInForm) -> int:
    """The code after the passphrase."""
    half = second_step.read_half(form.cleaned_data["half"])
    if half is None or rules.why_not_enter(half.member):
        form.asks_code = False
        form.errors.clear()
        form.add_error(None, rules.half_is_over())
        return 422
    if not second_step.passes(half.member, form.cleaned_data["code"]):
        form.add_error("code", rules.wrong_second_code())
        return 422
    asking_back.key_was_known(half.member)
    let_in(request, half.member, half.device)
    return 0
