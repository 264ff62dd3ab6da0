"""Offering, asking, agreeing, ending, reporting. Each asks its rule and is one transaction."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from leeward.boards.models import Post
from leeward.companions import rules
from leeward.companions.models import Company, Offer
from leeward.companions.reported import note_reported
from leeward.companions.telling import tell_of, tell_stopped
from leeward.members.models import Member
from leeward.members.rules import insist
from leeward.words import clean_text

TOLD_MOST = 20  # of those who offer: enough for one of them to have an hour


def answers_of(member: Member) -> int:
    """How many of theirs stand in topics of others, under their own name; no more than are needed. One query."""
    rows = Post.objects.filter(author=member, number__gt=1, taken_down_at=None, hidden_at=None)
    rows = rows.filter(topic__taken_down_at=None, topic__hidden_at=None).exclude(topic__author=member)
    return rows.values("pk")[: rules.ANSWERS].count()


def offer_of(member: Member) -> Offer | None:
    return Offer.objects.filter(member=member).first()


def why_not_offer(member: Member) -> str | None:
    """The rule, with what it needs to know. Two queries."""
    return rules.why_not_offer(member, answers_of(member), offer_of(member))


def offer(*, by: Member, words: str, at_once: int, is_adult: bool) -> None:
    """Offer to accompany, or change what one said. ValidationError with a sentence for each field."""
    insist(why_not_offer(by))
    words = clean_text(words).strip()
    wrong = {"words": rules.why_not_words(words), "adult": None if is_adult else rules.only_adults()}
    if found := {field: sentence for field, sentence in wrong.items() if sentence}:
        raise ValidationError(found)
    with transaction.atomic():
        said = {"words": words, "at_once": at_once, "withdrawn_at": None}
        Offer.objects.update_or_create(member=by, defaults=said, create_defaults={**said, "offered_at": timezone.now()})


def withdraw(*, by: Member) -> None:
    """Nobody new can ask, and the words are gone. Whoever is paired stays so."""
    Offer.objects.filter(member=by, withdrawn_at=None).update(withdrawn_at=timezone.now(), words="")


def words_of(member: Member) -> str:
    """What they say beside their offer; "" without one."""
    own = offer_of(member)
    return own.words if own else ""


def put_words(words: str, *, by: Member) -> None:
    """It says this from now on."""
    Offer.objects.filter(member=by).exclude(words=words).update(words=words)


def ask(*, by: Member, whom: Offer | None, is_adult: bool) -> Company:
    """Ask one of those who offer, or anybody."""
    if not is_adult:
        raise ValidationError({"adult": rules.only_adults()})
    with transaction.atomic():
        Member.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
        _end_what_nobody_sees(by)
        mine = Company.objects.filter(newcomer=by, ended_at=None)
        own = offer_of(by)
        insist(rules.why_not_ask(offers=bool(own and own.is_open), has_one=mine.exists()))
        insist(rules.too_many_asked(by))
        return _ask(by, whom.member if whom else None)


def _ask(by: Member, companion: Member | None) -> Company:
    company = Company.objects.create(newcomer=by, companion=companion, asked_at=timezone.now())
    rows = Offer.objects.visible_to(by).order_by("pk").values_list("member_id", flat=True)
    tell_of(company, [companion.pk] if companion else list(rows[:TOLD_MOST]))
    return company


def _end_what_nobody_sees(by: Member) -> None:
    """A block stands between the two, or an account was closed: it is over, and nobody is told."""
    mine = Company.objects.filter(newcomer=by, ended_at=None)
    seen = Company.objects.visible_to(by).open().filter(newcomer=by).values("pk")
    mine.exclude(pk__in=list(seen.values_list("pk", flat=True))).update(ended_at=timezone.now())


def take(*, by: Member, company: Company) -> None:
    """A companion says yes. Where they were the one who was asked, the two are paired from now on."""
    with transaction.atomic():
        Member.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
        found = Company.objects.select_for_update().get(pk=company.pk)
        held = Company.objects.open().together().filter(companion=by, taken_at__isnull=False).count()
        insist(why_not_offer(by))
        insist(rules.why_not_take(found, by, offer_of(by), held))
        now, was_asked = timezone.now(), found.companion_id == by.pk
        found.companion, found.taken_at, found.agreed_at = by, now, now if was_asked else None
        found.save(update_fields=["companion", "taken_at", "agreed_at"])
        tell_of(found, [found.newcomer_id])


def agree(*, by: Member, company: Company) -> None:
    """Who asked anybody says yes to the one who came."""
    with transaction.atomic():
        found = Company.objects.select_for_update().get(pk=company.pk)
        insist(rules.why_not_agree(found, by))
        found.agreed_at = timezone.now()
        found.save(update_fields=["agreed_at"])
        tell_of(found, [pk for pk in [found.companion_id] if pk])


def end(*, by: Member, company: Company) -> None:
    """Never refused, at whatever point; the other one reads that it is over."""
    with transaction.atomic():
        found = Company.objects.select_for_update().get(pk=company.pk)
        if found.ended_at is None:
            found.ended_at = timezone.now()
            found.save(update_fields=["ended_at"])
            tell_of(found, [pk for pk in (found.newcomer_id, found.companion_id) if pk and pk != by.pk])


def rather_somebody_else(*, by: Member, company: Company) -> Company:
    """In one press: this one is over, and anybody else who offers is asked. The first stands whatever comes then."""
    if by.pk != company.newcomer_id:
        raise PermissionDenied
    end(by=by, company=company)
    return ask(by=by, whom=None, is_adult=True)


def report(*, by: Member, company: Company) -> None:
    """Something is not right: it ends, and it comes to the desk. The other reads the first only."""
    with transaction.atomic():
        end(by=by, company=company)
        now = timezone.now()
        if Company.objects.filter(pk=company.pk, reported_at=None).update(reported_at=now, reported_by=by):
            company.refresh_from_db()
            note_reported(company, by)


def sweep() -> int:
    """End what a block or a closed account has ended already for everybody's eyes; how many. Done by the worker."""
    open_rows = Company.objects.filter(ended_at=None, companion__isnull=False)
    stays = Company.objects.open().together().values("pk")
    return open_rows.exclude(pk__in=list(stays.values_list("pk", flat=True))).update(ended_at=timezone.now())


# ── looking after the house ──────────────────────────────────────────────────


def let_on(*, by: Member, offer: Offer) -> None:
    """Somebody has looked: newcomers may be sent to them again."""
    insist(rules.why_not_look_after(by))
    with transaction.atomic():
        now = timezone.now()
        Offer.objects.filter(pk=offer.pk).update(looked_at=now, stopped_at=None, reason="")
        Company.objects.filter(companion=offer.member, looked_at=None, reported_at__isnull=False).update(looked_at=now)


def settled(ref: str) -> None:
    """What was reported was decided at the desk. Called in the transaction of the decision."""
    Company.objects.filter(ref=ref, reported_at__isnull=False, looked_at=None).update(looked_at=timezone.now())


def stop(*, by: Member, offer: Offer, reason: str) -> None:
    """End somebody's offer, with all that came of it; they read why."""
    insist(rules.why_not_look_after(by))
    reason = " ".join(clean_text(reason).split())
    if wrong := rules.why_not_reason(reason):
        raise ValidationError({"reason": wrong})
    with transaction.atomic():
        now = timezone.now()
        Offer.objects.filter(pk=offer.pk).update(stopped_at=now, looked_at=now, reason=reason)
        for company in Company.objects.filter(companion=offer.member, ended_at=None):
            company.ended_at = now
            company.save(update_fields=["ended_at"])
            tell_of(company, [company.newcomer_id])
        tell_stopped(offer, now)
