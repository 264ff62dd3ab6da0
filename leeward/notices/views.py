"""A member's mail: giving an address, proving it, choosing, taking it away; and coming back by it."""

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leeward.members.proving import asks_again
from leeward.members.requests import MemberRequest, Request
from leeward.members.rules import asked_too_often
from leeward.notices import actions
from leeward.notices.forms import AddressForm, MailChoicesForm, MailCodeForm, RecoverByMailForm
from leeward.web import limits
from leeward.web.pages import page

ASKED_HERE = limits.Limit("mail_recovery_here", 6, 24 * 60 * 60)
DONE = {
    "given": gettext_lazy("A mail with a code is on its way. Nothing else is sent before you have typed it here."),
    "proved": gettext_lazy("The address is proved."),
    "choices": gettext_lazy("Your choices are kept."),
    "gone": gettext_lazy("The address is gone."),
}


def _to_mail(done: str) -> HttpResponse:
    return redirect(f"{reverse('me_mail')}?done={done}")


def _page(request: MemberRequest, status: int = 200, **forms: Any) -> HttpResponse:
    """The one page; `forms` holds the one that was filled in."""
    address = actions.address_of(request.member)
    fields = ("news_hour", "weekly", "recovers")
    chosen = {name: getattr(address, name) for name in fields} if address else {}
    return page(
        request,
        "notices/me_mail",
        status=status,
        is_sent=settings.MAIL_IS_SENT,
        address=address,
        shown=actions.shown(address) if address else "",
        form=forms.get("form"),
        address_form=forms.get("address_form", AddressForm()),
        code_form=forms.get("code_form", MailCodeForm()),
        choices_form=MailChoicesForm(initial=chosen),
        done=DONE.get(request.GET.get("done", "")),
    )


@require_safe
def me_mail(request: MemberRequest) -> HttpResponse:
    return _page(request)


@require_POST
@asks_again
def mail_address(request: MemberRequest) -> HttpResponse:
    """Give, or take away."""
    if "remove" in request.POST:
        actions.take_away(by=request.member)
        return _to_mail("gone")
    form = AddressForm(request.POST)
    if not form.is_valid():
        return _page(request, 422, form=form, address_form=form)
    actions.give(by=request.member, address=form.cleaned_data["address"])
    return _to_mail("given")


@require_POST
def mail_code(request: MemberRequest) -> HttpResponse:
    """Prove it, or have the code sent again."""
    if "another" in request.POST:
        actions.again(by=request.member)
        return _to_mail("given")
    form = MailCodeForm(request.POST)
    if form.is_valid():
        if actions.prove(by=request.member, code=form.cleaned_data["code"]):
            return _to_mail("proved")
        form.add_error("code", _("That is not the code, or it is too old. Check each digit, or have a new one sent."))
    return _page(request, 422, form=form, code_form=form)


@require_POST
@asks_again
def mail_choices(request: MemberRequest) -> HttpResponse:
    form = MailChoicesForm(request.POST)
    if not form.is_valid():
        return _page(request, 422, form=form)
    actions.choose(by=request.member, **form.cleaned_data)
    return _to_mail("choices")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def recover_by_mail(request: Request) -> HttpResponse:
    """The same answer whoever asks, and whatever name."""
    form = RecoverByMailForm(request.POST if request.method == "POST" else None)
    status, sent = (422 if form.is_bound else 200), False
    if form.is_bound and form.is_valid():
        if ASKED_HERE.reached(limits.address_of(request)):
            form.add_error(None, asked_too_often())
            status = 429
        else:
            actions.send_recovery(name=form.cleaned_data["name"])
            status, sent = 200, True
    return page(request, "notices/recover_by_mail", status=status, form=form, sent=sent)
