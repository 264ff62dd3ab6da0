"""How a house has set the care rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from leeward.care.models import CareRules
from leeward.care.noticing import set_rules
from leeward.house.rules import insist, why_not_keep
from leeward.members.models import Member
from leeward.shelter import nearby
from leeward.words.danger_phrases import TABLES
from leeward.words.danger_tree import fold

PHRASES_MAX = 100  # of a house's own
LANGUAGES = {"en": "English", "de": "Deutsch", "es": "Español", "fr": "Français", "ar": "العربية", "pl": "Polski"}


def as_set() -> dict[str, Any]:
    rules = set_rules()
    return {
        "languages": rules.languages.split(),
        "phrases": rules.phrases,
        "countries": nearby.house_countries(),
    }


def why_not_phrase(phrase: str) -> str | None:
    """At least two plain words: one word alone stands in every second post."""
    words = fold(phrase).replace("'", "").split()
    if len(words) < 2 or not all(word.isalnum() for word in words):
        return _("“%(phrase)s”: write two words or more, without signs between them.") % {"phrase": phrase[:60]}
    return None


def keep(*, by: Member, languages: Sequence[str], phrases: Sequence[str], countries: Sequence[str]) -> None:
    insist(why_not_keep(by))
    said = {
        "languages": " ".join(one for one in TABLES if one in languages),
        "phrases": "\n".join(fold(phrase).replace("'", "") for phrase in phrases),
    }
    with transaction.atomic():
        CareRules.objects.update_or_create(pk=1, defaults=said)
        nearby.set_house_countries(by=by, named=countries)
