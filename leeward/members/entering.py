"""Coming in by name and passphrase, from whichever page asks for them."""

from django.contrib.auth import login

from leeward.members import rules, signing_in
from leeward.members.forms import SignInForm
from leeward.members.models import Member
from leeward.members.requests import Request
from leeward.web.loopback import on_this_machine

MINE_LASTS = 14 * 24 * 3600  # seconds, on a device that nobody else uses; a shared one forgets on closing


def let_in(request: Request, member: Member, device: str = "shared") -> None:
    """Sign in under a fresh session key. Only "mine" outlives the browser's window."""
    login(request, member)
    request.member = member
    request.session["device"] = device
    request.session.set_expiry(MINE_LASTS if device == "mine" else 0)


def enter(request: Request, form: SignInForm) -> int:
    """0 where the form's name and passphrase let somebody in; else the status of the page that says why not."""
    if not form.is_valid():
        return 422
    said = form.cleaned_data
    if signing_in.tried_too_often(request, said["name"]):
        form.add_error(None, rules.too_often())
        return 429
    member = signing_in.prove(said["name"], said["passphrase"])
    if member is None:
        signing_in.note_wrong_try(request, said["name"])
        form.add_error(None, rules.wrong_name_or_passphrase())
        return 422
    if sentence := rules.why_not_enter(member) or rules.why_not_as_demo(member, on_this_machine(request)):
        form.add_error(None, sentence)
        return 422
    signing_in.note_right_try(request, said["name"])
    let_in(request, member, said["device"])
    return 0
