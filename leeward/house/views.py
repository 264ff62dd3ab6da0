"""Short forms for everybody; the house's own pages for administrators."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from leeward.house import actions
from leeward.house.context import the_house
from leeward.house.forms import GateForm, HouseForm, ShortFormForm
from leeward.house.models import ShortForm
from leeward.house.rules import Person, insist, why_not_keep
from leeward.web.pages import page


def _keeper(request: HttpRequest) -> Person:
    """Who asks, once the rule has let them in; members live on the floor above, hence no name of their class."""
    person: Person | None = getattr(request, "member", None)
    insist(why_not_keep(person))
    assert person is not None
    return person


@login_not_required
@require_safe
def short_forms(request: HttpRequest) -> HttpResponse:
    """Open, as boards may be; one query."""
    return page(request, "house/short_forms", entries=ShortForm.glossary())


@require_http_methods(["GET", "HEAD", "POST"])
def house(request: HttpRequest) -> HttpResponse:
    by = _keeper(request)
    row = the_house()
    form = HouseForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(row, name) for name in actions.SETTINGS},
    )
    if form.is_bound and form.is_valid():
        actions.set_up(by=by, house=row, **form.cleaned_data)
        return redirect(f"{request.path}?done=yes")
    status = 422 if form.is_bound else 200
    return page(request, "house/house", status=status, form=form, done="done" in request.GET)


@require_http_methods(["GET", "HEAD", "POST"])
def house_joining(request: HttpRequest) -> HttpResponse:
    """How one joins, and what of newcomers is read first."""
    by = _keeper(request)
    row = the_house()
    form = GateForm(
        request.POST if request.method == "POST" else None,
        initial={name: getattr(row, name) for name in actions.AT_THE_GATE},
    )
    if form.is_bound and form.is_valid():
        actions.set_up(by=by, house=row, **form.cleaned_data)
        return redirect(f"{request.path}?done=yes")
    status = 422 if form.is_bound else 200
    return page(request, "house/house_joining", status=status, form=form, done="done" in request.GET)


@require_http_methods(["GET", "HEAD", "POST"])
def house_short_forms(request: HttpRequest) -> HttpResponse:
    by = _keeper(request)
    form = ShortFormForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            actions.add_short_form(by=by, **form.cleaned_data)
            return redirect("house_short_forms")
        except actions.FormTaken:
            form.add_error("form", _("This short form is explained already: change its entry below."))
    status = 422 if form.is_bound else 200
    return page(request, "house/house_short_forms", status=status, form=form, entries=ShortForm.glossary())


@require_http_methods(["GET", "HEAD", "POST"])
def house_short_form(request: HttpRequest, number: int) -> HttpResponse:
    """Change or remove one entry."""
    by = _keeper(request)
    entry = get_object_or_404(ShortForm, pk=number)
    if "remove" in request.POST:
        actions.remove_short_form(by=by, entry=entry)
        return redirect("house_short_forms")
    before = entry.form
    asked = request.POST if request.method == "POST" else None
    form = ShortFormForm(asked, initial={"form": entry.form, "meaning": entry.meaning})
    if form.is_bound and form.is_valid():
        try:
            actions.change_short_form(by=by, entry=entry, **form.cleaned_data)
            return redirect("house_short_forms")
        except actions.FormTaken:
            form.add_error("form", _("This short form is explained already by another entry."))
    status = 422 if form.is_bound else 200
    return page(request, "house/house_short_form", status=status, form=form, entry=entry, before=before)
