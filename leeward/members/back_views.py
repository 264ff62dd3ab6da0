"""Coming back with help: asking, waiting, deciding, ending it, and getting in."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from leeward.members import actions, asking_back, rules
from leeward.members.back_forms import AskBackForm, ComeBackForm, DecideForm
from leeward.members.entering import let_in
from leeward.members.models import AskedBack
from leeward.members.passphrases import strength_of_an_offer
from leeward.members.requests import MemberRequest, Request
from leeward.members.signing_in import FROM_ONE_ADDRESS
from leeward.web.limits import Limit, address_of
from leeward.web.pages import page

# Counted for whoever asks, never for a name: else somebody could use up the tries of another.
ASKED_HERE = Limit("ask_back", 6, 24 * 60 * 60)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def ask_back(request: Request) -> HttpResponse:
    form = AskBackForm(request.POST if request.method == "POST" else None)
    status = 422 if form.is_bound else 200
    if form.is_bound and form.is_valid():
        if not ASKED_HERE.reached(address_of(request)):
            return page(request, "members/asked", receipt=asking_back.ask(**form.cleaned_data))
        form.add_error(None, rules.asked_too_often())
        status = 429
    return page(request, "members/ask_back", status=status, form=form)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: Request) -> HttpResponse:
    """How a request stands; once it is ready, the same page takes the new passphrase."""
    if request.method != "POST":
        return _back_page(request, ComeBackForm(), None, 200)
    form = ComeBackForm(request.POST, initial={"passphrase_choice": "offered"})
    form.is_valid()
    if FROM_ONE_ADDRESS.reached(address_of(request)):
        form.errors.clear()
        form.add_error(None, rules.too_often())
        return _back_page(request, form, None, 429)
    asked = asking_back.of_receipt(form.cleaned_data.get("receipt", ""))
    if asked is None:
        if not form.has_error("receipt"):
            form.errors.clear()
            form.add_error("receipt", rules.wrong_receipt())
        return _back_page(request, form, None, 422)
    wants_in = "passphrase_offered" in request.POST and "another" not in request.POST
    if not wants_in:
        fresh = ComeBackForm(initial={**request.POST.dict(), "passphrase_choice": "offered"})
        return _back_page(request, fresh, asked, 200)
    if not form.is_valid():
        return _back_page(request, form, asked, 422)
    member = asking_back.come_back(asked=asked, passphrase=form.cleaned_data["new"])
    if member is None:
        return _back_page(request, form, asked, 422)
    let_in(request, member)
    return page(request, "members/codes", codes=actions.make_codes(by=member), onward="/")


def _back_page(request: Request, form: ComeBackForm, asked: AskedBack | None, status: int) -> HttpResponse:
    return page(
        request,
        "members/come_back",
        status=status,
        form=form,
        state=asking_back.state(asked) if asked else None,
        ready_at=asking_back.ready_at(asked) if asked else None,
        offered=form.offer(),
        strength=strength_of_an_offer(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def asked_back(request: MemberRequest) -> HttpResponse:
    """For the account's owner: what was asked, and the button that ends it."""
    if request.method == "POST":
        asking_back.cancel(by=request.member)
        return redirect("asked_back")
    under_way = [(asked, asking_back.ready_at(asked)) for asked in asking_back.under_way(request.member)]
    return page(request, "members/asked_back", under_way=under_way, known_at=request.member.asked_back_at)


@require_safe
def house_asked_back(request: MemberRequest) -> HttpResponse:
    rules.insist(rules.why_not_look_after(request.member))
    waiting = [(asked, *asking_back.read(asked)) for asked in asking_back.undecided()]
    return page(request, "members/house_asked_back", waiting=waiting)


@require_http_methods(["GET", "HEAD", "POST"])
def house_asked(request: MemberRequest, ref: str) -> HttpResponse:
    """One request: yes begins the 72 hours, no ends it."""
    rules.insist(rules.why_not_look_after(request.member))
    asked = get_object_or_404(AskedBack.objects.select_related("member"), ref=ref)
    form = DecideForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        decide = asking_back.approve if request.POST.get("do") == "yes" else asking_back.decline
        decide(by=request.member, asked=asked, reason=form.cleaned_data["reason"])
        return redirect("house_asked_back")
    name, words = asking_back.read(asked)
    return page(
        request,
        "members/house_asked",
        status=422 if form.is_bound else 200,
        form=form,
        asked=asked,
        name=name,
        words=words,
        decided=rules.why_not_decide_back(request.member, asked),
        why_not_yes=rules.why_not_open_back(request.member, asked.member),
    )
