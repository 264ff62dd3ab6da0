"""Reports by one of two who accompany one another, as cases. What the two wrote to each other is not in them: whoever
reports chooses messages from the conversation, and that is a case of its own (`looking`)."""

from __future__ import annotations

from django.utils import timezone

from leeward.companions.models import Company
from leeward.members.models import Member
from leeward.moderation import reporting
from leeward.moderation.kinds import Comes, Wrong
from leeward.moderation.models import Case, Report
from leeward.moderation.subjects import Thing

COMPANY = "company"


def company_reported(company: Company, by: Member) -> None:
    """Registered with `companions.reported`. The case is about the other one; neither of the two sees it."""
    other = company.other(by)
    case = reporting.case_of(Thing(COMPANY, company.ref, "", "", other), Comes.COMPANY)
    report = Report(case=case, by=by, kind=Wrong.OTHER, made_at=timezone.now())
    report.hold([], "")
    report.save(force_insert=True)
    reporting.concern(case, [one for one in (company.newcomer, company.companion) if one])


def company_of(case: Case) -> Company | None:
    """Who was paired, and since when. One query, and none for other cases."""
    if case.subject != COMPANY:
        return None
    return Company.objects.select_related("newcomer", "companion", "reported_by").filter(ref=case.about).first()
