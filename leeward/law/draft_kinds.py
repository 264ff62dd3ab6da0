"""What administrators write here at length, as kinds of draft: an answer, an entry, a step. Nothing is lost."""

from __future__ import annotations

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from leeward.drafts.kinds import Kind, Place
from leeward.drafts.words import Words
from leeward.law import actions, rules
from leeward.law.models import Matter
from leeward.law.papers import papers_asking, question_of
from leeward.law.registers import register_of
from leeward.members.models import Member


def where_answer(member: Member, target: str) -> Place | None:
    question = question_of(target)
    if question is None or rules.why_not_write(member):
        return None
    return Place(str(question.asks), reverse("law_answer", args=[target]))


def post_answer(by: Member, target: str, words: Words, once: str) -> str:
    actions.answer(by=by, question=target, words=words.body)
    asking = papers_asking(target)
    return f"{reverse('law_paper', args=[asking[0].name])}#{target}" if asking else reverse("law")


def where_entry(member: Member, target: str) -> Place | None:
    register = register_of(target)
    if register is None or rules.why_not_write(member):
        return None
    return Place(_("An entry in “%(title)s”") % {"title": register.title}, reverse("law_enter", args=[target]))


def post_entry(by: Member, target: str, words: Words, once: str) -> str:
    register = register_of(target)
    if register is None:
        raise Http404
    entry = actions.Entry((words.wanted or "").strip(), words.title, words.body, words.note)
    return reverse("law_entry", args=[actions.enter(by=by, register=register, entry=entry, once=once).ref])


def where_step(member: Member, target: str) -> Place | None:
    matter = Matter.objects.visible_to(member).filter(ref=target).first()
    if matter is None or rules.why_not_write(member):
        return None
    return Place(_("A step on an entry in a register"), reverse("law_entry", args=[target]))


def post_step(by: Member, target: str, words: Words, once: str) -> str:
    matter = Matter.objects.visible_to(by).filter(ref=target).first()
    if matter is None:
        raise Http404
    actions.do(by=by, matter=matter, deed=(words.wanted or "").strip(), words=words.body)
    return reverse("law_entry", args=[target])


KINDS = (
    Kind("law-answer", where_answer, post_answer, adds=False),
    Kind("law-entry", where_entry, post_entry),
    Kind("law-step", where_step, post_step),
)
