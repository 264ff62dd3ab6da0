"""How long things are kept: for everybody to read, and for administrators to choose."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from leeward.clocks import actions
from leeward.house.rules import insist, why_not_keep
from leeward.web.numbers import whole
from leeward.web.pages import page


@login_not_required
@require_safe
def how_long(request: HttpRequest) -> HttpResponse:
    """Open: somebody who wonders whether to join may want to know."""
    return page(request, "clocks/how_long", lines=actions.table())


@require_http_methods(["GET", "HEAD", "POST"])
def house_how_long(request: HttpRequest) -> HttpResponse:
    """One number for each kind of thing that administrators decide about."""
    by = getattr(request, "member", None)
    insist(why_not_keep(by))
    assert by is not None
    lines = [line for line in actions.table() if not line.clock.is_fixed]
    typed = {line.clock.name: str(line.days) for line in lines}
    errors: dict[str, str] = {}
    if request.method == "POST":
        typed = {name: request.POST.get(name, "").strip()[:10] for name in typed}
        try:
            actions.choose(by=by, days={name: whole(text, 6) for name, text in typed.items()})
            return redirect("how_long")
        except ValidationError as wrong:
            errors = {name: sentences[0] for name, sentences in wrong.message_dict.items()}
    status = 422 if errors else 200
    return page(request, "clocks/house_how_long", status=status, lines=lines, typed=typed, errors=errors)
