"""Legal notices: what anybody says is against the law, as Article 16 of the Digital Services Act asks it.

Each is an entry in a register and lies on the desk, where it is decided like any report. Frightened people need none of
this: "Report something" asks for less.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from leeward.jobs import queue
from leeward.law import rules
from leeward.law.models import Matter
from leeward.law.registers import NOTICES
from leeward.members.models import Member
from leeward.moderation import kinds, reporting
from leeward.moderation.models import Report
from leeward.moderation.subjects import Thing, a_page, find, ref_at
from leeward.words import clean_text

WHERE_MAX, WHY_MAX = 500, 3_000  # characters: address and reason go into one note at the desk, which has 4,000
AT_DESK = {"image": kinds.Wrong.IMAGE, "child": kinds.Wrong.CHILD, "threat": kinds.Wrong.THREAT}


@dataclass(frozen=True)
class Notice:
    """What the form says. `is_true`: they believe in good faith that all of it is right and complete."""

    kind: str
    where: str
    why: str
    who: str
    is_true: bool


def why_not(notice: Notice) -> dict[str, str]:
    """What is missing, by field. Who tells of the abuse of a child need not say who they are."""
    needs_name = notice.kind != "child"
    told = {
        "wanted": None if notice.kind in dict(NOTICES.kinds) else _("Choose what it is."),
        "note": rules.why_not_words(notice.where, WHERE_MAX) if notice.where.strip() else _("Say where it stands."),
        "body": rules.why_not_words(notice.why, WHY_MAX) if notice.why.strip() else _("Say why it is against the law."),
        "title": _("Give your name and a mail address, so that you can be answered.")
        if needs_name and not rules.MAIL.search(notice.who)
        else rules.why_not_words(notice.who or "-", rules.WHO_MAX),
        "true": None if notice.is_true else _("Say that you believe it to be right and complete."),
    }
    return {field: sentence for field, sentence in told.items() if sentence}


def give(*, by: Member | None, notice: Notice, once: str = "") -> Report:
    """The report that lies on the desk, by whose number it is found again. The same form sent twice makes one.
    ValidationError by field.
    """
    if made := _given(once):
        return made
    notice = Notice(
        notice.kind,
        clean_text(notice.where).strip(),
        clean_text(notice.why).strip(),
        clean_text(notice.who).strip(),
        notice.is_true,
    )
    if wrong := why_not(notice):
        raise ValidationError(wrong)
    said = reporting.Said(AT_DESK.get(notice.kind, kinds.Wrong.OTHER), (), f"{notice.where}\n\n{notice.why}")
    try:
        return _give(by, notice, said, once)
    except IntegrityError:  # the same form, at the same moment
        if made := _given(once):
            return made
        raise


def _given(once: str) -> Report | None:
    rows = Matter.objects.filter(register=NOTICES.name, once=once).select_related("report__case") if once else ()
    return next((matter.report for matter in rows), None)


def _give(by: Member | None, notice: Notice, said: reporting.Said, once: str) -> Report:
    with transaction.atomic():
        report = reporting.report(by=by, thing=_thing(by, notice.where), said=said)
        made = Matter(
            register=NOTICES.name, kind=notice.kind, reached_at=timezone.now(), report=report, once=once or None
        )
        made.hold(notice.who, f"{notice.where}\n\n{notice.why}")
        made.save(force_insert=True)
        if settings.MAIL_IS_SENT and rules.MAIL.search(notice.who):
            queue.put("law_confirm", {"matter": made.ref})
        return report


def _thing(viewer: Member | None, where: str) -> Thing:
    """What stands at the address, as whoever writes may see it; else the desk finds it by the note."""
    return find(viewer, ref_at(where)) or a_page(_("A legal notice"))
