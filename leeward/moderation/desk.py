"""Working at the desk: taking a case, handing it over, asking another's opinion, leaving a note, being away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.boards.models import Post, Topic
from leeward.boards.newcomers import Waits
from leeward.house.context import the_house
from leeward.members.aliases import is_own
from leeward.members.models import Member
from leeward.members.rules import insist
from leeward.moderation import kinds, reporting, rules
from leeward.moderation.decided import Decision
from leeward.moderation.models import Case, CaseNote, Shift
from leeward.moderation.subjects import Thing, find
from leeward.web import sealing
from leeward.words import clean_text


def _locked(by: Member, case: Case) -> Case:
    """The case as it is now, kept from others; only where this person may see it and it is open."""
    found = Case.objects.select_for_update(of=("self",)).filter(pk=case.pk)
    if not Case.objects.visible_to(by).filter(pk=case.pk).exists():
        raise PermissionDenied(_("This case is for others."))
    now = found.get()
    insist(rules.why_not_work_on(by, now))
    return now


def _note(case: Case, by: Member, does: CaseNote.Does, to: Member | None = None, words: str = "") -> None:
    sealed = sealing.seal(words, for_=f"note on {case.pk}") if words else b""
    CaseNote.objects.create(case=case, by=by, to=to, does=does, sealed=sealed)


def take(*, by: Member, case: Case) -> None:
    """From now on others see that somebody is at it, and who."""
    with transaction.atomic():
        now = _locked(by, case)
        if now.taken_by_id == by.pk:
            return
        now.taken_by, now.taken_at = by, timezone.now()
        now.save(update_fields=["taken_by", "taken_at"])
        _note(now, by, CaseNote.Does.TOOK)


def give_back(*, by: Member, case: Case) -> None:
    """It lies on the desk again, for anybody."""
    with transaction.atomic():
        now = _locked(by, case)
        now.taken_by = now.taken_at = None
        now.save(update_fields=["taken_by", "taken_at"])
        _note(now, by, CaseNote.Does.GAVE_BACK)


def hand_over(*, by: Member, case: Case, to: Member) -> None:
    """To somebody who may see it and is not away."""
    with transaction.atomic():
        now = _locked(by, case)
        if not Case.objects.visible_to(to).filter(pk=now.pk).exists():
            raise PermissionDenied(_("This case cannot be theirs: it concerns them, or their role does not see it."))
        now.taken_by, now.taken_at = to, timezone.now()
        now.save(update_fields=["taken_by", "taken_at"])
        _note(now, by, CaseNote.Does.HANDED, to=to)


def ask_opinion(*, by: Member, case: Case) -> None:
    """Everybody at the desk sees that a second opinion is wanted."""
    with transaction.atomic():
        now = _locked(by, case)
        if now.second_asked_at is None:
            now.second_asked_at = timezone.now()
            now.save(update_fields=["second_asked_at"])
            _note(now, by, CaseNote.Does.ASKED)


def leave_note(*, by: Member, case: Case, words: str) -> None:
    """For those at the desk only, sealed. ValidationError: {"body": sentence}."""
    words = clean_text(words).strip()
    if not words or len(words) > rules.NOTE_MAX:
        missing = _("There is no text yet.") if not words else _("This is too long: keep it to a few sentences.")
        raise ValidationError({"body": missing})
    with transaction.atomic():
        _note(_locked(by, case), by, CaseNote.Does.NOTE, words=words)


def open_case(*, by: Member, ref: str) -> Case | None:
    """What a moderator brings to the desk themselves, or the case that is open about it. None where nothing is."""
    insist(rules.why_not_register(by) or rules.why_not_at_desk(by))
    thing = find(by, ref)
    if thing is None:
        return None
    if thing.face is not None and is_own(by, thing.face.pk):
        raise PermissionDenied(_("This is yours. Somebody else has to decide about it."))
    with transaction.atomic():
        case = reporting.case_of(thing, kinds.Comes.LOOKED_AT, counts=False)
        reporting.concern(case, [thing.face] if thing.face else [])
        return case


def post_waits(post: Post, changed: bool) -> None:
    """Called by `boards.held`: a post waits to be read, or comes back changed."""
    topic = Topic.objects.select_related("board").get(pk=post.topic_id)
    thing = Thing("post", post.ref, topic.title, "", post.author, topic.board)
    case = reporting.case_of(thing, kinds.Comes.CHANGED if changed else kinds.Comes.HELD, counts=False)
    reporting.concern(case, [post.author] if post.author else [])
    if case.due_at is None:
        case.due_at = timezone.now() + timedelta(hours=the_house().read_within)
        case.save(update_fields=["due_at"])


def post_waits_again(undone: Decision) -> None:
    """A post that waits as it did before the decision was undone lies on the desk as it did. Two queries at most."""
    if undone.subject == "post":
        rows = Post.objects.filter(ref=undone.about_ref, held_at__isnull=False, taken_down_at=None)
        post = rows.exclude(held_for=Waits.ASKED).select_related("author").first()
        if post:
            post_waits(post, changed=post.held_for == Waits.AGAIN)


def set_shift(*, by: Member, away_until: date | None, avoids: Iterable[str], keys: bool) -> None:
    """Whoever is in danger cannot be avoided: somebody has to see it first."""
    insist(rules.why_not_at_desk(by))
    kept = [kind for kind in kinds.Wrong.values if kind in set(avoids) and kind not in kinds.DANGER]
    Shift.objects.update_or_create(
        member=by, defaults={"away_until": away_until, "avoids": " ".join(kept), "keys": keys}
    )
