"""Two members kept apart: neither finds anything of the other, and nobody can tell."""

import re
from typing import Any

import pytest
from django.test import Client

from leeward.members import house_actions, sight
from leeward.members.models import Apart, Member
from tests import makers
from tests.boards.test_reading import bulk, cost
from tests.cast import Cast

GONE = "A post stood here. It is not here to read any more."


def read(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def blocked(cast: Cast, by: Member, other: Member) -> None:
    """Through the page, as a person would."""
    client = cast.client(by)
    assert "neither of you sees what the other writes" in read(client, f"/m/{other.ref}/block")
    assert client.post(f"/m/{other.ref}/block").headers["Location"] == "/me/blocked"


@pytest.mark.parametrize("turned", [False, True])
def test_neither_side_finds_a_topic_of_the_other(cast: Cast, turned: bool) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The lighthouse stair", "Forty steps and a lantern.")
    reader = cast.client(cast.ash)
    for address in ("/", "/new", f"/b/{cast.board.ref}"):
        assert "The lighthouse stair" in read(reader, address)
    assert "Forty" in reader.post("/search", {"q": "lantern"}).content.decode()
    blocked(cast, *((cast.ash, cast.rowan) if turned else (cast.rowan, cast.ash)))
    for address in ("/", "/new", f"/b/{cast.board.ref}"):
        assert "The lighthouse stair" not in read(reader, address)
    assert "Forty" not in reader.post("/search", {"q": "lantern"}).content.decode()
    post = topic.posts.get().ref
    for address in (f"/t/{topic.ref}", f"/t/{topic.ref}/print", f"/t/{topic.ref}/reply", f"/p/{post}"):
        assert reader.get(address).status_code == 404
    for address in (f"/t/{topic.ref}", f"/p/{post}"):
        assert cast.client(cast.wren).get(address).status_code in (200, 302)


def test_in_somebody_elses_topic_a_block_looks_like_a_post_taken_back(cast: Cast) -> None:
    topic = makers.topic(cast.linden, cast.board, "Third party")
    hers = makers.reply(cast.rowan, topic, "Only for other eyes.")
    makers.reply(cast.ash, topic, "An answer of mine.")
    taken = makers.reply(cast.linden, topic, "Said too fast.")
    blocked(cast, cast.rowan, cast.ash)
    cast.client(cast.linden).post(f"/p/{taken.ref}/take-down")
    page = read(cast.client(cast.ash), f"/t/{topic.ref}")
    gone = re.findall(r'<article class="post gone".*?</article>', page, re.S)
    assert len(gone) == 2
    assert len({re.sub(r'id="p\d+"', "", one) for one in gone}) == 1, "the two kinds can be told apart"
    assert "Only for other eyes" not in page
    assert "rowan" not in page
    assert "An answer of mine" not in read(cast.client(cast.rowan), f"/t/{topic.ref}")
    for address in (f"/t/{topic.ref}/print", f"/t/{topic.ref}/reply"):
        assert "Only for other eyes" not in read(cast.client(cast.ash), address)
        assert "Only for other eyes" in read(cast.client(cast.linden), address)
    assert cast.client(cast.ash).get(f"/p/{hers.ref}/passages").status_code == 404


def test_no_count_gives_a_block_away(cast: Cast) -> None:
    """A reader who counts finds as many answers as the list says, and none of them is news that is not there."""
    topic = makers.topic(cast.linden, cast.board, "Third party")
    ash = cast.client(cast.ash)
    ash.post(f"/t/{topic.ref}/position", {"seen": 1, "number": 1, "passage": 1})
    blocked(cast, cast.rowan, cast.ash)
    makers.reply(cast.rowan, topic, "Unseen.")

    def said() -> str:
        found = re.search(r'class="topic-news">\s*(.*?)\s*</span>', read(ash, f"/b/{cast.board.ref}"), re.S)
        assert found
        return found[1]

    assert said() == "no answer yet"
    assert "Third party" not in read(ash, "/new")
    makers.reply(cast.wren, topic, "Seen.")
    assert said() == "1 new"
    assert ash.get(f"/t/{topic.ref}/unread").headers["Location"] == f"/t/{topic.ref}/3#p3"
    ash.post(f"/t/{topic.ref}/position", {"seen": 3, "number": 3, "passage": 1})
    assert said() == "1 answer"


def test_every_address_of_a_blocker_answers_like_one_that_never_was(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, body="One.\n\nTwo.")
    post = topic.posts.get()
    blocked(cast, cast.rowan, cast.ash)
    ash = cast.client(cast.ash)
    ways = ["", "/1", "/unread", "/next", "/previous", "/print", "/reply", "/cast"]
    on_post = ["", "/1", "/edit", "/mine", "/passages", "/versions"]
    places = [("/t/", topic.ref, way) for way in ways] + [("/p/", post.ref, way) for way in on_post]
    nowhere = "AAAAAAAAAAA"
    for start, ref, way in places:
        real, none = ash.get(start + ref + way), ash.get(start + nowhere + way)
        assert plain(real, ref).splitlines() == plain(none, nowhere).splitlines(), start + way
        assert real.status_code == 404, start + way
    sent = {"body": "Let me in.", "do": "post"}
    real, none = (ash.post(f"/t/{ref}/reply", sent) for ref in (topic.ref, nowhere))
    assert real.status_code == none.status_code == 404
    assert plain(real, topic.ref).splitlines() == plain(none, nowhere).splitlines()
    assert topic.posts.count() == 1


def plain(answer: Any, ref: str) -> str:
    """A page without what differs from one answer to the next."""
    text = re.sub(r"(/drafts/)\w{11}", r"\1", answer.content.decode().replace(ref, "REF"))
    return re.sub(r'(name="(?:csrfmiddlewaretoken|park)" value=")[^"]*', r"\1", text)


def test_the_page_of_a_blocker_is_that_of_somebody_who_wrote_nothing(cast: Cast) -> None:
    Member.objects.filter(pk=cast.rowan.pk).update(about="I keep bees.")
    ash = cast.client(cast.ash)
    assert "I keep bees" in read(ash, f"/m/{cast.rowan.ref}")
    blocked(cast, cast.rowan, cast.ash)
    theirs = read(ash, f"/m/{cast.rowan.ref}")
    Member.objects.filter(pk=cast.rowan.pk).update(about="")
    sight.unblock(by=cast.rowan, other=cast.ash)
    assert plain_of_token(theirs) == plain_of_token(read(ash, f"/m/{cast.rowan.ref}"))


def plain_of_token(text: str) -> str:
    return re.sub(r'value="[^"]{40,}"', "", text)


def test_a_block_is_listed_for_whoever_chose_it_and_can_be_taken_back(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    blocked(cast, cast.rowan, cast.ash)
    assert "Nobody." in read(cast.client(cast.ash), "/me/blocked")
    assert "ash" in read(cast.client(cast.rowan), "/me/blocked")
    cast.client(cast.ash).post(f"/m/{cast.rowan.ref}/unblock")  # not theirs to take back
    assert cast.client(cast.ash).get(f"/t/{topic.ref}").status_code == 404
    blocked(cast, cast.ash, cast.rowan)  # both chose it
    cast.client(cast.rowan).post(f"/m/{cast.ash.ref}/unblock")
    assert cast.client(cast.ash).get(f"/t/{topic.ref}").status_code == 404
    cast.client(cast.ash).post(f"/m/{cast.rowan.ref}/unblock")
    assert cast.client(cast.ash).get(f"/t/{topic.ref}").status_code == 200
    assert not Apart.objects.exists()
    assert not Member.objects.filter(apart_at__isnull=False).exists()


def test_those_who_look_after_the_house_can_neither_be_blocked_nor_block(cast: Cast) -> None:
    answer = cast.client(cast.ash).post(f"/m/{cast.wren.ref}/block")
    assert (answer.status_code, "cannot be blocked" in answer.content.decode()) == (403, True)
    answer = cast.client(cast.wren).post(f"/m/{cast.ash.ref}/block")
    assert (answer.status_code, "see what everybody writes" in answer.content.decode()) == (403, True)
    assert cast.client(cast.ash).post(f"/m/{cast.ash.ref}/block").status_code == 403
    topic = makers.topic(cast.rowan, cast.board)
    blocked(cast, cast.rowan, cast.ash)
    house_actions.set_role(by=cast.linden, member=cast.rowan, role="moderator")
    assert cast.client(cast.ash).get(f"/t/{topic.ref}").status_code == 200


def test_a_block_costs_no_further_question(cast: Cast) -> None:
    topic = makers.topic(cast.linden, cast.board)
    ash = cast.client(cast.ash)
    places = (f"/t/{topic.ref}", f"/b/{cast.board.ref}", "/")
    for address in places:
        ash.get(address)
    before = [cost(ash, address) for address in places]
    blocked(cast, cast.rowan, cast.ash)
    bulk(topic, cast.rowan, 60)
    assert [cost(ash, address) for address in places] == before
    assert read(ash, f"/t/{topic.ref}").count(GONE) == 24
