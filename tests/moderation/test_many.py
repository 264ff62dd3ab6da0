"""A hundred thousand decisions, five thousand open reports: eight queries a page, and none that reads a whole table."""

from datetime import timedelta

import pytest
from django.utils import timezone

from leeward.moderation.models import Case, Concerned, Decision, Report
from tests import makers
from tests.cast import Cast
from tests.moderation import plans

TABLES = (
    "moderation_decision",
    "moderation_case",
    "moderation_report",
    "moderation_look",
    "moderation_concerned",
    "moderation_appeal",
)
MOST = 8
COUNT = 100_000
MEMBERS = 400


@pytest.fixture
def old_house(cast: Cast) -> Cast:
    others = [makers.member(f"member{number}").pk for number in range(MEMBERS)]
    assert others == list(range(others[0], others[0] + MEMBERS))
    plans.decisions(COUNT, face=cast.rowan.pk, by=cast.linden.pk, others=others)
    plans.looks(COUNT // 10, by=cast.linden, on=cast.rowan)
    last = Decision.objects.filter(face=cast.rowan).latest("pk")
    last.hold("So.", [])
    last.save()
    plans.settled(COUNT, board=cast.board.pk, others=others)
    now, worst_first = timezone.now(), (("spam", 2), ("danger", 0), ("known", 1))
    cases = Case.objects.bulk_create(
        Case(
            subject="post",
            about=f"{n:011d}",
            kind=worst_first[n % 3][0],
            need=worst_first[n % 3][1],
            face=cast.rowan,
            board=cast.board,
            reports_count=1,
            opened_at=now - timedelta(minutes=n),
        )
        for n in range(5_000)
    )
    Concerned.objects.bulk_create(Concerned(case=case, face_id=others[n % MEMBERS]) for n, case in enumerate(cases))
    Report.objects.bulk_create(Report(case=case, kind=case.kind, made_at=now) for case in cases)
    plans.know_sizes()
    return cast


def test_each_page_asks_eight_times_at_most_and_reads_no_table_from_end_to_end(old_house: Cast) -> None:
    last = Decision.objects.filter(face=old_house.rowan).latest("pk")
    auditor = makers.member("audrey", role="auditor")
    pages = {
        old_house.wren: ("/desk", "/desk?page=90", "/desk/decisions", f"/desk/decisions?before={COUNT // 2}"),
        auditor: ("/desk/looks", "/desk/decisions", "/desk/decisions?before=200"),
        old_house.rowan: ("/fair-hands", "/me/decisions", "/me/looks", f"/me/decisions/{last.ref}"),
    }
    for person, addresses in pages.items():
        client = old_house.client(person)
        for address in addresses:
            asked = plans.asked_by(client, address)
            assert len(asked) <= MOST + 2 * address.startswith("/me/"), f"{address}\n" + "\n".join(asked)
            for table in TABLES:
                assert not (found := plans.scans(asked, table)), f"{address}:\n" + "\n".join(found)
