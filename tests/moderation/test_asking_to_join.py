"""Asking to join: answers sealed, read at the desk, answered with a record, erased after a time."""

from datetime import timedelta

from django.db import connection
from django.test import Client
from django.utils import timezone

from leeward.clocks.actions import carry_out
from leeward.clocks.kinds import clock_of
from leeward.members.models import JoiningAnswers, Member
from leeward.moderation.models import Case, Decision
from tests import makers
from tests.cast import PASSPHRASE, Cast
from tests.moderation.hands import case_about, read

QUESTIONS = "What brings you here?\nWhat would help?\nHave you been here before?"
FORM = {
    "passphrase_choice": "own",
    "passphrase": PASSPHRASE,
    "passphrase_again": PASSPHRASE,
    "agreed": "yes",
    "consents": "yes",
}
SAID = {"answer": "A winter of Grimvolk.", "answer_2": "Somebody who listens.", "answer_3": "No."}


def ask(name: str = "hazel") -> Client:
    client = Client()
    answer = client.post("/join", {**FORM, "name": name, **SAID}, follow=True)
    assert answer.status_code == 200, answer.content.decode()[-3000:]
    return client


def test_questions_are_asked_answered_sealed_and_read_at_the_desk(cast: Cast, stranger: Client) -> None:
    makers.house(joining="approval", joining_question=QUESTIONS)
    page = read(stranger, "/join")
    for words in (*QUESTIONS.splitlines(), 'name="answer"', 'name="answer_2"', 'name="answer_3"'):
        assert words in page
    assert stranger.post("/join", {**FORM, "name": "hazel", "answer": "Only one."}, follow=True).status_code == 422
    hazel, wren, rowan = ask(), cast.client(cast.wren), cast.client(cast.rowan)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sealed FROM members_joininganswers")
        assert b"Grimvolk" not in bytes(cursor.fetchone()[0])
    assert "A winter of Grimvolk." in read(hazel, "/waiting")
    member = Member.objects.get(name="hazel")
    case = case_about(member.ref)
    assert "Somebody asks to join" in read(wren, "/desk")
    page = read(wren, f"/desk/{case.ref}")
    for words in ("What would help?", "Somebody who listens.", "A winter of Grimvolk."):
        assert words in page
    assert rowan.get(f"/desk/{case.ref}").status_code == 403
    assert cast.client(makers.member("helena", role="helper")).get(f"/desk/{case.ref}").status_code == 404
    assert wren.post(f"/desk/{case.ref}/decide", {"do": "leave", "why": ""}).status_code == 403
    assert wren.post(f"/house/members/{member.ref}/admit", {"then": "next"}).headers["Location"] == "/desk/next"
    made = Decision.objects.get()
    assert (made.kind, made.by, made.face, made.case) == ("admit", cast.wren, member, case)
    assert Case.objects.get(pk=case.pk).settled_at
    assert "Let somebody in who asked to join" in read(wren, "/desk/decisions")
    assert "Let somebody in who asked to join" in read(rowan, "/fair-hands")
    assert wren.post(f"/desk/decisions/{made.ref}", {"why": "x"}).status_code == 403
    assert hazel.get("/").status_code == 200
    assert "winter of Grimvolk" in read(wren, f"/house/members/{member.ref}")


def test_whoever_is_declined_has_a_record_too_and_nothing_is_said_of_them(cast: Cast) -> None:
    makers.house(joining="approval", joining_question=QUESTIONS)
    ask()
    member, wren = Member.objects.get(name="hazel"), cast.client(cast.wren)
    wren.post(f"/house/members/{member.ref}/decline", {"then": "next"})
    made = Decision.objects.get()
    assert (made.kind, made.told_at) == ("decline", None)
    assert not Case.objects.filter(settled_at=None).exists()
    assert "hazel" not in read(cast.client(cast.rowan), "/fair-hands")


def test_answers_are_erased_after_a_time_that_administrators_choose(cast: Cast) -> None:
    makers.house(joining="approval", joining_question=QUESTIONS)
    for name in ("hazel", "alder", "maple"):
        ask(name)
    long_ago = timezone.now() - timedelta(days=91)
    Member.objects.filter(name="hazel").update(admitted_at=long_ago)
    Member.objects.filter(name="alder").update(closed_at=long_ago)
    Member.objects.filter(name="maple").update(joined_at=long_ago)
    clock = clock_of("joining-answers")
    assert clock
    assert carry_out(clock) == 2
    assert [row.member.name for row in JoiningAnswers.objects.all()] == ["maple"], "who waits is still to be read"
    assert "What was answered by whoever asked to join" in read(cast.client(cast.ash), "/how-long")


def test_whoever_erases_their_account_while_they_wait_leaves_no_answer_and_no_case(cast: Cast) -> None:
    from leeward.leaving import erasing

    makers.house(joining="approval", joining_question=QUESTIONS)
    ask()
    member = Member.objects.get(name="hazel")
    erasing.ask(by=member, words_stay=False, session_key=None)
    assert not JoiningAnswers.objects.exists()
    erasing.erase(member)
    assert not Case.objects.filter(settled_at=None).exists()
