"""A field that no person sees. A program that fills in whatever it finds gives itself away; no puzzle, no clock."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

FIELD = "website"  # shown by `for_machines` in templates/web/forms.html


def why_not_a_person(sent: Mapping[str, str]) -> str | None:
    """The sentence for whoever filled it in after all: it says how to go on, in case it was a person."""
    if not sent.get(FIELD):
        return None
    return _("One field is there for machines only, and something stands in it. Empty it, and send this again.")
