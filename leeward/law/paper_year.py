"""The report of a year: how much was reported, what was decided, how long it took, what appeals led to: in numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from leeward.law import facts
from leeward.law.models import Matter
from leeward.law.papers import YEARLY, Paper, Question, Rows, Said, Section
from leeward.law.registers import all_registers
from leeward.moderation.decided import Appeal, Decision, Does
from leeward.moderation.kinds import Wrong
from leeward.moderation.models import Case


def median(rows: QuerySet[Any], begins: str, ends: str) -> timedelta | None:
    """The middle one of how long these took. Two queries, whatever there is."""
    took = ExpressionWrapper(F(ends) - F(begins), output_field=DurationField())
    count = rows.count()
    found = rows.annotate(took=took).order_by("took").values_list("took", flat=True)
    return found[count // 2] if count else None


def in_words(took: timedelta | None) -> str:
    if took is None:
        return _("nothing to measure")
    hours = int(took.total_seconds() // 3600)
    if hours < 1:
        return _("less than an hour")
    if hours < 48:
        return ngettext("%(num)d hour", "%(num)d hours", hours) % {"num": hours}
    return ngettext("%(num)d day", "%(num)d days", hours // 24) % {"num": hours // 24}


def _since() -> datetime:
    return timezone.now() - facts.YEAR


def _cases() -> Iterable[Said]:
    rows = Case.objects.filter(opened_at__gte=_since(), kind__in=Wrong.values)
    settled = rows.filter(settled_at__isnull=False)
    images = settled.filter(kind=Wrong.IMAGE)
    return [
        *facts.reports_of_a_year(),
        Rows(
            _("How long it took, the middle one"),
            (
                (_("From the first report to the decision"), in_words(median(settled, "opened_at", "settled_at"))),
                (_("Where somebody may be in danger"),
                 in_words(median(settled.filter(kind=Wrong.DANGER), "opened_at", "settled_at"))),
                (_("A sexual image of someone"), in_words(median(images, "opened_at", "settled_at"))),
                (_("Not decided yet"), str(rows.filter(settled_at=None).count())),
            ),
        ),
    ]  # fmt: skip


def _decisions() -> Iterable[Said]:
    rows = Decision.objects.filter(at__gte=_since(), waits_at=None)
    counts = dict(rows.order_by().values_list("kind").annotate(n=Count("pk")))
    return [
        Rows(
            _("Decisions by kind"),
            tuple((str(does.label), str(counts[does.value])) for does in Does if does.value in counts),
        ),
        _("None of these was made by a machine."),
    ]


def appeals() -> Iterable[Said]:
    since = _since()
    asked = Appeal.objects.filter(at__gte=since)
    answers = Decision.objects.filter(appeal__at__gte=since)
    undone, kept = (answers.filter(kind=does).count() for does in (Does.UNDO, Does.KEEP))
    return [
        Rows(
            _("Appeals"),
            (
                (_("Asked for"), str(asked.count())),
                (_("The decision was undone"), str(undone)),
                (_("The decision stood"), str(kept)),
                (_("From asking to the answer, the middle one"), in_words(median(answers, "appeal__at", "at"))),
            ),
        )
    ]


def _registers() -> Iterable[Said]:
    """Each register: how many came in, how many are done, the middle one of how long."""
    found: list[Said] = []
    for register in all_registers():
        rows = Matter.objects.filter(register=register.name, reached_at__gte=_since())
        done = rows.filter(settled_at__isnull=False)
        found.append(
            Rows(
                str(register.title),
                (
                    (_("Came in"), str(rows.count())),
                    (_("Done"), str(done.count())),
                    (_("How long it took, the middle one"), in_words(median(done, "reached_at", "settled_at"))),
                ),
            )
        )
    return found


YEAR = Paper(
    "year",
    gettext_lazy("The report of a year"),
    gettext_lazy("What was reported and decided in the last twelve months, in numbers."),
    ("dsa-report", "osa-complaints"),
    (
        Section(gettext_lazy("Reports"), _cases),
        Section(gettext_lazy("Decisions"), _decisions),
        Section(gettext_lazy("Second looks"), appeals),
        Section(gettext_lazy("Requests, complaints and orders"), _registers),
        Section(
            gettext_lazy("In your words"),
            questions=(
                Question(
                    "year-words",
                    gettext_lazy("What was hard, what changed, what you plan"),
                    gettext_lazy("Name nobody: this is meant to be published."),
                ),
                Question(
                    "year-orders",
                    gettext_lazy("Orders of authorities, by country and kind, and how soon they were answered"),
                ),
            ),
        ),
    ),
    replace(YEARLY, law="dsa-report"),
)
