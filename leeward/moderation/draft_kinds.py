"""What is written here at length, as kinds of draft: the note of a report, an appeal, a note at the desk."""

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from leeward.conversations import people
from leeward.conversations import reporting as messages
from leeward.conversations.forms import chosen
from leeward.conversations.kinds import place_at
from leeward.drafts.kinds import Kind, Place
from leeward.drafts.words import Words
from leeward.members.models import Member
from leeward.moderation import appeals, desk, looking, reporting, rules
from leeward.moderation.decided import Decision
from leeward.moderation.models import Case
from leeward.moderation.subjects import Thing, a_page, find

REF = 11  # signs of a message's ref; kinds of wrong have fewer
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


def boxes_in(wanted: str) -> list[str]:
    """Messages and passages of them, of all that was ticked: "Nd3kQ9xTz1a", "Nd3kQ9xTz1a.3"."""
    return [word for word in wanted.split() if len(word) >= REF][: messages.EVIDENCE_MAX]


def where_shown(member: Member, target: str) -> Place | None:
    place = place_at(member, target)
    if place is None:
        return None
    why_not = messages.why_not_report(place, people.others_in(place))
    return Place(_("A report about private messages"), reverse("report_messages", args=[target]), why_not or "")


def post_shown(by: Member, target: str, words: Words, once: str) -> str:
    place = place_at(by, target)
    if place is None:
        raise Http404
    wanted = words.wanted or ""
    said = reporting.Said(reporting.read_wanted(wanted)[0], (), words.body)
    boxes = chosen(boxes_in(wanted), messages.EVIDENCE_MAX)
    made = looking.report_messages(by=by, place=place, said=said, chosen=boxes, once=once)
    return reverse("my_report", args=[made.ref])


SHOWN = Kind("shown", where_shown, post_shown)


def _case(member: Member, ref: str) -> Case | None:
    return Case.objects.visible_to(member).filter(ref=ref).first()


def where_note(member: Member, target: str) -> Place | None:
    case = _case(member, target)
    if case is None:
        return None
    title = _("A note at the desk: %(what)s") % {"what": case.in_words}
    return Place(title, reverse("case_note", args=[target]), rules.why_not_work_on(member, case) or "")


def post_note(by: Member, target: str, words: Words, once: str) -> str:
    case = _case(by, target)
    if case is None:
        raise Http404
    desk.leave_note(by=by, case=case, words=words.body)
    return reverse("case", args=[target])


NOTE = Kind("note", where_note, post_note)
KINDS = (REPORT, APPEAL, SHOWN, NOTE)
