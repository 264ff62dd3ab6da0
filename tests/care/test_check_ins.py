"""A check-in: agreed on, asked, carried out by the worker once, ended, forgotten; and what it tells to whom."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from leeward.boards.models import Post
from leeward.care import checking
from leeward.care.models import CheckIn
from leeward.cli.work import table
from leeward.companions.models import Company
from leeward.jobs.models import Job
from leeward.jobs.queue import run_due
from leeward.leaving.words import as_json, as_text
from leeward.members.models import Member, Session
from leeward.moderation.models import Case
from leeward.notices.models import MailAddress, Outgoing
from tests import makers
from tests.cast import Cast
from tests.clocks.running import run
from tests.leaving.traces import tables_that_hold
from tests.moderation.hands import decide, read
from tests.notices.test_notices import lines

WORDS = "Grimvolk has my keys. Ask whether I slept."
QUESTION = "A question that you wanted to be asked"


def day(ahead: int = 3) -> str:
    return f"d{timezone.localdate() + timedelta(days=ahead)}"


def agree(client: Client, *wanted: str, body: str = WORDS, status: int = 302) -> CheckIn | None:
    answer = client.post("/me/check-in", {"wanted": wanted or (day(), "w24", "desk"), "body": body, "do": "post"})
    assert answer.status_code == status, answer.content.decode()[-1500:]
    return CheckIn.objects.running().first()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with mock.patch("django.utils.timezone.now", return_value=moment):
        yield


def works(moment: datetime) -> None:
    """The worker comes by then."""
    with at(moment):
        run_due(table())


def due(check: CheckIn | None, hours: int = 0) -> datetime:
    assert check
    return CheckIn.objects.get(pk=check.pk).due_at + timedelta(hours=hours, minutes=1)


def sign_out(member: Member) -> None:
    """What a member who has left leaves behind: nothing."""
    Session.objects.filter(member=member).delete()


@pytest.fixture
def agreed(cast: Cast) -> CheckIn:
    found = agree(cast.client(cast.ash))
    assert found
    sign_out(cast.ash)
    return found


def test_silent_to_the_day_they_are_asked_first_and_then_the_desk_is(cast: Cast, agreed: CheckIn) -> None:
    works(due(agreed, -2))
    assert (lines(cast.client(cast.ash)), Case.objects.count()) == ([], 0)
    sign_out(cast.ash)
    works(due(agreed))
    assert Case.objects.count() == 0
    works(due(agreed, 23))
    assert Case.objects.count() == 0
    works(due(agreed, 25))
    wren, case = cast.client(cast.wren), Case.objects.get()
    assert (case.subject, case.kind, case.need, case.face) == ("check", "check", 0, cast.ash)
    page = read(wren, f"/desk/{case.ref}")
    assert "take it down together" not in page, "whoever is silent has done nothing"
    for words in ("there has been no sign of them since", "They found a notice", WORDS, f"/m/{cast.ash.ref}/write"):
        assert words in page
    assert case.ref in read(wren, "/desk")
    helper = makers.member("helper", role="helper", approved=True)
    assert cast.client(helper).get(f"/desk/{case.ref}").status_code == 404
    ash = cast.client(cast.ash)
    assert lines(ash) == ["Somebody was asked to write to you, as you wished new: as agreed"]
    assert "those who look after this house were asked" in read(ash, "/me/check-in")
    ash.post("/me/check-in/end")
    shown = read(wren, f"/desk/{case.ref}")
    assert "They are here: they ended it" in shown
    assert WORDS not in shown
    decide(wren, case, "leave", why="")


def test_the_notice_comes_once_says_little_and_the_mail_says_nothing(
    cast: Cast, agreed: CheckIn, settings: Any
) -> None:
    settings.MAIL_IS_SENT = True
    address = MailAddress(member=cast.ash, sealed=b"", added_at=timezone.now(), verified_at=timezone.now(), news_hour=8)
    address.save()
    works(due(agreed))
    works(due(agreed))
    assert [one.kind for one in Outgoing.objects.all()] == ["news"], "the mail that says nothing, and no other"
    ash = cast.client(cast.ash)
    assert lines(ash) == [f"{QUESTION} new: as agreed"]
    assert "are you there?" in read(ash, "/me/check-in")
    assert lines(ash) == [f"{QUESTION} as agreed"], "seen"


@pytest.mark.parametrize("sign", ["post", "other name", "change", "message", "sign-in", "a shared device"])
def test_any_sign_that_is_stored_in_any_case_ends_it_quietly(cast: Cast, agreed: CheckIn, sign: str) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    mine = makers.reply(cast.ash, topic)
    place = makers.conversation(cast.rowan, cast.ash)[1]
    with at(due(agreed, -3)):
        match sign:
            case "post":
                makers.reply(cast.ash, topic)
            case "other name":
                makers.topic(cast.ash, cast.board, alias="Quiet Ford")
            case "change":
                Post.objects.filter(pk=mine.pk).update(edited_at=timezone.now())
            case "message":
                makers.message(place)
            case "sign-in":
                cast.client(cast.ash)
    if sign == "a shared device":
        cast.client(cast.ash, "shared")
        Session.objects.update(begun_at=timezone.now(), expire_date=due(agreed, -1))
    works(due(agreed))
    agreed.refresh_from_db()
    assert agreed.ended_at
    assert bytes(agreed.sealed) == b""
    works(due(agreed, 50))
    assert Case.objects.count() == 0
    assert "as agreed" not in "".join(lines(cast.client(cast.ash)))


def test_a_sign_of_last_week_is_none_and_one_after_the_notice_is(cast: Cast, agreed: CheckIn) -> None:
    with at(timezone.now() + timedelta(hours=1)):
        makers.topic(cast.ash, cast.board)
    works(due(agreed))
    agreed.refresh_from_db()
    assert agreed.asked_at
    with at(due(agreed, 5)):
        makers.topic(cast.ash, cast.board)
    works(due(agreed, 25))
    agreed.refresh_from_db()
    assert agreed.ended_at
    assert Case.objects.count() == 0


def test_it_can_be_changed_and_ended_and_the_earlier_job_finds_nothing_to_do(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    first = agree(ash)
    assert first
    assert "Until the evening of" in read(ash, "/me/check-in")
    again = agree(ash, day(6), "w0", "desk", body="")
    assert again
    assert again.pk == first.pk
    assert again.words == WORDS, "empty: what was said before holds"
    sign_out(cast.ash)
    works(first.due_at + timedelta(hours=30))
    assert (Case.objects.count(), lines(cast.client(cast.ash))) == (0, [])
    ash = cast.client(cast.ash)
    ash.post("/me/check-in/end")
    assert "I am here: end it" not in read(ash, "/me/check-in")
    assert tables_that_hold("Grimvolk") == set()
    sign_out(cast.ash)
    works(due(again, 99))
    assert Case.objects.count() == 0
    assert not Job.objects.exists()


def test_without_a_notice_first_nothing_stands_among_theirs_before_somebody_is_asked(cast: Cast) -> None:
    check = agree(cast.client(cast.ash), day(), "w0", "desk")
    sign_out(cast.ash)
    works(due(check))
    assert Case.objects.get().subject == "check"
    assert QUESTION not in "".join(lines(cast.client(cast.ash)))


def pair(cast: Cast) -> Company:
    now = timezone.now()
    return Company.objects.create(newcomer=cast.ash, companion=cast.rowan, asked_at=now, taken_at=now, agreed_at=now)


def test_a_companion_is_asked_and_reads_what_was_written_and_nobody_else_does(cast: Cast) -> None:
    pair(cast)
    check = agree(cast.client(cast.ash), day(), "w0", "companion")
    assert check
    place, rowan = f"/check-in/{check.ref}", cast.client(cast.rowan)
    assert rowan.get(place).status_code == 404, "not before they are asked"
    sign_out(cast.ash)
    works(due(check))
    assert lines(rowan) == ["ash asked that you write to them new: as agreed"]
    page = read(rowan, place)
    assert WORDS in page
    assert f"/m/{cast.ash.ref}/write" in page
    assert lines(rowan) == ["ash asked that you write to them as agreed"]
    assert Case.objects.count() == 0
    for other in (cast.wren, cast.linden, cast.ash):
        assert cast.client(other).get(place).status_code == 404
    cast.client(cast.ash).post("/me/check-in/end")
    assert lines(rowan) == ["ash is here: nothing more is needed new: as agreed"]
    assert WORDS not in read(rowan, place)


def test_where_nobody_accompanies_them_any_more_the_desk_is_asked_as_was_said(cast: Cast) -> None:
    company = pair(cast)
    ash = cast.client(cast.ash)
    assert "If nobody accompanies you by then" in read(ash, "/me/check-in")
    check = agree(ash, day(), "w0", "companion")
    assert check
    Company.objects.filter(pk=company.pk).update(ended_at=timezone.now())
    sign_out(cast.ash)
    works(due(check))
    assert Case.objects.get().about == check.ref
    assert cast.client(cast.rowan).get(f"/check-in/{check.ref}").status_code == 404
    assert lines(cast.client(cast.rowan)) == []


@pytest.mark.parametrize(
    "wanted", [(day(0), "desk"), (day(31), "desk"), ("dtomorrow00", "desk"), ("desk",), (day(), "companion")]
)
def test_what_is_missing_is_said_and_what_was_written_is_kept(cast: Cast, wanted: tuple[str, ...]) -> None:
    ash = cast.client(cast.ash)
    agree(ash, *wanted, status=422)
    assert WORDS in read(ash, "/me/check-in")
    assert not CheckIn.objects.exists()


def test_what_was_written_can_be_taken_along(cast: Cast, agreed: CheckIn) -> None:
    assert WORDS in "".join(as_text(cast.ash))
    assert json.loads("".join(as_json(cast.ash)))["check_ins"][0]["text"] == WORDS


def test_what_was_written_is_not_shown_again_and_rests_sealed(cast: Cast, agreed: CheckIn) -> None:
    ash = cast.client(cast.ash)
    for address in ("/me/check-in", "/me/check-in?change=1", "/drafts"):
        assert "Grimvolk" not in read(ash, address)
    assert tables_that_hold("Grimvolk") == set()


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_killed_in_a_step_leaves_it_to_be_done_once(cast: Cast) -> None:
    """Whatever the step did is undone with it; the lease runs out, and the next one does it."""
    check = agree(cast.client(cast.ash), day(), "w0", "desk")
    assert check
    sign_out(cast.ash)

    class Killed(BaseException):
        pass

    def dies(detail: object) -> None:
        checking.take_step({"check": check.ref})
        raise Killed

    moment = due(check)
    with at(moment), pytest.raises(Killed):
        run_due({**table(), checking.JOB: dies})
    assert Case.objects.count() == 0
    check.refresh_from_db()
    assert check.told_at is None
    works(moment + timedelta(hours=1))
    with at(moment + timedelta(hours=2)), transaction.atomic():
        checking.take_step({"check": check.ref})
    assert Case.objects.count() == 1


def test_it_is_forgotten_when_it_is_over_and_goes_with_the_account(cast: Cast, agreed: CheckIn) -> None:
    cast.client(cast.ash).post("/me/check-in/end")
    run("check-ins")
    assert CheckIn.objects.count() == 1
    with at(timezone.now() + timedelta(days=31)):
        run("check-ins")
    assert not CheckIn.objects.exists()
    agree(cast.client(cast.ash))
    cast.ash.delete()
    assert not CheckIn.objects.exists()
    works(timezone.now() + timedelta(days=9))
    assert not Case.objects.exists()
