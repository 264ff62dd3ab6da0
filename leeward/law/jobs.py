"""What the worker does for this room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.mail import EmailMessage
from django.utils.translation import gettext as _

from leeward.law import rules
from leeward.law.models import Matter


def confirm(detail: dict[str, Any]) -> None:
    """{"matter": ref}: tell whoever gave a legal notice that it has arrived, neutrally as all mail."""
    matter = Matter.objects.filter(ref=detail["matter"]).first()
    found = rules.MAIL.search(matter.said["who"]) if matter else None
    if matter is None or found is None:
        return
    words = _(
        "What you wrote has arrived; its number here is %(ref)s. How it stands you find with the number that was "
        "shown to "
        "you when you sent it."
    ) % {"ref": matter.ref}
    EmailMessage(subject=_("It has arrived"), body=f"{words}\n", to=[found[0]]).send()


JOBS: dict[str, Callable[[dict[str, Any]], None]] = {"law_confirm": confirm}
