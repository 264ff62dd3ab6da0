"""What administrators change in the law pack. Each asks the rule first and is one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.boards.models import Post, Topic
from leeward.law import rules
from leeward.law.models import Answer, Edition, Hold, Matter, Step
from leeward.law.papers import Paper, fill, question_of
from leeward.law.registers import HOLDS, Deed, Register, register_of
from leeward.members.models import Member
from leeward.members.rules import insist
from leeward.moderation.subjects import ref_at
from leeward.words import clean_text


def answer(*, by: Member, question: str, words: str) -> None:
    """What the operator says to one question, wherever it is asked. "" takes it away."""
    insist(rules.why_not_write(by))
    if question_of(question) is None:
        raise PermissionDenied(_("Nobody asks this any more."))
    words = clean_text(words).strip()
    if words and (wrong := rules.why_not_words(words)):
        raise ValidationError({"body": wrong})
    row = Answer.objects.filter(question=question).first() or Answer(question=question)
    row.hold(words)
    row.by, row.at = by, timezone.now()
    row.save()


def keep(*, by: Member, paper: Paper) -> Edition:
    """A version of the paper as it stands now."""
    insist(rules.why_not_write(by))
    with transaction.atomic():
        Member.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
        before = Edition.objects.filter(paper=paper.name).aggregate(last=Max("number"))["last"] or 0
        made = Edition(paper=paper.name, number=before + 1, at=timezone.now(), by=by)
        made.hold(fill(paper, Answer.all_words()).plain)
        made.save(force_insert=True)
        return made


@dataclass(frozen=True)
class Entry:
    """What a form says of an entry. `day`: when it reached the house, or until when a hold lasts; as typed."""

    kind: str
    who: str
    words: str
    day: str = ""


def why_not(register: Register, entry: Entry) -> dict[str, str]:
    """What is missing, by field."""
    now = timezone.now()
    day = rules.why_not_until(entry.day, now) if register.asks_until else rules.why_not_reached(entry.day, now)
    told = {
        "wanted": None if entry.kind in dict(register.kinds) else _("Choose what it is."),
        "title": rules.why_not_words(entry.who, rules.WHO_MAX, field=register.who[0]),
        "body": rules.why_not_words(entry.words, field=register.what[0]),
        "note": day,
    }
    found = {field: sentence for field, sentence in told.items() if sentence}
    if register is HOLDS and "title" not in found and _thing_at(entry.who) is None:
        found["title"] = _("Nothing stands at this address. Give that of a post, a topic or a member.")
    return found


def enter(*, by: Member, register: Register, entry: Entry, once: str = "") -> Matter:
    """A new entry. The same form sent twice makes one. ValidationError by field."""
    insist(rules.why_not_write(by))
    if once and (made := Matter.objects.filter(once=once, by=by).first()):
        return made
    entry = Entry(entry.kind, clean_text(entry.who).strip(), clean_text(entry.words).strip(), entry.day.strip())
    if not register.by_hand or (wrong := why_not(register, entry)):
        raise ValidationError(wrong if register.by_hand else {"body": _("This register fills by itself.")})
    now = timezone.now()
    reached = now if register.asks_until else rules.moment_of(entry.day) or now
    with transaction.atomic():
        made = Matter(register=register.name, kind=entry.kind, reached_at=reached, by=by, once=once or None)
        made.hold(entry.who, entry.words)
        made.save(force_insert=True)
        if register is HOLDS:
            _ask_for_hold(made, entry)
        return made


def _ask_for_hold(matter: Matter, entry: Entry) -> None:
    thing, until = _thing_at(entry.who), rules.end_of(entry.day)
    assert thing
    assert until
    Hold.objects.create(matter=matter, subject=thing[0], about=thing[1], until=until)


def _thing_at(address: str) -> tuple[str, str] | None:
    """(subject, ref) of what stands there, also where its author took it down."""
    ref = ref_at(address)
    rows = {"member": Member.objects.all(), "topic": Topic.objects.all(), "post": Post.objects.all()}
    return next(((subject, ref) for subject, found in rows.items() if found.filter(ref=ref).exists()), None)


def do(*, by: Member, matter: Matter, deed: str, words: str, once: str = "") -> Step:
    """One step, with what follows from it. ValidationError by field; PermissionDenied."""
    insist(rules.why_not_write(by))
    register = register_of(matter.register)
    chosen = register.deed_of(deed) if register else None
    if chosen is None:
        raise ValidationError({"wanted": _("Choose what was done.")})
    words = clean_text(words).strip()
    if wrong := rules.why_not_words(words):
        raise ValidationError({"body": wrong})
    with transaction.atomic():
        held = Matter.objects.select_for_update().get(pk=matter.pk)
        hold = Hold.objects.select_for_update().filter(matter=held).first()
        insist(rules.why_not_do(by, chosen, held, hold))
        made = Step(matter=held, does=chosen.name, at=timezone.now(), by=by)
        made.hold(words)
        made.save(force_insert=True)
        _follow(held, hold, chosen, made)
        return made


def _follow(matter: Matter, hold: Hold | None, deed: Deed, step: Step) -> None:
    """What a step changes beside being a line."""
    if deed.effect == "longer":
        matter.longer_at = step.at
    elif deed.effect == "meets":
        matter.met_at = step.at
    elif deed.effect in {"ends", "lifts"}:
        matter.settled_at, matter.outcome = step.at, deed.name
    if hold:
        _follow_hold(hold, deed, step)
    matter.save(update_fields=["longer_at", "met_at", "settled_at", "outcome"])


def _follow_hold(hold: Hold, deed: Deed, step: Step) -> None:
    if deed.effect == "agrees":
        hold.agreed_by, hold.agreed_at = step.by, step.at
    elif deed.effect == "renews":
        lasts = hold.until - (hold.reviewed_at or hold.agreed_at or step.at)
        hold.reviewed_at, hold.until = step.at, step.at + lasts
    elif deed.effect == "lifts":
        hold.lifted_at = step.at
    hold.save(update_fields=["agreed_by", "agreed_at", "reviewed_at", "until", "lifted_at"])


def sweep(before: datetime) -> int:
    """Erase the words of what was closed before; how many entries. That there was one stays. Done by the worker."""
    rows = Matter.objects.filter(settled_at__lt=before, erased_at=None)
    old = list(rows.values_list("pk", flat=True)[:1000])
    with transaction.atomic():
        Step.objects.filter(matter__in=old).update(sealed=b"")
        return Matter.objects.filter(pk__in=old).update(sealed=b"", erased_at=timezone.now())
