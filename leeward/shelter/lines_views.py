"""Help lines: one page for everybody, and its rows for administrators."""

from itertools import groupby

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_http_methods, require_safe

from leeward.house.rules import insist, why_not_keep
from leeward.members.requests import MemberRequest, Request
from leeward.shelter import keeping, nearby
from leeward.shelter.forms import HelpLineForm
from leeward.shelter.models import HelpLine
from leeward.web.pages import page

FIELDS = ("country", "need", "name", "number", "note")


@login_not_required
@require_safe
def help_lines(request: Request) -> HttpResponse:
    """Open to everybody, signed in or not. One query."""
    countries = [(name, list(lines)) for name, lines in groupby(HelpLine.listed(), key=lambda line: line.country)]
    return page(request, "shelter/help_lines", countries=countries)


@require_http_methods(["GET", "HEAD", "POST"])
def me_help_lines(request: MemberRequest) -> HttpResponse:
    """Which country's lines come first for a member: country=name, "" for none."""
    if request.method == "POST":
        nearby.choose_country(by=request.member, country=request.POST.get("country", ""))
        return redirect("me_help_lines")
    own, known = nearby.country_of(request.member), nearby.countries()
    return page(request, "shelter/me_help_lines", own=own, countries=known, near=nearby.near(request))


@require_http_methods(["GET", "HEAD", "POST"])
def house_help_lines(request: MemberRequest) -> HttpResponse:
    insist(why_not_keep(request.member))
    form = HelpLineForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        keeping.add_help_line(by=request.member, **form.cleaned_data)
        return redirect("house_help_lines")
    status = 422 if form.is_bound else 200
    return page(request, "shelter/house_help_lines", status=status, form=form, lines=HelpLine.listed())


@require_http_methods(["GET", "HEAD", "POST"])
def house_help_line(request: MemberRequest, number: int) -> HttpResponse:
    """Change an entry, or remove it."""
    insist(why_not_keep(request.member))
    line = get_object_or_404(HelpLine, pk=number)
    if "remove" in request.POST:
        keeping.remove_help_line(by=request.member, line=line)
        return redirect("house_help_lines")
    asked = request.POST if request.method == "POST" else None
    form = HelpLineForm(asked, initial={name: getattr(line, name) for name in FIELDS})
    if form.is_bound and form.is_valid():
        keeping.change_help_line(by=request.member, line=line, **form.cleaned_data)
        return redirect("house_help_lines")
    status = 422 if form.is_bound else 200
    return page(request, "shelter/house_help_line", status=status, form=form, line=line)
