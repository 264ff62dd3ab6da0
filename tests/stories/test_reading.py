"""The page of a story: what stands in it, in which order, for whom, and what of it is new."""

import re

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from leeward.boards import actions, keeping, taking_down
from leeward.boards.models import Board, Post, Topic
from leeward.members import sight
from leeward.members.models import Circle, Member
from leeward.stories import reading
from tests import makers
from tests.cast import Cast
from tests.stories.reader import notices, story_page, told, words_of


def open_on(cast: Cast, topic: Topic, board: Board, title: str = "The second winter", body: str = "Part two.") -> Topic:
    return actions.open_topic(by=cast.rowan, board=board, title=title, body=body, goes_on=topic.ref)


def test_the_opening_and_all_updates_are_one_text_and_answers_stay_in_their_place(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The boiler", "It began in May.")
    makers.reply(cast.ash, topic, "I read this twice.")
    makers.reply(cast.rowan, topic, "Thank you all.")
    update = makers.update(cast.rowan, topic, "In June he left.")
    makers.reply(cast.ash, topic, "And then?")
    second = open_on(cast, topic, cast.board)
    makers.update(cast.rowan, second, "And the key fits.")
    ash = cast.client(cast.ash)
    for part in (topic, second):
        assert told(ash, part) == ["It began in May.", "In June he left.", "Part two.", "And the key fits."]
    text = words_of(story_page(ash, topic))
    assert "A story by rowan · 3 updates" in text
    assert "2 answers" in text
    assert "ash : I read this twice." in text
    assert "1 answer " in text
    page = story_page(ash, topic).content.decode()
    assert page.count("<h1") == 1
    assert page.count("<main") == 1
    assert page.count("<article") == 4
    assert "The story goes on in" in text
    assert "The second winter" in text
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert f'href="/t/{topic.ref}/story"' in ash.get(f"/t/{topic.ref}").content.decode()
    place = ash.get(f"/p/{update.ref}/in-story").headers["Location"]
    assert place == f"/t/{topic.ref}/story/1#u2"
    reply = Post.objects.get(topic=topic, number=2)
    assert ash.get(f"/p/{reply.ref}/in-story").headers["Location"] == f"/p/{reply.ref}"


def test_the_line_of_dates_leads_to_each_update_and_goes_by_months_when_it_is_long(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    for number in range(reading.PAGE):
        makers.update(cast.rowan, topic, f"Day {number}.")
    ash = cast.client(cast.ash)
    first, second = (story_page(ash, topic, page).content.decode() for page in (1, 2))
    assert '<a href="#u20">' in first
    assert f'<a href="/t/{topic.ref}/story/2#u21">' in first
    assert f'<a href="/t/{topic.ref}/story/1#u1">' in second
    assert '<a href="#u21">' in second
    assert len(told(ash, topic)) == reading.PAGE
    assert told(ash, topic, 2) == ["Day 19."]
    assert ash.get(f"/t/{topic.ref}/story/3").status_code == 404
    for number in range(reading.ALL_DATES):
        makers.update(cast.rowan, topic, f"Later {number}.")
    dates = re.search(r'<nav class="dates".*?</nav>', story_page(ash, topic).content.decode(), re.S)
    assert dates
    assert dates[0].count("<li") == 1
    assert "45 posts" in dates[0]


def test_each_sees_what_they_may_see_and_nothing_is_counted_for_them(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The boiler", "It began in May.")
    few = makers.board("A few", readers="circle", readers_circle=Circle.objects.create(name="Few"))
    cast.rowan.circles.add(few.readers_circle)  # type: ignore[arg-type]
    hidden = makers.update(cast.rowan, topic, "Hidden later.")
    down = makers.update(cast.rowan, topic, "Too much said.")
    makers.update(cast.rowan, topic, "It goes on.")
    open_on(cast, topic, few, body="Among few.")
    ash, wren = cast.client(cast.ash), cast.client(cast.wren)
    assert told(wren, topic)[-1] == "Among few."
    assert told(ash, topic) == ["It began in May.", "Hidden later.", "Too much said.", "It goes on."]
    taking_down.take_down(by=cast.rowan, post=down)
    Post.objects.filter(pk=hidden.pk).update(hidden_at=hidden.written_at)
    taking_down.put_back(by=cast.rowan, post=down)
    taking_down.take_down(by=cast.rowan, post=down)
    assert told(ash, topic) == ["It began in May.", "It goes on."]
    text = words_of(story_page(ash, topic))
    assert "· 1 update " in text
    assert "The second winter" not in text
    assert "story, 1 update" in words_of(ash.get(f"/b/{cast.board.ref}"))
    assert told(wren, topic) == ["It began in May.", "Hidden later.", "It goes on.", "Among few."]
    for answers in Post.objects.filter(topic=topic, number__gt=1):
        Post.objects.filter(pk=answers.pk).update(in_story_at=None)
    Topic.objects.filter(pk=topic.pk).update(updates=0)
    assert "Read it as one story" not in words_of(ash.get(f"/t/{topic.ref}")), "what ash may not see is no story"
    assert "Read it as one story" in words_of(wren.get(f"/t/{topic.ref}"))
    sight.block(by=cast.ash, other=cast.rowan)
    assert cast.client(fresh(cast.ash)).get(f"/t/{topic.ref}/story").status_code == 404


def fresh(member: Member) -> Member:
    return Member.objects.get(pk=member.pk)


def test_answers_of_somebody_kept_apart_are_not_counted(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    makers.reply(cast.linden, topic, "From linden.")
    makers.reply(cast.ash, topic, "From ash.")
    makers.update(cast.rowan, topic)
    hazel = makers.member("hazel")
    assert "2 answers" in words_of(story_page(cast.client(hazel), topic))
    sight.block(by=hazel, other=cast.ash)
    text = words_of(story_page(cast.client(fresh(hazel)), topic))
    assert "1 answer ," in text
    assert "From linden." in text
    assert "From ash." not in text


def test_what_is_new_is_what_was_read_neither_here_nor_in_its_topic(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The boiler", "It began in May.")
    makers.update(cast.rowan, topic, "June.")
    ash = cast.client(cast.ash)
    assert "New since you last read" not in words_of(story_page(ash, topic)), "all of it is new: no place to go on from"
    assert ash.post(f"/t/{topic.ref}/story/position", {"seen": "2"}).status_code == 204
    makers.reply(cast.linden, topic, "An answer between.")
    july = makers.update(cast.rowan, topic, "July.")
    text = words_of(story_page(ash, topic))
    assert "1 update is new to you" in text
    assert "New since you last read" in text
    assert 'data-seen="2"' in story_page(ash, topic).content.decode()
    ash.post(f"/t/{topic.ref}/position", {"seen": str(july.number), "number": "1", "passage": "0"})
    assert "new to you" not in words_of(story_page(ash, topic)), "read in its topic"
    makers.update(cast.rowan, topic, "August.")
    assert "1 update is new to you" in words_of(story_page(ash, topic))
    assert ash.get(f"/t/{topic.ref}/story/seen/4.gif").status_code == 200
    assert "new to you" not in words_of(story_page(ash, topic)), "shown without JavaScript"
    assert "new to you" not in words_of(story_page(cast.client(cast.rowan), topic)), "never to its author"
    assert ash.post(f"/t/{topic.ref}/story/position", {"seen": "x"}).status_code == 400


def test_reading_it_here_marks_the_notice_of_that_update_as_seen_and_no_other(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The boiler", "It began in May.")
    ash = cast.client(cast.ash)
    ash.post(f"/t/{topic.ref}/follow", {"what": "all"})
    makers.update(cast.rowan, topic, "June.")
    makers.reply(cast.linden, topic)
    assert notices(ash) == ["The boiler rowan , linden new: 1 update, 1 answer"]
    ash.post(f"/t/{topic.ref}/story/position", {"seen": "2"})
    assert notices(ash) == ["The boiler linden new: 1 answer"]


def queries(client: Client, topic: Topic) -> int:
    with CaptureQueriesContext(connection) as caught:
        story_page(client, topic)
    return len(caught)


def test_the_page_asks_no_more_for_a_long_story_than_for_a_short_one(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    makers.update(cast.rowan, topic)
    makers.reply(cast.ash, topic)
    ash = cast.client(cast.ash)
    story_page(ash, topic)
    short = queries(ash, topic)
    second = open_on(cast, topic, cast.board)
    third = open_on(cast, second, cast.board, "The third winter")
    for part in (topic, second, third):
        for _turn in range(10):
            makers.update(cast.rowan, part)
            makers.reply(cast.ash, part)
    assert queries(ash, topic) == short <= 12


def test_a_topic_without_updates_is_a_story_of_one_post(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The boiler", "It began in May.")
    assert told(cast.client(cast.ash), topic) == ["It began in May."]
    assert "tick “This is an update in my story”" in words_of(story_page(cast.client(cast.rowan), topic))
    assert "Read it as one story" not in words_of(cast.client(cast.ash).get(f"/t/{topic.ref}"))


def test_a_story_on_an_open_board_is_open_to_everybody(cast: Cast) -> None:
    porch = makers.board("The porch", readers="everyone")
    topic = makers.topic(cast.rowan, porch, "The boiler", "It began in May.")
    makers.update(cast.rowan, topic, "June.")
    assert told(Client(), topic) == ["It began in May.", "June."]
    closed = makers.topic(cast.rowan, cast.board)
    assert Client().get(f"/t/{closed.ref}/story").status_code == 404


def test_short_forms_and_the_page_hold_when_posts_are_made_anew(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board, "The boiler", "H began in May.")
    makers.update(cast.rowan, topic, "H left.")
    keeping.set_cast(by=cast.rowan, topic=topic, entries={"H": "my husband"})
    assert told(cast.client(cast.ash), topic) == ["H (my husband) began in May.", "H (my husband) left."]


def test_the_topics_page_costs_what_it_cost_before(cast: Cast) -> None:
    topic = makers.topic(cast.rowan, cast.board)
    makers.update(cast.rowan, topic)
    open_on(cast, topic, cast.board)
    ash = cast.client(cast.ash)
    ash.get(f"/t/{topic.ref}")
    with CaptureQueriesContext(connection) as caught:
        ash.get(f"/t/{topic.ref}")
    assert len(caught) <= 5
