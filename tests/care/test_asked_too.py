"""Who was to be asked after: by the desk too where there is no sign a day later, and whatever the clock does."""

from datetime import timedelta

from django.utils import timezone

from leeward.care import checking
from leeward.jobs.models import Job
from leeward.moderation.models import Case
from tests import makers
from tests.care.test_check_ins import agree, at, day, due, pair, sign_out, works
from tests.cast import Cast
from tests.moderation.hands import read


def test_a_day_after_the_companion_the_desk_is_asked_too_unless_they_are_heard_of(cast: Cast) -> None:
    pair(cast)
    ash = cast.client(cast.ash)
    assert "and to them too if a day after" in read(ash, "/me/check-in")
    check = agree(ash, day(), "w0", "companion")
    assert check
    sign_out(cast.ash)
    asked = due(check)
    works(asked)
    works(asked + timedelta(hours=23))
    assert Case.objects.count() == 0
    works(asked + timedelta(hours=25))
    assert Case.objects.get().about == check.ref
    rowan = cast.client(cast.rowan)
    assert "those who look after this house were asked, too" in read(rowan, f"/check-in/{check.ref}")
    works(asked + timedelta(hours=80))
    assert Case.objects.count() == 1, "once"


def test_a_sign_after_the_companion_was_asked_leaves_the_desk_out(cast: Cast) -> None:
    pair(cast)
    check = agree(cast.client(cast.ash), day(), "w0", "companion")
    assert check
    sign_out(cast.ash)
    works(due(check))
    with at(due(check) + timedelta(hours=3)):
        makers.topic(cast.ash, cast.board)
    works(due(check) + timedelta(hours=25))
    assert Case.objects.count() == 0
    check.refresh_from_db()
    assert check.ended_at


def test_a_clock_that_was_set_back_stops_no_check_in(cast: Cast) -> None:
    check = agree(cast.client(cast.ash), day(), "w0", "desk")
    assert check
    sign_out(cast.ash)
    Job.objects.filter(kind=checking.JOB).update(due_at=timezone.now())
    works(timezone.now())  # too early
    assert Case.objects.count() == 0
    works(due(check))
    assert Case.objects.count() == 1
    assert not Job.objects.filter(kind=checking.JOB).exists()
