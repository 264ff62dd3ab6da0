"""Looking after companions: reports at the desk, offers that rest or end, and what nobody is told."""

import re

import pytest

from leeward.companions.models import Offer
from leeward.moderation.models import Case
from tests import makers
from tests.cast import Cast
from tests.companions.company import FORM, ask, of_standing, pair, text
from tests.moderation.hands import decide
from tests.notices.test_notices import lines


def test_a_report_ends_it_tells_the_moderators_and_sends_nobody_new(offering: Cast) -> None:
    cast, ash, rowan, wren = offering, *(offering.client(who) for who in (offering.ash, offering.rowan, offering.wren))
    way = pair(cast)
    before = text(rowan, "/companions/offer")
    ash.post(way, {"do": "report"})
    assert "The moderators have been told" in text(ash, way)
    told = lines(rowan)
    assert told == ["You and ash no longer accompany one another new: about accompanying one another"]
    assert "moderators have been told" not in text(rowan, way)
    plain = re.compile(r'value="[^"]{30,}"|count">\(\d\)')
    assert plain.sub("", text(rowan, "/companions/offer")) == plain.sub("", before), "nothing tells of the pause"
    case = Case.objects.get(subject="company")
    assert case.ref in text(wren, "/desk")
    page = text(wren, f"/desk/{case.ref}")
    assert "rowan accompanied ash." in page
    assert "What they wrote to each other is not here" in page
    helper = makers.member("helper", role="helper", approved=True)
    assert cast.client(helper).get(f"/desk/{case.ref}").status_code == 404
    house = text(wren, "/house/companions")
    assert "1 report about two of them lies on the desk" in house
    assert "Nobody new is sent to them" in house
    assert "Ask rowan" not in text(cast.client(cast.linden), "/companions")
    offer = Offer.objects.get()
    assert rowan.post("/house/companions", {"do": "let_on", "which": offer.ref}).status_code == 403
    decide(wren, case, "leave", why="")
    wren.post("/house/companions", {"do": "let_on", "which": offer.ref})
    assert "lies on the desk" not in text(wren, "/house/companions")
    assert "Ask rowan" in text(cast.client(cast.linden), "/companions")


def test_a_newcomer_who_was_reported_reaches_nobody_until_a_moderator_has_looked(offering: Cast) -> None:
    cast, ash, rowan = offering, offering.client(offering.ash), offering.client(offering.rowan)
    of_standing(cast, cast.linden)
    cast.client(cast.linden).post("/companions/offer", FORM)
    rowan.post(pair(cast), {"do": "report"})
    way = ask(ash, cast.linden)
    assert "Not answered yet" in text(ash, way)
    linden = cast.client(cast.linden)
    assert (linden.get(way).status_code, "ash asks you" in "".join(lines(linden))) == (404, False)
    decide(cast.client(cast.wren), Case.objects.get(subject="company"), "leave", why="")
    assert "ash asks you" in text(cast.client(cast.linden), way)


def test_nobody_of_the_pair_sees_the_case_and_messages_come_only_as_the_reporter_chooses(offering: Cast) -> None:
    """Also where the companion looks after the house."""
    cast, ash = offering, offering.client(offering.ash)
    of_standing(cast, cast.linden)
    cast.client(cast.linden).post("/companions/offer", FORM)
    way = ask(ash, cast.linden)
    cast.client(cast.linden).post(way, {"do": "take"})
    place, _theirs = makers.conversation(cast.ash, cast.linden, "Grimvolk, between us.")
    ash.post(way, {"do": "report"})
    case = Case.objects.get()
    assert (case.subject, case.reports_count, case.face) == ("company", 1, cast.linden)
    assert cast.client(cast.linden).get(f"/desk/{case.ref}").status_code == 404
    assert case.ref not in text(cast.client(cast.linden), "/desk")
    assert "Grimvolk" not in text(cast.client(cast.wren), f"/desk/{case.ref}")
    assert f"/c/{place.ref}/report" in text(ash, way)
    assert "They see none of your messages" in text(ash, way)


@pytest.mark.parametrize("does", ["hold", "limit", "suspend", "ban"])
def test_while_a_decision_binds_somebody_their_offer_rests_and_they_are_told(offering: Cast, does: str) -> None:
    cast, linden, rowan = offering, offering.client(offering.linden), offering.client(offering.rowan)
    waiting = ask(cast.client(cast.ash), cast.rowan)
    more = {"details": {"boards": [cast.board.ref]}} if does == "limit" else {"days": 7}
    made = makers.decide(cast.wren, cast.rowan, does, **more)
    if does == "ban":
        second = Case.objects.get(kind="second")
        decide(linden, second, "ban")
    assert "Ask rowan" not in text(cast.client(makers.member("briony")), "/companions")
    assert "It rests: a decision" in text(linden, "/house/companions")
    if does != "ban":  # whoever is banned reads the decisions alone
        for page in ("/companions", "/companions/offer"):
            assert "Your offer rests, with its words" in text(rowan, page)
        assert rowan.post("/companions/offer", FORM).status_code == 403
        assert rowan.post(waiting, {"do": "take"}).status_code == 403
        linden.post(f"/desk/decisions/{made.ref}", {"why": "It was wrong."})
        assert "Ask rowan" in text(cast.client(makers.member("bryony")), "/companions")
        assert "rests" not in text(rowan, "/companions")


def test_a_decision_about_another_name_does_not_show_on_an_offer(offering: Cast) -> None:
    cast = offering
    topic = makers.topic(cast.wren, cast.board, "Of wren's", "Good morning.")
    face = makers.reply(cast.rowan, topic, "Good morning.", alias="Quiet Ford").author
    assert face
    makers.decide(cast.linden, face, "suspend", days=7)
    assert "Ask rowan" in text(cast.client(cast.ash), "/companions")
    assert cast.client(cast.rowan).post("/companions/offer", FORM).status_code == 403


def test_a_moderator_ends_an_offer_with_a_reason_that_its_owner_reads(offering: Cast) -> None:
    cast, way, wren = offering, pair(offering), offering.client(offering.wren)
    offer = Offer.objects.get()
    assert wren.post("/house/companions", {"do": "stop", "which": offer.ref, "reason": " "}).status_code == 422
    wren.post("/house/companions", {"do": "stop", "which": offer.ref, "reason": "You asked for an address."})
    told = lines(cast.client(cast.rowan))
    assert "Your offer to accompany newcomers was ended new: a word from the moderators" in told
    assert "You asked for an address." in text(cast.client(cast.rowan), "/companions/offer")
    assert cast.client(cast.rowan).post("/companions/offer", FORM).status_code == 403
    assert "no longer accompany" in text(cast.client(cast.ash), way)
