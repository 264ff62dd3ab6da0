"""What is written here at length, as kinds of draft: the note of a report, and an appeal."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from leeward.drafts.kinds import Kind, Place
from leeward.drafts.words import Words
from leeward.members.models import Member
from leeward.moderation import appeals, reporting
from leeward.moderation.decided import Decision
from leeward.moderation.subjects import Thing, a_page, find

PAGE = "page"  # where a draft's target is no thing of a member's


def thing_at(member: Member | None, target: str) -> Thing | None:
    return a_page(_("A page of this house")) if target == PAGE else find(member, target)


def address_of(target: str) -> str:
    return reverse("report_page") if target == PAGE else reverse("report", args=[target])


def where_report(member: Member, target: str) -> Place | None:
    thing = thing_at(member, target)
    if thing is None:
        return None
    return Place(_("A report about “%(title)s”") % {"title": thing.title}, address_of(target))


def post_report(by: Member, target: str, words: Words, once: str) -> str:
    thing = thing_at(by, target)
    if thing is None:
        raise Http404
    kind, passages = reporting.read_wanted(words.wanted or "")
    said = reporting.Said(kind, passages, words.body)
    made = reporting.report(by=by, thing=thing, said=said, once=once)
    return reverse("my_report", args=[made.ref])


REPORT = Kind("report", where_report, post_report)


def where_appeal(member: Member, target: str) -> Place | None:
    decision = Decision.objects.about(member).filter(ref=target).first()
    if decision is None:
        return None
    return Place(_("Asking for a second look"), reverse("appeal", args=[target]))


def post_appeal(by: Member, target: str, words: Words, once: str) -> str:
    decision = Decision.objects.about(by).filter(ref=target).first()
    if decision is None:
        raise Http404
    appeals.appeal(by=by, decision=decision, words=words.body)
    return reverse("me_decision", args=[target])


APPEAL = Kind("appeal", where_appeal, post_appeal)
KINDS = (REPORT, APPEAL)
