"""One page for somebody who is leaving someone; and the file with their words."""

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from leeward.leaving import actions, words
from leeward.leaving.forms import LeavingForm
from leeward.members import rules
from leeward.members.actions import NameTaken
from leeward.members.passphrases import strength_of_an_offer
from leeward.members.proving import asks_again, prove, stay_signed_in
from leeward.members.requests import MemberRequest, house_of
from leeward.web.pages import page


@require_http_methods(["GET", "HEAD", "POST"])
def leaving_someone(request: MemberRequest) -> HttpResponse:
    asked = request.POST if request.method == "POST" and "another" not in request.POST else None
    kept = {**request.POST.dict(), "passphrase_choice": "offered"} if request.method == "POST" else {}
    form = LeavingForm(asked, initial=kept, member=request.member, house=house_of(request))
    status = 200
    if asked is not None:
        status = prove(request, form)
        if status == 200:
            said = form.cleaned_data
            wish = actions.Wish(said["name"], said["new"], said["drop_mail"], said["drop_keys"])
            try:
                fresh = actions.leave_someone(by=request.member, wish=wish, session_key=request.session.session_key)
                stay_signed_in(request)
                return page(request, "members/codes", codes=fresh, onward=reverse("me_sessions"))
            except NameTaken:
                form.add_error("name", rules.name_taken())
                status = 422
    return page(
        request,
        "leaving/leaving_someone",
        status=status,
        form=form,
        offered=form.offer(),
        strength=strength_of_an_offer(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@asks_again
def my_words(request: MemberRequest) -> HttpResponseBase:
    """The page that explains, and by POST the file. Its name says nothing."""
    if request.method != "POST" or "form" not in request.POST:
        return page(request, "leaving/my_words")
    is_json = request.POST["form"] == "json"
    with_aliases = request.POST.get("aliases") == "yes"
    write = words.as_json if is_json else words.as_text
    also = (request.POST.get(name) == "yes" for name in ("messages", "bookmarks"))
    pieces = write(request.member, with_aliases, *also)
    kind, name = ("application/json", "notes.json") if is_json else ("text/plain; charset=utf-8", "notes.txt")
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(pieces, content_type=kind, headers=headers)
