"""Who may keep the house, and how long its texts may be."""

from typing import Protocol

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

WELCOME_MAX = 4_000  # characters: two screens on a phone; who arrives in distress reads no more
RULES_MAX = 40_000  # characters: the longest house rules we have seen had 20,000
FORM_MAX, MEANING_MAX = 12, 120  # characters: the columns' own limits
QUESTIONS_MAX, QUESTION_MAX = 3, 300  # whoever is asked more has to tell a story before anybody has said hello
FIRST_MAX = 10  # posts: whoever has written so many is known (`boards.newcomers`)
READ_WITHIN_MAX = 168  # hours: a week; a promise of more is none
SHORT_FORMS_MAX = 500  # entries: each is looked for in every post that is rendered


class Person(Protocol):
    """Whoever asks; members live on the floor above."""

    @property
    def is_administrator(self) -> bool: ...


def why_not_keep(person: Person | None) -> str | None:
    if person and person.is_administrator:
        return None
    return _("This page is for the administrators of the house.")


def insist(sentence: str | None) -> None:
    """403 with the rule's sentence, where the rule gave one."""
    if sentence:
        raise PermissionDenied(sentence)


def why_not_one_more_short_form(count: int) -> str | None:
    if count >= SHORT_FORMS_MAX:
        return _("There is room for %(number)d short forms. Remove one first.") % {"number": SHORT_FORMS_MAX}
    return None
