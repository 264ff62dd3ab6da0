"""A block between two who write to one another: it holds, and nothing on any page says that it is there."""

import re

from django.test import Client

from leeward.conversations.models import Participant
from leeward.members import sight
from leeward.members.models import Member
from tests import makers
from tests.cast import Cast
from tests.conversations.talk import accept, answer, ask, plain, read, requests_of, say, two


def approved(cast: Cast) -> None:
    Member.objects.filter(pk=cast.ash.pk).update(approved_at=cast.ash.joined_at)


def news(client: Client) -> str:
    found = re.search(r'class="go-on"><a href="/c">(.*?)</a>', read(client, "/"))
    return found[1] if found else ""


def test_a_request_from_a_blocked_person_never_arrives_and_they_cannot_tell(cast: Cast) -> None:
    other = makers.member("other", approved=True)
    approved(cast)
    ash, rowan = cast.client(cast.ash), cast.client(cast.rowan)
    rowan.post(f"/m/{cast.ash.ref}/block")
    before = {face.ref: plain(read(ash, f"/m/{face.ref}/write"), face.ref, face.name) for face in (cast.rowan, other)}
    assert len(set(before.values())) == 1
    places = {face.ref: ask(ash, face) for face in (cast.rowan, other)}
    assert requests_of(rowan) == []
    assert news(rowan) == ""
    assert len(requests_of(cast.client(other))) == 1
    after = {
        plain(read(ash, f"/c/{places[face.ref]}"), face.ref, face.name).replace(places[face.ref], "")
        for face in (cast.rowan, other)
    }
    assert len(after) == 1
    rowan.post(f"/m/{cast.ash.ref}/unblock")
    assert requests_of(rowan) == [], "what was sent in vain came later"


def test_after_unblocking_a_new_request_arrives(cast: Cast) -> None:
    ash, rowan = cast.client(cast.ash), cast.client(cast.rowan)
    rowan.post(f"/m/{cast.ash.ref}/block")
    mine = ask(ash, cast.rowan)
    rowan.post(f"/m/{cast.ash.ref}/unblock")
    Participant.objects.filter(conversation__participants__ref=mine).update(asked_at=cast.ash.joined_at)
    ask(ash, cast.rowan, "Again, a month later.")
    assert len(requests_of(rowan)) == 1


def test_a_waiting_request_goes_when_either_blocks_the_other(cast: Cast) -> None:
    for asker, asked, blocker in ((cast.ash, cast.rowan, cast.rowan), (cast.ash, cast.rowan, cast.ash)):
        client = cast.client(asked)
        if not requests_of(client):
            ask(cast.client(asker), asked)
        assert len(requests_of(client)) == 1
        place = requests_of(client)[0]
        other = asked if blocker == asker else asker
        cast.client(blocker).post(f"/m/{other.ref}/block")
        assert requests_of(client) == []
        assert client.get(f"/c/{place}").status_code == 404
        cast.client(blocker).post(f"/m/{other.ref}/unblock")


def test_who_was_blocked_in_an_open_conversation_writes_on_as_to_somebody_who_does_not_answer(cast: Cast) -> None:
    """The same pages, word for word, as those of somebody whose other simply says nothing more."""
    quiet = makers.member("quiet", approved=True)
    approved(cast)
    ash, rowan = cast.client(cast.ash), cast.client(cast.rowan)
    with_rowan, with_quiet = ask(ash, cast.rowan, "Hello."), ask(ash, quiet, "Hello.")
    theirs = accept(rowan)
    say(rowan, theirs, "Hello to you.")
    say(cast.client(quiet), accept(cast.client(quiet)), "Hello to you.")
    rowan.post(f"/m/{cast.ash.ref}/block")
    for place in (with_rowan, with_quiet):
        say(ash, place, "Are you there?")
    pages = []
    for place in (with_rowan, with_quiet):
        read(ash, f"/c/{place}")
    for place, face in ((with_rowan, cast.rowan), (with_quiet, quiet)):
        ways = ("", "/1", "/write", "/leave", "/report")
        pages.append([plain(read(ash, f"/c/{place}{way}"), place, face.ref, face.name) for way in ways])
    assert pages[0] == pages[1]
    assert "Hello to you." in pages[0][0]
    page = read(rowan, f"/c/{theirs}")
    assert "Are you there?" not in page
    assert "You have blocked ash" in page
    assert rowan.get(f"/c/{theirs}/write").status_code == 403
    assert news(rowan) == ""
    rowan.post(f"/m/{cast.ash.ref}/unblock")
    assert "Are you there?" not in read(rowan, f"/c/{theirs}"), "it was never delivered, and stays so"
    say(ash, with_rowan, "And now?")
    assert "And now?" in read(rowan, f"/c/{theirs}")


def test_whom_one_has_blocked_is_folded_away_in_the_list_and_not_found_in_search(cast: Cast) -> None:
    ash, mine, rowan, _theirs = two(cast, cast.ash, cast.rowan, "Forty herons.")
    assert f"/c/{mine}" in read(ash, "/c").partition("<details")[0]
    ash.post(f"/m/{cast.rowan.ref}/block")
    folded = read(ash, "/c")
    assert f"/c/{mine}" not in folded.partition("<details")[0]
    assert "1 conversation with somebody you have blocked" in folded
    assert f"/c/{mine}" in folded
    assert "Forty" in rowan.post("/c/search", {"q": "herons"}).content.decode()
    assert "blocked" not in read(rowan, "/c")


def test_in_a_group_neither_side_reads_what_the_other_writes_from_then_on(cast: Cast) -> None:
    other = makers.member("other")
    wren = cast.client(makers.member("third", approved=True))
    place = ask(wren, cast.rowan, "All of us?", note="other")
    rowan, them = cast.client(cast.rowan), cast.client(other)
    hers, theirs = accept(rowan), accept(them)
    say(rowan, hers, "Before the block.")
    read(them, f"/c/{theirs}")
    rowan.post(f"/m/{other.ref}/block")
    say(rowan, hers, "Rowan speaks.")
    say(them, theirs, "Other speaks.")
    assert "Other speaks." not in read(rowan, f"/c/{hers}")
    page = read(them, f"/c/{theirs}")
    assert "Rowan speaks." not in page
    assert "Before the block." in page
    assert "New since" not in page
    assert news(them) == news(rowan) == ""
    for words in ("Rowan speaks.", "Other speaks."):
        assert words in read(wren, f"/c/{place}")
    assert "Rowan" not in them.post("/c/search", {"q": "speaks"}).content.decode().partition("<main")[2]


def test_declining_and_blocking_is_one_press_and_leaving_and_blocking_too(cast: Cast) -> None:
    ask(cast.client(cast.ash), cast.rowan)
    rowan = cast.client(cast.rowan)
    answer(rowan, requests_of(rowan)[0], "block")
    cast.rowan.refresh_from_db()
    assert sight.is_hidden_from(cast.rowan, cast.ash)
    sight.unblock(by=cast.rowan, other=cast.ash)
    _one, _mine, ash, theirs = two(cast, cast.rowan, cast.ash)
    assert "Leave it and block rowan" in read(ash, f"/c/{theirs}/leave")
    ash.post(f"/c/{theirs}/leave", {"do": "block"})
    assert ash.get(f"/c/{theirs}").status_code == 404
    cast.ash.refresh_from_db()
    assert sight.is_hidden_from(cast.ash, cast.rowan)


def test_who_looks_after_the_house_cannot_be_blocked_from_a_request(cast: Cast) -> None:
    ask(cast.client(cast.wren), cast.ash)
    ash = cast.client(cast.ash)
    place = requests_of(ash)[0]
    assert "block wren" not in read(ash, f"/c/{place}")
    assert ash.post(f"/c/{place}/answer", {"do": "block"}).status_code == 403
    assert len(requests_of(ash)) == 1
