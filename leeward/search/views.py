"""The search page: an empty form by GET, results by POST, so that no address ever holds a word."""

from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from leeward.boards.models import Board, BoardRows
from leeward.members.models import Member
from leeward.members.ready import Ready
from leeward.members.requests import MemberRequest
from leeward.search.finding import Found, find
from leeward.search.forms import SearchForm
from leeward.search.rules import why_not_search_now
from leeward.web.pages import page


@require_http_methods(["GET", "HEAD", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Queries: session and member, house, boards; a search adds its count and the search, a named author one."""
    member = cast(MemberRequest, request).member
    boards = _boards.rows(member)
    if request.method != "POST":
        return _page(request, SearchForm(), boards)
    form = SearchForm.sent(request.POST, boards, member)
    if form.question is None:
        return _page(request, form, boards, status=422)
    if sentence := why_not_search_now(member):
        form.errors["q"] = sentence
        return _page(request, form, boards, status=429)
    return _page(request, form, boards, find(member, form.question, form.page, form.before))


@Ready
def _boards(viewer: Member) -> BoardRows:
    return Board.objects.visible_to(viewer).only("ref", "title")


def _page(
    request: HttpRequest, form: SearchForm, boards: list[Board], found: Found | None = None, status: int = 200
) -> HttpResponse:
    return page(request, "search/search", status=status, form=form, boards=boards, found=found)
