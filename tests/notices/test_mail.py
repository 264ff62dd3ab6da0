"""Mail through a real SMTP server: neutral, without content, proved first, and never in anybody's way."""

import re
from datetime import timedelta
from email.message import Message
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from leeward import settings as house_settings
from leeward.cli.work import table
from leeward.jobs import queue
from leeward.members.models import Member
from leeward.notices import actions, sending
from leeward.notices.jobs import JOBS
from leeward.notices.models import MailAddress, Outgoing
from tests import makers
from tests.cast import PASSPHRASE, Cast
from tests.members.pages import codes_of, words_of
from tests.notices.conftest import Postman

ADDRESS = "hazel.brook@example.org"


def fresh(member: Member) -> Client:
    """A browser in which the passphrase was just given again."""
    client = Client()
    client.force_login(member)
    client.post("/me/mail/address", {"proving": "look", "present": PASSPHRASE})
    return client


def text(message: Message) -> str:
    return str(message.get_payload(decode=True), "utf-8")  # type: ignore[arg-type]


def proved(member: Member, post: Postman, **choices: Any) -> None:
    actions.give(by=member, address=ADDRESS)
    assert sending.send_due() == 1
    code = re.search(r"\d{8}", text(post.took.pop()))
    assert code
    assert actions.prove(by=member, code=code[0])
    actions.choose(by=member, **{"weekly": True, "recovers": False, **choices})


def later(member: Member, by: timedelta) -> None:
    """As if the last mails had gone that long ago."""
    then = timezone.now() - by
    MailAddress.objects.filter(member=member).update(asked_at=then, noted_at=then)
    Outgoing.objects.update(due_at=then)


def test_an_address_is_proved_before_anything_else_goes_there(hazel: Member, post: Postman) -> None:
    here = fresh(hazel)
    assert here.post("/me/mail/address", {"address": ADDRESS}).status_code == 302
    JOBS["note"]({"member": hazel.pk})
    later(hazel, timedelta(days=9))
    assert actions.ask_weekly() == 0
    assert sending.send_due() == 1
    code = re.search(r"\d{8}", text(post.took[0]))
    assert code
    assert here.post("/me/mail/code", {"code": "00000000"}).status_code == 422
    assert here.post("/me/mail/code", {"code": f"{code[0][:4]} {code[0][4:]}"}).status_code == 302
    page = words_of(here.get("/me/mail"))
    assert "proved on" in page
    assert ADDRESS not in page
    assert "h…@e….org" in page


def test_giving_and_taking_away_ask_for_the_passphrase(hazel: Member, post: Postman) -> None:
    here = Client()
    here.force_login(hazel)
    assert "passphrase once more" in words_of(here.post("/me/mail/address", {"address": ADDRESS}))
    assert not MailAddress.objects.exists()
    done = here.post("/me/mail/address", {"address": ADDRESS, "proving": "send", "present": PASSPHRASE})
    assert done.status_code == 302
    assert MailAddress.objects.exists()
    assert here.post("/me/mail/address", {"remove": "yes"}).status_code == 302
    assert not MailAddress.objects.exists()
    assert not Outgoing.objects.exists()
    assert here.post("/me/mail/address", {"address": "no address"}).status_code == 422


def test_the_address_rests_sealed(hazel: Member, post: Postman) -> None:
    actions.give(by=hazel, address=ADDRESS)
    kept = MailAddress.objects.get()
    assert b"hazel" not in bytes(kept.sealed)
    assert actions.read(kept) == ADDRESS


def test_no_mail_says_anything(cast: Cast, hazel: Member, post: Postman) -> None:
    topic = makers.topic(hazel, cast.board, "The heron by the brook", "He came home at four.")
    proved(hazel, post, recovers=True)
    actions.give(by=hazel, address=ADDRESS)
    MailAddress.objects.update(verified_at=timezone.now(), recovers=True)
    actions.note(hazel.pk)
    actions.send_recovery(name="hazel")
    later(hazel, timedelta(days=8))
    actions.ask_weekly()
    assert sending.send_due() == 4
    for message in post.took:
        whole = message.as_string() + text(message)
        assert message["Subject"] == "Notes"
        assert message["From"] == "Notes <notes@example.org>"
        assert message["Message-ID"].endswith("@example.org>")
        assert message.get_content_type() == "text/plain"
        for telling in (
            "Test house",
            "Leeward",
            "leeward",
            "heron",
            "four",
            "http",
            "<img",
            cast.board.title,
            topic.ref,
        ):
            assert telling not in whole
        assert "hazel" not in whole.replace(ADDRESS, "")


def test_the_weekly_question_comes_weekly_and_may_be_ignored(hazel: Member, post: Postman) -> None:
    proved(hazel, post)
    assert actions.ask_weekly() == 0
    for _week in range(3):
        later(hazel, timedelta(days=7, minutes=1))
        assert actions.ask_weekly() == 1
        assert actions.ask_weekly() == 0
        assert sending.send_due() == 1
        assert "still only yours" in text(post.took.pop())
    kept = MailAddress.objects.get()
    assert kept.verified_at
    actions.choose(by=hazel, weekly=False, recovers=False)
    later(hazel, timedelta(days=8))
    assert actions.ask_weekly() == 0


def test_a_note_comes_once_a_day_at_most(hazel: Member, post: Postman) -> None:
    proved(hazel, post)
    queue.put("note", {"member": hazel.pk})
    queue.put("note", {"member": hazel.pk})
    assert queue.run_due(JOBS) == 2
    assert sending.send_due() == 1
    actions.note(hazel.pk)
    assert sending.send_due() == 0
    later(hazel, timedelta(days=1, minutes=1))
    actions.note(hazel.pk)
    assert sending.send_due() == 1


def test_a_mail_about_notices_is_off_until_asked_for_and_comes_at_one_hour_only(
    cast: Cast, hazel: Member, post: Postman
) -> None:
    topic = makers.topic(hazel, cast.board)
    proved(hazel, post)

    def reply() -> None:
        makers.reply(cast.rowan, topic)
        queue.run_due(table())

    reply()
    assert not Outgoing.objects.exists()
    here = fresh(hazel)
    assert here.post("/me/mail/choices", {"news_hour": "4"}).status_code == 422
    assert here.post("/me/mail/choices", {"news_hour": "21"}).status_code == 302
    mail = Outgoing.objects.get()
    at = timezone.localtime(mail.due_at)
    assert (at.hour, at.minute) == (21, 0)
    assert timezone.now() < mail.due_at <= timezone.now() + timedelta(days=1)
    reply()
    reply()
    assert Outgoing.objects.count() == 1
    assert sending.send_due() == 0, "not at another hour"
    later(hazel, timedelta(0))
    assert sending.send_due() == 1
    assert "look" in text(post.took.pop())
    reply()
    here.post("/notices/seen")
    later(hazel, timedelta(0))
    sending.send_due()
    assert post.took == [], "what was seen needs no mail"
    assert not Outgoing.objects.exists()


def test_coming_back_by_mail_only_where_it_was_chosen(hazel: Member, post: Postman) -> None:
    proved(hazel, post)
    same = words_of(Client().post("/recover/mail", {"name": "hazel"}))
    assert words_of(Client().post("/recover/mail", {"name": "nobody here"})) == same
    assert sending.send_due() == 0
    actions.choose(by=hazel, weekly=True, recovers=True)
    assert words_of(Client().post("/recover/mail", {"name": "hazel"})) == same
    assert sending.send_due() == 1
    message = text(post.took[0])
    code = re.search(r"(?:[0-9a-z]{4}-){3}[0-9a-z]{4}", message)
    assert code
    new = {"passphrase_choice": "own", "passphrase": "eight loud herons", "passphrase_again": "eight loud herons"}
    came = Client()
    assert came.post("/recover", {"name": "hazel", "code": code[0], **new}).status_code == 302
    assert came.get("/me").status_code == 200
    assert Client().post("/recover", {"name": "hazel", "code": code[0], **new}).status_code == 422


def test_a_mail_server_that_is_away_is_waited_for(hazel: Member, post: Postman, settings: Any) -> None:
    actions.give(by=hazel, address=ADDRESS)
    right, settings.EMAIL_PORT = settings.EMAIL_PORT, 9
    assert sending.send_due() == 0
    mail = Outgoing.objects.get()
    assert mail.due_at > timezone.now() + timedelta(minutes=1)
    assert sending.send_due() == 0  # not yet its time
    settings.EMAIL_PORT = right
    later(hazel, timedelta(0))
    assert sending.send_due() == 1
    assert not Outgoing.objects.exists()
    actions.give(by=hazel, address=ADDRESS)
    Outgoing.objects.update(attempts=sending.MOST_ATTEMPTS - 1)
    settings.EMAIL_PORT = 9
    sending.send_due()
    assert not Outgoing.objects.exists()
    assert MailAddress.objects.exists()


def test_a_mailbox_that_is_not_there_gets_nothing_more(hazel: Member, post: Postman) -> None:
    proved(hazel, post)
    post.says = "451 come again later"
    actions.note(hazel.pk)
    sending.send_due()
    assert Outgoing.objects.exists()
    assert MailAddress.objects.get().refused_at is None
    post.says = "550 no such mailbox"
    later(hazel, timedelta(days=9))
    sending.send_due()
    assert not Outgoing.objects.exists()
    assert actions.ask_weekly() == 0
    here = Client()
    here.force_login(hazel)
    assert "no such mailbox" in words_of(here.get("/me/mail"))


def test_without_a_mail_server_nothing_waits(cast: Cast, hazel: Member) -> None:
    actions.give(by=hazel, address=ADDRESS)
    assert not Outgoing.objects.exists()
    assert "This house sends no mail" in words_of(cast.client(cast.ash).get("/me/mail"))


def test_whoever_asks_back_makes_a_note_go_out(cast: Cast, hazel: Member, post: Postman) -> None:
    proved(hazel, post)
    asked = Client().post("/recover/ask", {"name": "hazel", "words": "It is me."})
    assert codes_of(asked)
    ref = hazel.asked_back.get().ref
    cast.client(cast.wren).post(f"/house/asked-back/{ref}", {"do": "yes", "reason": "She knew."})
    queue.run_due(JOBS)
    assert sending.send_due() == 1


def test_the_mail_server_is_named_in_one_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEEWARD_SMTP", "starttls://me:p%40ss@mail.example.org")
    found = house_settings._mail()
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_HOST_PASSWORD"]) == ("mail.example.org", 587, "p@ss")
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (True, False)
    for wrong in ("mail.example.org", "http://mail.example.org", "smtp://"):
        monkeypatch.setenv("LEEWARD_SMTP", wrong)
        with pytest.raises(ValueError, match="LEEWARD_SMTP"):
            house_settings._mail()
