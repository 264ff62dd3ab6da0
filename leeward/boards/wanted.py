"""What would help: asked when a topic opens, never required, shown to whoever answers."""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Wanted(models.TextChoices):
    """What a writer may ask for. The labels are those of the boxes to tick."""

    LISTEN = "listen", _("Just listen")
    BEEN_THERE = "been_there", _("Have you been there?")
    IDEAS = "ideas", _("Ideas")
    FACTS = "facts", _("Facts and help lines")


WANTED_MAX = 40  # characters: all of them, with a space between

# The same said to whoever answers.
_SAID: dict[str, str | Promise] = {
    Wanted.LISTEN: _("somebody who just listens"),
    Wanted.BEEN_THERE: _("somebody who has been there"),
    Wanted.IDEAS: _("ideas"),
    Wanted.FACTS: _("facts and help lines"),
}


def tidy_wanted(stated: str | None) -> str:
    """As a row keeps it: the known kinds among what was ticked, each once, in our order, a space between."""
    ticked = set((stated or "").split())
    return " ".join(kind.value for kind in Wanted if kind.value in ticked)


def wanted_in_words(kept: str) -> str:
    """ "somebody who just listens, ideas"; "" where nothing was asked for."""
    return ", ".join([str(_SAID[kind]) for kind in kept.split() if kind in _SAID]) if kept else ""
