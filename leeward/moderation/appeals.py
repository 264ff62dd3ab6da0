"""Asking for a second look at a decision: it comes to the desk of somebody else than who decided."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.members.models import Member
from leeward.members.rules import insist
from leeward.moderation import reporting, rules
from leeward.moderation.decided import Appeal, Decision
from leeward.moderation.kinds import Comes
from leeward.moderation.subjects import Thing
from leeward.words import clean_text

WORDS_MAX = 4_000  # characters: two pages


def appeal(*, by: Member, decision: Decision, words: str) -> Appeal:
    """Once for each decision. ValidationError: {"body": sentence}."""
    words = clean_text(words).strip()
    if not words:
        raise ValidationError({"body": _("Say what you think is wrong about it. A sentence is enough.")})
    if len(words) > WORDS_MAX:
        sentence = _("This is too long: %(most)d characters fit here, and it has %(long)d.")
        raise ValidationError({"body": sentence % {"most": WORDS_MAX, "long": len(words)}})
    with transaction.atomic():
        now = (
            Decision.objects.about(by)
            .select_for_update(of=("self",))
            .select_related("by", "face", "case", "seconds__by", "seconds__case")
        )
        held = now.get(pk=decision.pk)
        insist(rules.why_not_appeal(by, held, timezone.now()))
        made = Appeal(decision=held, by=held.face, at=timezone.now())
        made.hold(words)
        made.save(force_insert=True)
        case = reporting.case_of(Thing("decision", held.ref, "", "", held.face), Comes.APPEAL, counts=False)
        first = held.seconds or held
        reporters = reporting.reporters_of(first.case)
        reporting.concern(case, [*reporters, *(one for one in (held.by, first.by, held.face) if one)])
        return made
