"""Companions through the pages: offering, asking, agreeing, ending, and what nobody is told."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from leeward.boards.models import Topic
from leeward.companions.models import Company, Offer
from leeward.companions.rules import ANSWERS
from leeward.members import sight
from leeward.members.models import Member
from tests import makers
from tests.answering.test_owed import ASK, on_list
from tests.boards.test_reading import cost
from tests.cast import Cast
from tests.companions.company import FORM, WORDS, ask, of_standing, pair, text
from tests.notices.test_notices import lines


def test_whoever_has_answered_long_enough_may_offer_and_others_read_what_it_takes(cast: Cast) -> None:
    ash, rowan = cast.client(cast.ash), cast.client(cast.rowan)
    assert "Once a moderator has approved you" in text(ash, "/companions")
    assert ash.post("/companions/offer", FORM).status_code == 403
    assert "there are 0" in text(rowan, "/companions/offer")
    of_standing(cast, cast.rowan)
    Member.objects.filter(pk=cast.rowan.pk).update(admitted_at=timezone.now() - timedelta(weeks=7))
    assert rowan.post("/companions/offer", FORM).status_code == 403
    Member.objects.filter(pk=cast.rowan.pk).update(admitted_at=timezone.now() - timedelta(weeks=9))
    for wrong in ({"words": "  "}, {"words": "w" * 501}, {"adult": ""}, {"at_once": "4"}):
        assert rowan.post("/companions/offer", FORM | wrong).status_code == 422
    assert rowan.post("/companions/offer", FORM).status_code == 302
    assert WORDS in text(ash, "/companions")
    assert "up to 3" not in text(rowan, "/companions")
    rowan.post("/companions/offer", FORM | {"at_once": "3"})
    assert "up to 3" in text(rowan, "/companions")
    rowan.post("/companions/offer", {"do": "withdraw"})
    assert WORDS not in text(ash, "/companions")
    assert not Offer.objects.exclude(words="").exists()


def test_answers_under_another_name_count_for_nobody(cast: Cast) -> None:
    topic = makers.topic(cast.wren, cast.board, "Of wren's", "Good morning.")
    makers.reply(cast.rowan, topic, "Good morning.", alias="Quiet Ford")
    for _more in range(ANSWERS):
        makers.reply(cast.rowan, topic, "And again.")
    assert "there are 0" in text(cast.client(cast.rowan), "/companions/offer")


def test_one_asks_the_other_agrees_and_both_are_told(offering: Cast) -> None:
    cast, ash, rowan = offering, offering.client(offering.ash), offering.client(offering.rowan)
    way = ask(ash, cast.rowan)
    assert "Not answered yet" in text(ash, way)
    assert "You have asked already" in text(ash, "/companions")
    assert ash.post("/companions/ask", {"adult": "yes"}).status_code == 403, "one at a time"
    assert lines(rowan) == ["ash asks you to accompany them new: about accompanying one another"]
    assert "Yes, I will" in text(rowan, way)
    assert lines(rowan) == ["ash asks you to accompany them about accompanying one another"], "seen"
    rowan.post(way, {"do": "take"})
    assert lines(ash) == ["rowan accompanies you new: about accompanying one another"]
    assert "Write to rowan" in text(ash, way)
    assert "You accompany ash" in text(rowan, "/companions")
    assert WORDS not in text(cast.client(cast.wren), "/companions"), "rowan has room for one"
    assert cast.client(cast.linden).get(way).status_code == 404, "it is theirs"


def test_whoever_asks_anybody_says_yes_to_the_one_who_comes(offering: Cast) -> None:
    cast, ash, rowan = offering, offering.client(offering.ash), offering.client(offering.rowan)
    way = ask(ash)
    assert lines(rowan) == ["ash would like somebody beside them, whoever offers new: about accompanying one another"]
    assert cast.client(cast.wren).get(way).status_code == 404, "wren does not offer"
    assert rowan.post(way, {"do": "end"}).status_code == 400, "not theirs to end"
    assert rowan.post(way, {"do": "take"}).status_code == 302
    assert not Company.objects.pairs().exists()
    assert rowan.post(way, {"do": "agree"}).status_code == 403, "rowan cannot agree for ash"
    assert lines(ash) == ["rowan would accompany you new: about accompanying one another"]
    ash.post(way, {"do": "agree"})
    assert Company.objects.pairs().count() == 1
    assert lines(rowan) == ["You accompany ash new: about accompanying one another"]


def test_i_would_rather_somebody_else_in_one_press(offering: Cast) -> None:
    cast, ash, rowan = offering, offering.client(offering.ash), offering.client(offering.rowan)
    of_standing(cast, cast.linden)
    cast.client(cast.linden).post("/companions/offer", FORM)
    way = pair(cast)
    assert rowan.post(way, {"do": "else"}).status_code == 400
    anew = ash.post(way, {"do": "else"}).headers["Location"]
    assert anew != way
    assert lines(rowan) == ["You and ash no longer accompany one another new: about accompanying one another"]
    assert "says nothing about you" in text(rowan, way)
    assert rowan.get(anew).status_code == 404, "the first one is not asked again"
    assert "would like somebody" in lines(cast.client(cast.linden))[0]
    ash.post(anew, {"do": "end"})
    assert "Ask linden" in text(ash, "/companions")
    assert "Ask rowan" not in text(ash, "/companions")


@pytest.mark.parametrize("by", ["ash", "rowan"])
def test_either_ends_it_and_the_other_reads_no_reason(offering: Cast, by: str) -> None:
    cast, way = offering, pair(offering)
    one, other = getattr(cast, by), cast.rowan if by == "ash" else cast.ash
    cast.client(one).post(way, {"do": "end"})
    assert not Company.objects.pairs().exists()
    told = lines(cast.client(other))
    assert told == [f"You and {one.name} no longer accompany one another new: about accompanying one another"]
    assert lines(cast.client(one)) == []
    assert "It says nothing about you" in text(cast.client(other), way)
    assert "Write to" not in text(cast.client(other), way)


def test_a_no_is_kind(offering: Cast) -> None:
    cast, ash, rowan = offering, offering.client(offering.ash), offering.client(offering.rowan)
    way = ask(ash, cast.rowan)
    rowan.post(way, {"do": "end"})
    assert lines(ash) == ["rowan cannot take on anybody just now new: about accompanying one another"]
    assert "It says nothing about you" in text(ash, way)
    assert rowan.post(way, {"do": "take"}).status_code == 403


@pytest.mark.parametrize("by", ["ash", "rowan"])
def test_a_block_keeps_them_from_one_another_at_once_and_tells_nobody(offering: Cast, by: str) -> None:
    cast, way = offering, pair(offering)
    one, other = (cast.ash, cast.rowan) if by == "ash" else (cast.rowan, cast.ash)
    sight.block(by=one, other=other)
    for who in (cast.ash, cast.rowan):
        assert cast.client(who).get(way).status_code == 404
        assert lines(cast.client(who)) == []
        page = text(cast.client(who), "/companions")
        assert "accompan" not in re.findall(r'<ul class="lines">.*?</ul>', page, re.S)[0] if "<ul" in page else True
    shown = "Ask rowan" in text(cast.client(cast.linden), "/companions")
    assert shown is (by == "rowan"), "after a newcomer's block a moderator looks first"
    of_standing(cast, cast.wren)
    cast.client(cast.wren).post("/companions/offer", FORM)
    assert ask(cast.client(cast.ash), cast.wren) != way, "what nobody sees keeps nobody from asking"


def test_a_closed_or_going_account_ends_it(offering: Cast) -> None:
    cast, way = offering, pair(offering)
    Member.objects.filter(pk=cast.rowan.pk).update(closed_at=timezone.now())
    assert not Company.objects.pairs().exists()
    assert "rowan accompanies you" not in text(cast.client(cast.ash), "/companions")
    Member.objects.filter(pk=cast.rowan.pk).update(closed_at=None, erase_asked_at=timezone.now())
    assert not Company.objects.pairs().exists()
    assert "Ask rowan" not in text(cast.client(cast.linden), "/companions")
    assert cast.client(cast.ash).get(way).status_code == 200


def test_each_comes_first_on_the_others_lists(offering: Cast) -> None:
    cast = offering
    other = makers.member("a newer one")
    Member.objects.filter(pk=other.pk).update(joined_at=timezone.now())
    makers.topic(other, cast.board, "Newer here", "I only write.")
    hers = makers.topic(cast.ash, cast.board, "Of ash", "I only write.")
    topic = makers.topic(cast.linden, cast.board, "A third place", "I only want to say good morning.")
    makers.reply(cast.linden, topic, f"@rowan, {ASK}")
    makers.reply(cast.ash, topic, f"@rowan, {ASK}")
    rowan = cast.client(cast.rowan)

    def waiting() -> list[str]:
        return re.findall(r'class="waiting-title"[^>]*>([^<]*)', text(rowan, "/first-replies"))

    assert waiting().index("Newer here") < waiting().index("Of ash")
    assert on_list(cast, cast.rowan)[0] == "A third place linden asks you something"
    way = pair(cast)
    assert waiting().index("Newer here") > waiting().index("Of ash")
    assert "beside you" in text(rowan, "/")
    assert on_list(cast, cast.rowan)[0] == "A third place ash asks you something"
    assert "Whoever is beside you" in text(rowan, "/owed")
    rowan.post(way, {"do": "end"})
    assert waiting().index("Newer here") < waiting().index("Of ash")
    assert Topic.objects.filter(pk=hers.pk).exists()


def test_what_is_allowed_is_one_page_for_all(offering: Cast) -> None:
    pages = [
        re.sub(r'value="[^"]*"', "", text(offering.client(who), "/companions/limits").partition("<main")[2])
        for who in (offering.ash, offering.rowan, offering.wren)
    ]
    assert len(set(pages)) == 1
    assert "Moderators see who is paired, and since when" in pages[0]


def test_many_offers_and_pairs_cost_what_one_does(offering: Cast) -> None:
    cast, places = offering, ("/", "/companions", "/owed", "/first-replies")
    pair(cast)
    clients = [cast.client(who) for who in (cast.ash, cast.rowan, cast.wren)]
    few = [[cost(client, address) for address in places] for client in clients if not client.get("/").status_code > 200]
    house = cost(clients[2], "/house/companions")
    now = timezone.now()
    for number in range(8):
        one, two = makers.member(f"one {number}", approved=True), makers.member(f"two {number}")
        Offer.objects.create(member=one, words="Hello.", offered_at=now, at_once=2)
        paired = now if number % 2 else None
        Company.objects.create(newcomer=two, companion=one, asked_at=now, taken_at=paired, agreed_at=paired)
    assert [[cost(client, address) for address in places] for client in clients] == few
    assert cost(clients[2], "/house/companions") == house
    assert max(row[0] for row in few) <= 8
