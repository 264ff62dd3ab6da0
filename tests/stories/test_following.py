"""Following a story tells of updates only, also in topics with which it goes on; following a topic tells of all."""

from leeward.boards import actions, updates
from leeward.boards.models import Board, Topic
from leeward.members import sight
from leeward.members.models import Circle, Member
from tests import makers
from tests.cast import Cast
from tests.stories.reader import notices, words_of, worker_goes_by


def goes_on(cast: Cast, topic: Topic, board: Board | None = None, title: str = "The second winter") -> Topic:
    return actions.open_topic(
        by=cast.rowan, board=board or cast.board, title=title, body="Part two.", goes_on=topic.ref
    )


def test_the_topics_page_offers_both_and_says_which_holds(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The boiler")
    ash = cast.client(cast.ash)
    for what, said in (("updates", "You are told of updates in the story."), ("all", "You are told of every post.")):
        ash.post(f"/t/{topic.ref}/follow", {"what": what})
        assert said in words_of(ash.get(f"/t/{topic.ref}"))
    assert "· every post" in words_of(ash.get("/me/following"))
    ash.post(f"/t/{topic.ref}/follow", {"what": "updates", "back": "yes"})
    assert "· updates in the story" in words_of(ash.get("/me/following"))
    ash.post(f"/t/{topic.ref}/story/follow", {"what": "nothing"})
    assert "The boiler" not in words_of(ash.get("/me/following"))
    page = words_of(ash.get(f"/t/{topic.ref}"))
    assert "Follow this topic: every post" in page
    assert "Follow the story: only updates" in page


def test_a_story_tells_of_updates_only_and_a_topic_of_all(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The boiler")
    ash, linden = cast.client(cast.ash), cast.client(cast.linden)
    ash.post(f"/t/{topic.ref}/follow", {"what": "updates"})
    linden.post(f"/t/{topic.ref}/follow", {"what": "all"})
    makers.reply(cast.wren, topic)
    makers.reply(cast.rowan, topic, "Thank you.")
    assert notices(ash) == []
    assert notices(linden) == ["The boiler wren , rowan new: 2 answers"]
    update = makers.update(cast.rowan, topic)
    assert notices(ash) == ["The boiler rowan new: 1 update"]
    assert notices(linden) == ["The boiler wren , rowan new: 1 update, 2 answers"]
    assert f'href="/p/{update.ref}/in-story"' in ash.get("/notices").content.decode()
    assert notices(cast.client(cast.rowan)) == ["The boiler wren new: 1 answer"]


def test_it_holds_in_topics_with_which_the_story_goes_on(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The boiler")
    ash, linden, wren = (cast.client(who) for who in (cast.ash, cast.linden, cast.wren))
    ash.post(f"/t/{topic.ref}/follow", {"what": "updates"})
    linden.post(f"/t/{topic.ref}/follow", {"what": "all"})
    wren.post(f"/t/{topic.ref}/follow", {"what": "all"})
    wren.post(f"/t/{topic.ref}/follow", {"what": "nothing"})
    second = goes_on(cast, topic)
    makers.reply(cast.wren, second)
    for client in (ash, linden):
        assert notices(client) == ["The second winter rowan new: 1 update"]
        assert "You are told of updates in the story." in words_of(client.get(f"/t/{second.ref}"))
    assert notices(wren) == []
    third = goes_on(cast, second, title="The third winter")
    assert len(notices(ash)) == 2
    ash.post(f"/t/{third.ref}/follow", {"what": "nothing"})
    makers.update(cast.rowan, third)
    makers.update(cast.rowan, goes_on(cast, third, title="The fourth"))
    assert len(notices(ash)) == 2, "the nearest topic of which ash said something decides"


def test_what_is_made_an_update_later_is_told_to_who_has_not_read_it(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The boiler")
    ash, linden, wren = (cast.client(who) for who in (cast.ash, cast.linden, cast.wren))
    for client, what in ((ash, "updates"), (linden, "updates"), (wren, "all")):
        client.post(f"/t/{topic.ref}/follow", {"what": what})
    post = makers.reply(cast.rowan, topic)
    linden.post(f"/t/{topic.ref}/position", {"seen": str(post.number), "number": "1", "passage": "0"})
    worker_goes_by()
    rowan = cast.client(cast.rowan)
    rowan.post(f"/p/{post.ref}/update", {"do": "mark"})
    rowan.post(f"/p/{post.ref}/update", {"do": "mark"})
    assert notices(ash) == ["The boiler rowan new: 1 update"]
    assert notices(linden) == []
    assert notices(wren) == ["The boiler rowan new: 1 answer"], "told once"
    rowan.post(f"/p/{post.ref}/update", {"do": "unmark"})
    assert notices(ash) == []
    assert len(notices(wren)) == 1
    updates.mark(by=cast.rowan, post=post)
    updates.unmark(by=cast.rowan, post=post)
    assert notices(ash) == [], "what is none any more when the worker comes is not told"


def test_of_a_board_closed_to_them_nobody_is_told_by_another_topic(cast: Cast) -> None:
    few = makers.board("A few", readers="circle", readers_circle=Circle.objects.create(name="Few"))
    for member in (cast.rowan, cast.ash):
        member.circles.add(few.readers_circle)  # type: ignore[arg-type]
    topic = makers.topic(cast.rowan, few, "Among few")
    ash = cast.client(cast.ash)
    ash.post(f"/t/{topic.ref}/follow", {"what": "updates"})
    second = goes_on(cast, topic)
    assert notices(ash) == ["The second winter rowan new: 1 update"]
    cast.ash.circles.clear()
    makers.update(cast.rowan, second)
    assert notices(ash) == ["The second winter rowan new: 1 update"], "of the second update nothing"
    assert "You are told of updates" not in words_of(ash.get(f"/t/{second.ref}"))
    assert "Among few" not in words_of(ash.get(f"/t/{second.ref}/story"))


def test_whoever_is_kept_apart_is_told_nothing(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The boiler")
    cast.client(cast.ash).post(f"/t/{topic.ref}/follow", {"what": "updates"})
    makers.update(cast.rowan, topic)
    assert len(notices(cast.client(cast.ash))) == 1
    sight.block(by=cast.rowan, other=cast.ash)
    makers.update(cast.rowan, topic)
    goes_on(cast, topic)
    assert notices(cast.client(Member.objects.get(pk=cast.ash.pk))) == []


def test_who_wants_no_word_of_updates_and_follows_all_is_told_of_an_answer(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The boiler")
    ash, linden = cast.client(cast.ash), cast.client(cast.linden)
    for client, what in ((ash, "all"), (linden, "updates")):
        client.post(f"/t/{topic.ref}/follow", {"what": what})
        client.post("/me/notices", {"tell": ["answered"]})
    makers.update(cast.rowan, topic)
    assert notices(ash) == ["The boiler rowan new: 1 answer"]
    assert notices(linden) == []
