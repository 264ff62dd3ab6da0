"""A request first: who asks, who answers, and what either sees."""

from leeward.conversations.models import Conversation, Message, Participant
from leeward.members.models import Member
from tests import makers
from tests.cast import Cast
from tests.conversations.talk import accept, answer, ask, plain, read, requests_of, say, two
from tests.drafts.sheet import Sheet


def test_a_request_is_read_accepted_and_answered(cast: Cast) -> None:
    ash, rowan = cast.client(cast.ash), cast.client(cast.rowan)
    assert f"/m/{cast.rowan.ref}/write" in read(ash, f"/m/{cast.rowan.ref}")
    mine = ask(ash, cast.rowan, "You wrote about the heron.", "The heron")
    assert "not answered yet" in read(ash, f"/c/{mine}")
    assert "not answered yet" in read(ash, "/c")
    theirs = requests_of(rowan)[0]
    page = read(rowan, f"/c/{theirs}")
    assert "ash would like to write with you" in page
    assert "The heron" in page
    assert "You wrote about the heron." in page.partition("<details")[2].partition("</details>")[0]
    accept(rowan)
    assert requests_of(rowan) == []
    say(rowan, theirs, "I did.")
    page = read(ash, f"/c/{mine}")
    assert "I did." in page
    assert "not answered yet" not in page
    say(ash, mine, "Thank you.")
    assert "Thank you." in read(rowan, f"/c/{theirs}")


def test_until_there_is_an_answer_there_is_one_message(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    mine = ask(ash, cast.rowan)
    assert ash.get(f"/c/{mine}/write").status_code == 403
    again = ash.get(f"/m/{cast.rowan.ref}/write")
    assert again.status_code == 403
    assert "there is no answer yet" in again.content.decode()
    answer(cast.client(cast.rowan), requests_of(cast.client(cast.rowan))[0], "accept")
    assert ash.get(f"/c/{mine}/write").status_code == 200
    assert ash.get(f"/m/{cast.rowan.ref}/write").status_code == 200


def test_waiting_declined_and_blocked_look_the_same_to_whoever_asked(cast: Cast) -> None:
    """Every page of the asker, for three people who never answered: one does nothing, one declines, one blocks."""
    people = {do: makers.member(f"person{do[0]}", approved=True) for do in ("waits", "declines", "blocks")}
    asker = cast.client(cast.ash)
    Member.objects.filter(pk=cast.ash.pk).update(approved_at=cast.ash.joined_at)
    places = {do: ask(asker, person) for do, person in people.items()}
    answer(cast.client(people["declines"]), requests_of(cast.client(people["declines"]))[0], "decline")
    answer(cast.client(people["blocks"]), requests_of(cast.client(people["blocks"]))[0], "block")
    seen = []
    for do, person in people.items():
        place = places[do]
        addresses = [f"/c/{place}", f"/c/{place}/1", f"/c/{place}/leave", f"/c/{place}/report", f"/m/{person.ref}"]
        addresses += [f"/c/{place}/write", f"/m/{person.ref}/write"]
        answers = [asker.get(address) for address in addresses]
        texts = [plain(one.content.decode(), person.ref, person.name).splitlines() for one in answers]
        seen.append(([one.status_code for one in answers], texts))
    for statuses, texts in seen[1:]:
        assert statuses == seen[0][0]
        for address, one, other in zip(addresses, seen[0][1], texts, strict=True):
            assert one == other, address
    lines = read(asker, "/c").split('<li class="topic-line')[1:4]
    assert len({plain(line, *(person.name for person in people.values())).partition("</li>")[0] for line in lines}) == 1


def test_a_declined_request_is_gone_for_whoever_declined_and_comes_no_second_time(cast: Cast) -> None:
    ash, rowan = cast.client(cast.ash), cast.client(cast.rowan)
    mine = ask(ash, cast.rowan)
    theirs = requests_of(rowan)[0]
    answer(rowan, theirs, "decline")
    assert requests_of(rowan) == []
    assert rowan.get(f"/c/{theirs}").status_code == 404
    Participant.objects.filter(ref=theirs).update(asked_at=cast.ash.joined_at)  # a month later
    again = ask(ash, cast.rowan, "Only once more.")
    assert requests_of(rowan) == []
    assert plain(read(ash, f"/c/{mine}")).count("not answered yet") == plain(read(ash, f"/c/{again}")).count(
        "not answered yet"
    )
    ask(rowan, cast.ash, "Not then, but now.")
    assert len(requests_of(ash)) == 1


def test_nobody_asks_again_by_leaving_each_time(cast: Cast) -> None:
    ash, rowan = cast.client(cast.ash), cast.client(cast.rowan)
    mine = ask(ash, cast.rowan)
    assert len(requests_of(rowan)) == 1
    ash.post(f"/c/{mine}/leave", {"do": "leave"})
    assert requests_of(rowan) == [], "a request taken back is still there"
    assert not Message.objects.exists()
    assert Conversation.objects.get().subject == ""
    assert ash.get(f"/m/{cast.rowan.ref}/write").status_code == 403


def test_several_people_answer_each_for_themselves(cast: Cast) -> None:
    rowan, ash, wren = (cast.client(one) for one in (cast.rowan, cast.ash, cast.wren))
    mine = ask(rowan, cast.ash, "The three of us?", note="Wren")
    assert "Also asked: wren" in " ".join(read(ash, f"/c/{requests_of(ash)[0]}").split()).replace("<bdi>", "").replace(
        "</bdi>", ""
    )
    theirs = accept(ash)
    say(ash, theirs, "Only for the two so far.")
    assert "Only for the two so far." in read(rowan, f"/c/{mine}")
    asked = requests_of(wren)[0]
    assert "Only for the two so far." not in read(wren, f"/c/{asked}")
    assert "(not answered yet)" in read(ash, f"/c/{theirs}")
    answer(wren, asked, "accept")
    assert "Only for the two so far." in read(wren, f"/c/{asked}")
    assert "(not answered yet)" not in read(ash, f"/c/{theirs}")


def test_a_name_that_nobody_has_is_named_and_the_text_is_kept(cast: Cast) -> None:
    rowan = cast.client(cast.rowan)
    sheet = Sheet(rowan, f"/m/{cast.ash.ref}/write")
    refused = sheet.send("A text of mine.", note="wren, nobodyhere, briar")
    assert refused.status_code == 422
    assert "Nobody here is called nobodyhere, briar" in refused.content.decode()
    assert "A text of mine." in refused.content.decode()
    assert sheet.send("A text of mine.", note="wren").status_code == 302


def test_whom_one_can_write_to_is_found_by_the_exact_name(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    for name in ("row", "rowan2", "briar", ""):
        assert ash.post("/c/new", {"name": name}).status_code == 422
    assert ash.post("/c/new", {"name": " Rowan "}).headers["Location"] == f"/m/{cast.rowan.ref}/write"
    assert ash.get(f"/m/{cast.briar.ref}/write").status_code == 404
    assert ash.get(f"/m/{cast.ash.ref}/write").status_code == 403
    Member.objects.filter(pk=cast.rowan.pk).update(closed_at=cast.rowan.joined_at)
    assert ash.post("/c/new", {"name": "rowan"}).status_code == 422
    assert ash.get(f"/m/{cast.rowan.ref}/write").status_code == 403
    assert "Write to" not in read(ash, f"/m/{cast.rowan.ref}").partition("<main")[2]


def test_nobody_finds_out_who_is_here_by_trying_names(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    answers = [ash.post("/c/new", {"name": f"nobody{number}"}).status_code for number in range(31)]
    assert answers == [422] * 30 + [429]
    assert ash.post("/c/new", {"name": "rowan"}).status_code == 429
    assert ash.get(f"/m/{cast.rowan.ref}/write").status_code == 200


def test_contact_details_in_a_first_message_are_pointed_out_to_both_and_hinder_nobody(cast: Cast) -> None:
    ash, rowan = cast.client(cast.ash), cast.client(cast.rowan)
    body = "Call me: 020 7946 0123, or write to heron@example.org. My page: https://facebook.com/heron.quay"
    sheet = Sheet(ash, f"/m/{cast.rowan.ref}/write")
    shown = sheet.send(body)
    assert shown.status_code == 200
    page = shown.content.decode()
    assert "an e-mail address, a link or a profile, a phone number" in " ".join(page.split())
    assert requests_of(rowan) == []
    assert sheet.send(body, do="send").status_code == 302
    page = read(rowan, f"/c/{requests_of(rowan)[0]}")
    assert "In this message there is an e-mail address, a link or a profile, a phone number." in page
    accept(rowan)
    plain_one = Sheet(cast.client(cast.wren), f"/m/{cast.rowan.ref}/write").send("No number in here.")
    assert plain_one.status_code == 302


def test_a_newcomer_asks_three_people_a_day_one_at_a_time(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    for name in ("one", "two", "three"):
        ask(ash, makers.member(name))
    fourth = makers.member("four")
    refused = Sheet(ash, f"/m/{fourth.ref}/write").send("The fourth.")
    assert refused.status_code == 422
    assert "3 people a day" in refused.content.decode()
    assert "The fourth." in Sheet(ash, f"/m/{fourth.ref}/write").body, "the text was not kept"
    rowan = cast.client(cast.rowan)
    for name in ("one", "two", "three", "four"):
        ask(rowan, Member.objects.get(name=name))
    newcomer = cast.client(makers.member("fresh"))
    assert 'name="note"' not in read(newcomer, f"/m/{cast.rowan.ref}/write")
    refused = Sheet(newcomer, f"/m/{cast.rowan.ref}/write").send("All of you.", note="one")
    assert "one person at a time" in refused.content.decode()


def test_the_same_form_sent_twice_asks_once(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    sheet = Sheet(ash, f"/m/{cast.rowan.ref}/write")
    landed = {sheet.send("Once.").headers["Location"] for _each in range(2)}
    assert len(landed) == 1
    assert Message.objects.count() == 1
    _ash, mine, _wren, _theirs = two(cast, cast.ash, cast.wren)
    sheet = Sheet(ash, f"/c/{mine}/write")
    assert len({sheet.send("Twice?").headers["Location"] for _each in range(2)}) == 1
    assert Message.objects.count() == 3


def test_a_message_is_a_draft_like_any_text(cast: Cast) -> None:
    ash, mine, _rowan, _theirs = two(cast, cast.ash, cast.rowan)
    Sheet(ash, f"/c/{mine}").keep("Half a thought")
    assert Sheet(ash, f"/c/{mine}").body == "Half a thought"
    page = read(ash, "/drafts")
    assert "Half a thought" in page
    assert "A message to rowan" in page
