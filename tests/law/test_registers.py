"""Requests, complaints and incidents: each with a clock, steps that are only added, and a receipt without words."""

from datetime import timedelta
from typing import Any
from unittest import mock

from django.test import Client
from django.utils import timezone

from leeward.clocks.deadlines import Deadline
from leeward.law import actions, reminding
from leeward.law.models import Matter
from leeward.law.registers import REQUESTS
from leeward.notices.models import Notice
from tests import makers
from tests.cast import Cast
from tests.members.pages import words_of


def enter(client: Client, register: str, **changes: Any) -> Any:
    typed = {
        "wanted": "access",
        "title": "Somebody, somebody@example.org",
        "body": "All of it.",
        "note": "",
        "do": "post",
    }
    return client.post(f"/house/law/register/{register}/new", {**typed, **changes})


def step(client: Client, matter: Matter, does: str, words: str = "As agreed.") -> Any:
    return client.post(f"/house/law/entry/{matter.ref}", {"wanted": does, "body": words, "do": "post"})


def test_a_request_by_letter_has_a_month_and_two_more_for_a_reason(cast: Cast) -> None:
    linden = cast.client(cast.linden)
    wrong = enter(linden, "requests", wanted="", note="tomorrow", body="")
    assert wrong.status_code == 422
    assert "Choose what it is" in words_of(wrong)
    assert "Give a day" in words_of(wrong)
    assert "“What they ask for, and how you made sure who they are” is still empty" in words_of(wrong)
    assert "somebody@example.org" in wrong.content.decode()
    assert "still to come" in words_of(enter(linden, "requests", note="2999-01-01"))
    assert enter(linden, "requests", note="2026-01-31").status_code == 302
    matter = Matter.objects.get()
    shown = words_of(linden.get(f"/house/law/entry/{matter.ref}"))
    assert "Was due on 28 February 2026" in shown
    assert "Answer them" in words_of(linden.get("/house/law"))
    assert step(linden, matter, "longer", "").status_code == 422
    step(linden, matter, "longer", "Three boxes of letters; told on 20 February.")
    shown = words_of(linden.get(f"/house/law/entry/{matter.ref}"))
    assert "30 April 2026" in shown
    assert "Three boxes of letters" in shown
    assert step(linden, matter, "longer").status_code == 403
    step(linden, matter, "done", "Sent on paper.")
    assert "Nothing waits for an answer" in words_of(linden.get("/house/law"))
    assert b"somebody" not in bytes(Matter.objects.get().sealed)


def test_the_same_form_sent_twice_is_one_entry(cast: Cast) -> None:
    entry = actions.Entry("access", "Somebody", "All of it.")
    one, other = (actions.enter(by=cast.linden, register=REQUESTS, entry=entry, once="abc") for _n in range(2))
    assert one.pk == other.pk


def test_a_receipt_holds_no_words(cast: Cast) -> None:
    linden = cast.client(cast.linden)
    enter(linden, "requests", body="The letters of zaunkoenig.")
    matter = Matter.objects.get()
    page = linden.get(f"/house/law/entry/{matter.ref}/receipt")
    assert matter.ref in words_of(page)
    assert "Access: what you hold about me" in words_of(page)
    for word in ("zaunkoenig", "somebody@example.org"):
        assert word not in page.content.decode()
    for form in ("txt", "json"):
        file = linden.get(f"/house/law/register/requests.{form}").content.decode()
        assert matter.ref in file
        assert "not legal advice" in file
        assert "zaunkoenig" not in file
        assert "somebody@example.org" not in file
    assert 'href="/me/words"' in linden.get("/house/law/register/requests").content.decode()


def test_an_incident_has_72_hours_and_words_to_begin_with(cast: Cast) -> None:
    linden = cast.client(cast.linden)
    enter(linden, "incidents", wanted="lost", title="A disk was left on a train", note="2026-03-01 09:30")
    matter = Matter.objects.get()
    shown = words_of(linden.get(f"/house/law/entry/{matter.ref}"))
    assert "4 March 2026, 09:30" in shown
    for words in ("To members whom it concerns", "To the authority", "What you can do"):
        assert words in shown
    step(linden, matter, "told", "On 2 March, number 77.")
    assert "Nothing waits" in words_of(linden.get("/house/law"))
    step(linden, matter, "members", "A pinned topic.")
    step(linden, matter, "done", "The disk was found.")
    assert "Nothing waits" in words_of(linden.get("/house/law"))
    assert step(linden, matter, "told").status_code == 403


def test_a_complaint_about_data_is_acknowledged_within_30_days_and_appeals_stand_beside(cast: Cast) -> None:
    linden = cast.client(cast.linden)
    enter(linden, "complaints", wanted="data", note="2026-10-01")
    assert "31 October 2026" in words_of(linden.get("/house/law"))
    enter(linden, "complaints", wanted="other", note="2026-10-01")
    shown = words_of(linden.get("/house/law/register/complaints"))
    assert "Appeals, in the last twelve months" in shown
    assert "The decision was undone" in shown
    assert linden.get("/house/law/register/notices/new").status_code == 404


def test_administrators_are_told_once_of_what_is_due(cast: Cast) -> None:
    linden = cast.client(cast.linden)
    enter(linden, "requests")
    assert reminding.remind() == 0
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(days=25)):
        assert reminding.remind() == 1
        assert reminding.remind() == 0
    assert set(Notice.objects.values_list("member__name", flat=True)) == {"linden"}
    assert "Something is due" in words_of(linden.get("/notices"))
    linden.post("/house/law/paper/risks")
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() + timedelta(days=360)):
        assert reminding.remind() == 1
    assert "To be looked through again" in words_of(linden.get("/notices"))


def test_words_of_a_closed_entry_go_with_their_clock_and_the_line_stays(cast: Cast) -> None:
    linden = cast.client(cast.linden)
    enter(linden, "requests")
    enter(linden, "requests", title="Another, other@example.org")
    matter = Matter.objects.order_by("pk")[0]
    step(linden, matter, "done", "Sent.")
    assert actions.sweep(timezone.now() + timedelta(seconds=1)) == 1
    shown = words_of(linden.get(f"/house/law/entry/{matter.ref}"))
    assert "has been erased" in shown
    assert "somebody@example.org" not in shown
    assert "Done, and closed" in shown
    assert "other@example.org" in words_of(linden.get("/house/law/register/requests"))


def test_months_are_those_of_the_calendar() -> None:
    begun = timezone.make_aware(timezone.datetime(2026, 12, 31, 10))  # type: ignore[attr-defined]
    deadline = Deadline("", "", months=1, longer=2)
    assert [f"{deadline.due(begun, put_off=put_off):%Y-%m-%d}" for put_off in (False, True)] == [
        "2027-01-31",
        "2027-03-31",
    ]
    assert f"{Deadline('', '', months=2).due(begun):%Y-%m-%d}" == "2027-02-28"


def test_an_auditor_reads_the_names_that_members_do_not(cast: Cast) -> None:
    enter(cast.client(cast.linden), "requests")
    matter = Matter.objects.get()
    finch = cast.client(makers.member("finch", role="auditor"))
    assert "somebody@example.org" in words_of(finch.get(f"/house/law/entry/{matter.ref}"))
    assert cast.client(cast.wren).get(f"/house/law/entry/{matter.ref}").status_code == 403
