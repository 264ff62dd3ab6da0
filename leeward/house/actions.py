"""What administrators change about the house. Each asks the rule first and is one transaction."""

from typing import Any

from django.db import IntegrityError, transaction

from leeward.house.models import House, ShortForm
from leeward.house.rules import Person, insist, why_not_keep, why_not_one_more_short_form
from leeward.jobs import queue

SETTINGS = ("name", "neutral_name", "welcome", "accent", "pictures", "leave_to")
AT_THE_GATE = ("joining", "joining_question", "inviting", "hold_first", "hold_links", "read_within")


class FormTaken(Exception):
    """Two entries of the glossary may not explain the same short form."""


def set_up(*, by: Person, house: House, **settings: Any) -> None:
    """Name, look and joining, as far as they are given."""
    insist(why_not_keep(by))
    unknown = settings.keys() - {*SETTINGS, *AT_THE_GATE}
    if unknown:
        raise TypeError(f"No such settings: {sorted(unknown)}")
    for name, value in settings.items():
        setattr(house, name, value)
    house.save(update_fields=sorted(settings))


def add_short_form(*, by: Person, form: str, meaning: str) -> ShortForm:
    insist(why_not_keep(by))
    insist(why_not_one_more_short_form(ShortForm.objects.count()))
    return _saved(ShortForm(form=form, meaning=meaning), was=form)


def change_short_form(*, by: Person, entry: ShortForm, form: str, meaning: str) -> None:
    insist(why_not_keep(by))
    was = entry.form
    entry.form, entry.meaning = form, meaning
    _saved(entry, was=was)


def remove_short_form(*, by: Person, entry: ShortForm) -> None:
    insist(why_not_keep(by))
    with transaction.atomic():
        _explain_anew(entry.form)
        entry.delete()


def _saved(entry: ShortForm, was: str) -> ShortForm:
    try:
        with transaction.atomic():
            entry.save()
            _explain_anew(was, entry.form)
    except IntegrityError as error:
        raise FormTaken from error
    return entry


def _explain_anew(*forms: str) -> None:
    """Posts that hold one of these are rendered again, later and in their own time."""
    queue.put("rerender_short_forms", {"forms": sorted(set(forms))})
