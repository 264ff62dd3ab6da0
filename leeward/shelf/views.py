"""The shelf, one thing on it, and putting something there from a post."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from leeward.boards.actions import refuse
from leeward.boards.views import find_post
from leeward.members.aliases import is_own
from leeward.members.requests import MemberRequest
from leeward.shelf import actions, lists, rules
from leeward.shelf.forms import ThingForm, languages
from leeward.shelf.models import Entry, Kind, Recommendation
from leeward.shelf.noticing import Noticed, noticed_in
from leeward.web.errors import sorry
from leeward.web.numbers import whole
from leeward.web.pages import page


def _entry(request: MemberRequest, ref: str) -> Entry:
    return get_object_or_404(Entry.objects.visible_to(request.member), ref=ref)


@require_safe
def shelf(request: MemberRequest) -> HttpResponse:
    """A page of it: ?kind=, ?language= by their codes, ?country= by its sign."""
    asked = request.GET
    known = dict(languages())
    countries = lists.countries_for(request.member)
    chosen = lists.Chosen(
        kind=kind if (kind := asked.get("kind", "")) in Kind.values else "",
        language=code if (code := asked.get("language", "")) in known else "",
        country=sign if (sign := asked.get("country", "")) in countries else "",
        page=max(1, whole(asked.get("page"), 3) or 1),
    )
    standing, more = lists.page_of(request.member, chosen, countries)
    return page(
        request,
        "shelf/shelf",
        standing=standing,
        more=more,
        chosen=chosen,
        kinds=Kind.choices,
        languages=known,
        countries=countries,
        said_most=lists.SAID,
    )


@require_http_methods(["GET", "HEAD", "POST"])
def on_the_shelf(request: MemberRequest, ref: str) -> HttpResponse:
    """One thing with all that is said of it; do=dead (it does not work any more), do=confirm, do=works."""
    here = _entry(request, ref)
    if request.method == "POST":
        match request.POST.get("do"):
            case "dead":
                actions.say_dead(by=request.member, entry=here)
            case "confirm" | "works" as do:
                actions.decide(by=request.member, entry=here, is_dead=do == "confirm")
            case _other:
                return sorry(request, 400, _("Nothing was chosen."))
        return redirect("on_the_shelf", ref)
    return page(
        request,
        "shelf/on_the_shelf",
        one=lists.standing(request.member, [here])[0],
        own=actions.own_among(request.member, here),
        decides=rules.why_not_decide(request.member, actions.has_recommended(request.member, here)) is None,
        why_not=rules.why_not_say_dead(here),
        languages=dict(languages()),
    )


@require_POST
def take_off_shelf(request: MemberRequest, ref: str) -> HttpResponse:
    """One recommendation, by whoever gave it or a moderator."""
    rows = Recommendation.objects.visible_to(request.member).select_related("post")
    actions.take_off(by=request.member, recommendation=get_object_or_404(rows, ref=ref))
    return redirect("shelf")


@require_http_methods(["GET", "HEAD", "POST"])
def put_on_shelf(request: MemberRequest, ref: str) -> HttpResponse:
    """From a post: what was noticed in it to choose from (?find= its number), and the form."""
    post = find_post(ref, request.member)
    refuse(rules.why_not_recommend(request.member, is_own(request.member, post.author_id), 0))
    form = ThingForm(request.POST) if request.method == "POST" else None
    is_right = form is not None and form.is_valid()
    if form is not None and is_right and rules.PUT.reached(str(request.member.pk)):
        form.add_error(None, rules.too_many_put())
    elif form is not None and is_right:
        entry = actions.recommend(by=request.member, post=post, thing=form.thing())
        return redirect("on_the_shelf", entry.ref)
    noticed = noticed_in(post)
    chosen = whole(request.GET.get("find"), 3) or 0
    return page(
        request,
        "shelf/put_on_shelf",
        status=422 if form else 200,
        post=post,
        form=form or ThingForm(initial=_begun(noticed, chosen)),
        noticed=noticed,
        chosen=chosen,
    )


def _begun(noticed: list[Noticed], chosen: int) -> dict[str, str]:
    """What the form says at first: the find that was chosen, or the only one."""
    number = chosen or (1 if len(noticed) == 1 else 0)
    if not 0 < number <= len(noticed):
        return {}
    one = noticed[number - 1]
    return {"kind": one.kind, "what": one.what, "address": one.address}
