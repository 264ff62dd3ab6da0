"""Who wrote in private and waits; and what is said in private to whoever asked: each line of docs/owed-replies.md."""

from datetime import timedelta

import pytest
from django.utils import timezone

from leeward.answering.models import Owed
from leeward.boards.models import Topic
from leeward.conversations.models import Participant
from leeward.members import sight
from leeward.members.models import Member
from tests import makers
from tests.answering.test_owed import ASK, on_list, quoting
from tests.boards.test_reading import cost
from tests.cast import Cast
from tests.conversations import talk


@pytest.fixture
def topic(cast: Cast) -> Topic:
    topic = makers.topic(cast.linden, cast.board, "A third place", "I only want to say good morning.")
    makers.reply(cast.ash, topic, "Good morning to you.")
    return topic


def test_whoever_wrote_in_private_waits_until_you_write_there(cast: Cast) -> None:
    rowan, ash = cast.client(cast.rowan), cast.client(cast.ash)
    hers = talk.ask(rowan, cast.ash, subject="The lantern")
    assert on_list(cast, cast.ash) == [], "a request is answered by yes or no"
    his = talk.accept(ash)
    assert on_list(cast, cast.ash) == ["The lantern rowan wrote to you in private"]
    assert on_list(cast, cast.rowan) == []
    assert "1 reply you owe" in talk.read(ash, "/")
    talk.say(ash, his, "You may.")
    assert on_list(cast, cast.ash) == []
    assert on_list(cast, cast.rowan) == ["The lantern ash wrote to you in private"]
    talk.say(rowan, hers, "Thank you.")
    talk.say(rowan, hers, "And another thing.")
    assert on_list(cast, cast.ash) == ["The lantern rowan wrote to you in private"], "one line, whatever they wrote"


def test_what_was_taken_back_waits_for_nobody(cast: Cast) -> None:
    ash, his, rowan, hers = talk.two(cast, cast.ash, cast.rowan)
    talk.say(rowan, hers, "You may.")
    said = talk.say(ash, his, "Thank you.")
    assert len(on_list(cast, cast.rowan)) == 1
    ash.post(f"/c/message/{said}/take-back")
    assert on_list(cast, cast.rowan) == []
    assert len(on_list(cast, cast.ash)) == 1, "what ash wrote last is gone, so rowan waits again"


def test_in_a_conversation_of_several_nobody_in_particular_owes(cast: Cast) -> None:
    rowan, ash = cast.client(cast.rowan), cast.client(cast.ash)
    talk.ask(rowan, cast.ash, note="linden")
    talk.accept(ash)
    assert on_list(cast, cast.ash) == []


def test_set_aside_taken_up_and_let_go_in_private(cast: Cast) -> None:
    ash, his, rowan, hers = talk.two(cast, cast.ash, cast.rowan)
    way = f"/owed/c/{hers}"
    rowan.post(way, {"do": "aside", "how_long": "week"})
    assert (on_list(cast, cast.rowan), len(on_list(cast, cast.rowan, "/owed/aside"))) == ([], 1)
    Participant.objects.update(aside_until=timezone.now() - timedelta(seconds=1))
    assert len(on_list(cast, cast.rowan)) == 1, "it comes back by itself"
    rowan.post(way, {"do": "aside", "how_long": "month"})
    rowan.post(way, {"do": "take_up"})
    assert len(on_list(cast, cast.rowan)) == 1
    before = talk.plain(talk.read(ash, f"/c/{his}"))
    rowan.post(way, {"do": "let_go"})
    assert (on_list(cast, cast.rowan), rowan.get(way).status_code) == ([], 404)
    assert talk.plain(talk.read(ash, f"/c/{his}")) == before, "nobody is told"
    assert ash.get(way).status_code == 404, "it is not theirs"
    makers.message(Participant.objects.select_related("conversation__begun_by", "face").get(ref=hers), "There it is.")
    makers.message(Participant.objects.select_related("conversation__begun_by", "face").get(ref=his), "Thank you.")
    assert len(on_list(cast, cast.rowan)) == 1, "written after it was let go"


def test_nobody_owes_where_no_answer_can_arrive(cast: Cast) -> None:
    _ash, _his, rowan, hers = talk.two(cast, cast.ash, cast.rowan)
    assert len(on_list(cast, cast.rowan)) == 1
    sight.block(by=cast.rowan, other=cast.ash)
    assert on_list(cast, cast.rowan) == []
    sight.unblock(by=cast.rowan, other=cast.ash)
    cast.ash.closed_at = timezone.now()
    cast.ash.save(update_fields=["closed_at"])
    assert on_list(cast, cast.rowan) == []
    cast.ash.closed_at = None
    cast.ash.save(update_fields=["closed_at"])
    rowan.post(f"/c/{hers}/leave", {"do": "leave"})
    assert on_list(cast, cast.rowan) == []


def test_whoever_is_written_to_in_private_soon_after_asking_is_answered(cast: Cast, topic: Topic) -> None:
    makers.reply(cast.rowan, topic, f"@ash, {ASK}")
    makers.reply(cast.linden, topic, "@ash, and where do you sleep tonight?")
    assert len(on_list(cast, cast.ash)) == 2
    Member.objects.filter(pk=cast.ash.pk).update(approved_at=timezone.now())
    talk.ask(cast.client(cast.ash), cast.rowan, "I would rather tell you here.")
    assert on_list(cast, cast.ash) == ["A third place linden asks you something"]
    assert on_list(cast, cast.rowan, "/owed/open") == []
    talk.ask(cast.client(cast.ash), cast.wren, "What did linden ask?", note="linden")
    assert on_list(cast, cast.ash) == ["A third place linden asks you something"], "not to linden alone"


def test_a_private_word_long_after_the_question_leaves_it_on_the_list_unless_it_quotes_it(
    cast: Cast, topic: Topic
) -> None:
    asked = makers.reply(cast.rowan, topic, f"@ash, {ASK}")
    assert len(on_list(cast, cast.ash)) == 1
    Owed.objects.update(at=timezone.now() - timedelta(days=15))
    ash, his, _rowan, _hers = talk.two(cast, cast.ash, cast.rowan, "Is the bakery still open?")
    assert on_list(cast, cast.ash) == ["A third place rowan asks you something"]
    talk.say(ash, his, quoting(asked, "I have told her now."))
    assert on_list(cast, cast.ash) == []


def test_a_private_word_settles_nothing_that_another_name_owes(cast: Cast) -> None:
    told = {"title": "Elsewhere", "body": "Nobody knows me.", "alias": "Quiet Ford", "do": "post"}
    cast.client(cast.ash).post(f"/b/{cast.board.ref}/new", told)
    makers.reply(cast.rowan, Topic.objects.get(title="Elsewhere"), ASK)
    assert len(on_list(cast, cast.ash)) == 1
    talk.ask(cast.client(cast.ash), cast.rowan)
    assert len(on_list(cast, cast.ash)) == 1, "else rowan could tell whose name it is"
    assert len(on_list(cast, cast.rowan, "/owed/open")) == 1


def test_many_who_wait_in_private_cost_what_one_does(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    makers.conversation(cast.rowan, cast.ash)
    places = ("/", "/owed", "/owed/aside")
    for address in places:
        ash.get(address)
    few = [cost(ash, address) for address in places]
    for number in range(6):
        makers.conversation(makers.member(f"member {number}"), cast.ash)
    assert [cost(ash, address) for address in places] == few
    assert few[0] <= 8
    assert "7 replies you owe" in talk.read(ash, "/")
