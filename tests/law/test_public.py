"""What everybody finds: contact, the legal notice, and what one agreed to."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from leeward.boards.models import Post
from leeward.cli.work import table
from leeward.jobs.queue import run_due
from leeward.law import actions
from leeward.law.models import Matter
from leeward.members.consents import Consent
from leeward.moderation import deciding
from leeward.moderation.models import Case
from tests import makers
from tests.cast import Cast
from tests.members.pages import value_of, words_of
from tests.members.test_joining import form as joining


def notice(where: str, **changes: Any) -> dict[str, str]:
    typed = {
        "wanted": "rights",
        "note": where,
        "body": "The letter in it is mine.",
        "title": "Robin Example, robin@example.org",
        "true": "yes",
        "website": "",
    }
    return {**typed, **changes}


def test_contact_leads_everywhere_also_before_the_operator_has_said_who_they_are(cast: Cast, stranger: Client) -> None:
    assert "has not said so yet" in words_of(stranger.get("/contact"))
    actions.answer(by=cast.linden, question="contact", words="desk@harbour.example")
    page = stranger.get("/contact")
    assert "desk@harbour.example" in words_of(page)
    for address in ("/legal-notice", "/report", "/reports", "/help-lines", "/me/words"):
        assert f'href="{address}"' in page.content.decode()
    assert 'href="/contact"' in stranger.get("/").content.decode()


def test_a_legal_notice_asks_what_the_law_asks_and_keeps_what_was_typed(cast: Cast, stranger: Client) -> None:
    wrong = stranger.post("/legal-notice", {"wanted": "rights", "body": "It is mine.", "title": "Robin"})
    assert wrong.status_code == 422
    for sentence in ("Say where it stands", "a mail address", "right and complete"):
        assert sentence in words_of(wrong)
    assert "It is mine." in wrong.content.decode()
    assert not Matter.objects.exists()
    nameless = notice("/t/nowhere", wanted="child", title="")
    assert stranger.post("/legal-notice", nameless).status_code == 200
    assert Case.objects.get().kind == "child"


def test_a_legal_notice_lies_on_the_desk_and_its_number_tells_the_outcome(cast: Cast, stranger: Client) -> None:
    porch = makers.board("The porch", readers="everyone", writers="members")
    topic = makers.topic(cast.rowan, porch)
    page = stranger.post("/legal-notice", notice(f"https://example.org/t/{topic.ref}"))
    assert "It has arrived" in words_of(page)
    number = page.content.decode().partition('class="number" dir="ltr">')[2].partition("<")[0]
    matter, case = Matter.objects.get(), Case.objects.get()
    assert (case.subject, case.about) == ("topic", topic.ref)
    linden = cast.client(cast.linden)
    assert "Robin Example" in words_of(linden.get(f"/house/law/entry/{matter.ref}"))
    assert "Robin" not in words_of(linden.get(f"/desk/{case.ref}"))
    deciding.decide(by=cast.linden, case=case, choice=deciding.Choice("hide", why="It was not theirs to show."))
    assert "Hide it" in words_of(linden.get(f"/house/law/entry/{matter.ref}"))
    assert "It has been decided" in words_of(stranger.post("/reports", {"number": number}))
    assert b"Robin" not in bytes(matter.sealed)


def test_an_address_that_somebody_may_not_see_tells_them_nothing(cast: Cast, stranger: Client) -> None:
    hidden = makers.topic(cast.rowan, cast.board)
    there, nowhere = (stranger.post("/legal-notice", notice(f"/t/{ref}")) for ref in (hidden.ref, "a" * 11))
    same = [words_of(page).replace(value, "") for page, value in ((there, ""), (nowhere, ""))]
    assert there.status_code == nowhere.status_code == 200
    assert len(same[0]) == len(same[1])
    assert set(Case.objects.values_list("subject", flat=True)) == {"page"}


def test_machines_and_floods_are_refused_with_their_words_kept(cast: Cast, stranger: Client) -> None:
    assert "for machines" in words_of(stranger.post("/legal-notice", notice("/t/x", website="spam")))
    statuses = [stranger.post("/legal-notice", notice("/t/x")).status_code for _n in range(7)]
    assert statuses == [200] * 6 + [429]


def test_whoever_gave_a_mail_address_is_told_that_it_arrived_in_neutral_words(
    cast: Cast, stranger: Client, settings: Any
) -> None:
    settings.MAIL_IS_SENT = True
    stranger.post("/legal-notice", notice("/t/x", body="A secret of zaunkoenig."))
    run_due(table())
    (sent,) = mail.outbox
    assert sent.to == ["robin@example.org"]
    for word in ("zaunkoenig", "Robin", "Test house", "notice"):
        assert word not in sent.subject + str(sent.body)


def test_a_picture_of_a_body_shows_its_48_hours_in_the_register_and_at_the_desk(cast: Cast, stranger: Client) -> None:
    stranger.post("/legal-notice", notice("/t/x", wanted="image"))
    linden = cast.client(cast.linden)
    assert "Take it away, or write down why not" in words_of(linden.get("/house/law"))
    for address in ("/desk", f"/desk/{Case.objects.get().ref}"):
        assert "due by" in words_of(linden.get(address))


def test_joining_asks_for_explicit_consent_apart_from_the_rules(db: None, stranger: Client) -> None:
    makers.house()
    without = stranger.post("/join", joining(consents=None), follow=True)
    assert "may not keep what you write" in words_of(without)
    assert stranger.post("/join", joining(), follow=True).status_code == 200
    consent = Consent.objects.get()
    assert (consent.member.name, consent.version, consent.withdrawn_at) == ("hazel", "1", None)
    assert "You agreed on" in words_of(stranger.get("/me/consent"))


def test_consent_taken_back_takes_words_down_and_given_again_puts_them_back(cast: Cast) -> None:
    ash, rowan = cast.client(cast.ash), cast.client(cast.rowan)
    topic = makers.topic(cast.ash, cast.board, body="Of my health.")
    under = makers.topic(cast.ash, cast.board, "Elsewhere", "Of my faith.", alias="curlew sedge")
    assert "before this was asked" in words_of(ash.get("/me/consent"))
    ash.post("/me/consent", {"do": "agree"})
    ash.post("/me/consent", {"do": "withdraw"})
    for one in (topic, under):
        assert rowan.get(f"/t/{one.ref}").status_code == 404
    assert "You took it back on" in words_of(ash.get("/me/consent"))
    refused = ash.post(f"/b/{cast.board.ref}/new", {"title": "More", "body": "More of it.", "do": "post"})
    assert refused.status_code == 403
    assert "took back your consent" in words_of(refused)
    assert Post.objects.filter(source="More of it.").count() == 0
    ash.post("/me/consent", {"do": "withdraw"})
    ash.post("/me/consent", {"do": "agree"})
    for one in (topic, under):
        assert rowan.get(f"/t/{one.ref}").status_code == 200
    assert ash.post(f"/b/{cast.board.ref}/new", {"title": "More", "body": "More.", "do": "post"}).status_code == 302
    assert Consent.objects.filter(member=cast.ash).count() == 2


def test_who_was_never_asked_can_say_no(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    topic = makers.topic(cast.ash, cast.board)
    assert "I do not agree" in words_of(ash.get("/me/consent"))
    ash.post("/me/consent", {"do": "withdraw"})
    assert "You said no on" in words_of(ash.get("/me/consent"))
    assert cast.client(cast.rowan).get(f"/t/{topic.ref}").status_code == 404


@pytest.mark.parametrize("address", ["/contact", "/legal-notice"])
def test_nobody_is_kept_from_reaching_the_operator(cast: Cast, address: str) -> None:
    assert cast.client(cast.briar).get(address).status_code == 200
    assert value_of(cast.client(cast.briar).get("/legal-notice"), "csrfmiddlewaretoken")


def test_a_notice_sent_twice_is_one_and_names_the_post_that_its_address_leads_to(cast: Cast, stranger: Client) -> None:
    topic = makers.topic(cast.rowan, makers.board("The porch", readers="everyone", writers="members"))
    second = makers.reply(cast.ash, topic, "A letter of somebody else.")
    about = stranger.get(f"/report/{second.ref}").content.decode()
    assert f"/legal-notice?about={second.ref}" in about
    form = stranger.get(f"/legal-notice?about={second.ref}")
    where = f"http://testserver/t/{topic.ref}/2#p2"
    assert where in form.content.decode()
    sent = notice(where, once=value_of(form, "once"))
    for _press in range(2):
        assert "It has arrived" in words_of(stranger.post("/legal-notice", sent))
    assert Matter.objects.count() == Case.objects.get().reports_count == 1
    assert (Case.objects.get().subject, Case.objects.get().about) == ("post", second.ref)


def test_a_notice_whose_page_waited_too_long_comes_back_whole(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.post("/legal-notice", notice("/t/x", wanted="threat", once="a" * 16))
    assert page.status_code == 403
    kept = page.content.decode()
    for words in ("The letter in it is mine.", "Robin Example, robin@example.org", 'value="threat"', 'value="yes"'):
        assert words in kept, words
