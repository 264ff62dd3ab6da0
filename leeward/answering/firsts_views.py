"""Pages of first answers: who waits, taking one, and how long it takes."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from leeward.answering import taking
from leeward.answering.models import Wait
from leeward.answering.plotting import HIGH, LEFT, WIDE, in_words, plot
from leeward.answering.waiting import waiting_for
from leeward.answering.waits import FEWEST, MONTHS
from leeward.boards.views import find_topic, number_in
from leeward.members.requests import MemberRequest
from leeward.web.errors import sorry
from leeward.web.pages import page


@require_safe
def first_replies(request: MemberRequest) -> HttpResponse:
    """Whom nobody has answered: newcomers first, then whoever waits longest."""
    after = number_in(request, "after")
    topics, more = waiting_for(request.member, after)
    return page(request, "answering/first_replies", topics=topics, more=more, is_first=after is None)


@require_POST
def answering(request: MemberRequest, ref: str) -> HttpResponse:
    """do=take says that one is writing to them, do=let_go that one is not."""
    topic = find_topic(ref, request.member)
    match request.POST.get("do"):
        case "take":
            taking.take(by=request.member, topic=topic)
            return redirect("topic", ref)
        case "let_go":
            taking.let_go(by=request.member, topic=topic)
            return redirect("first_replies")
        case _other:
            return sorry(request, 400, _("Nothing was chosen."))


@require_safe
def waits(request: MemberRequest) -> HttpResponse:
    """How long first answers took, by month: a plot, and the same as a table."""
    months = Wait.lately(MONTHS)
    return page(
        request,
        "answering/waits",
        months=months,
        plot=plot(months),
        in_words=in_words,
        size=(WIDE, HIGH, LEFT),
        fewest=FEWEST,
    )
