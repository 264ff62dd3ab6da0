"""How long first answers take: measured with those who still wait, drawn for every member, said to who has written."""

import re
from datetime import timedelta
from unittest import mock

import pytest
from django.utils import timezone

from leeward.answering.models import Wait
from leeward.answering.plotting import HIGH, in_words, plot
from leeward.answering.waits import FEWEST, STEPS, expected, measure, within
from leeward.boards.models import Topic
from leeward.cli.work import regular
from leeward.house.models import House
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import Sheet, shown

HOUR, DAY = 3600, 86_400


def test_who_still_waits_counts_as_having_waited_longer_than_until_now() -> None:
    answered = [(float(hours * HOUR), True) for hours in (1, 2, 3, 4)]
    assert within(0.5, answered) == 2 * HOUR
    assert within(0.95, answered) == 4 * HOUR
    old = [(400.0 * DAY, False)] * 4  # left alone for a year: half are answered, and no more than that
    assert within(0.5, answered + old) == 4 * HOUR
    assert within(0.75, answered + old) is None
    young = [(60.0, False)] * 4  # written a minute ago: they say nearly nothing yet
    assert within(0.5, answered + young) == 2 * HOUR
    assert within(0.5, old) is None
    assert within(0.5, []) is None


def test_a_topic_of_middling_age_shifts_the_figure_by_its_share() -> None:
    rows = [(1.0, True), (2.0, False), (3.0, True), (4.0, True)]
    assert within(0.5, rows) == 3  # 3/4 wait beyond 1, half of these beyond 3: 0.375 are left
    assert within(0.25, rows) == 1


@pytest.mark.parametrize(
    ("seconds", "hours"), [(60, 1), (HOUR * 5, 6), (HOUR * 20, 24), (HOUR * 30, 48), (DAY * 6, 168), (DAY * 29, 720)]
)
def test_the_expected_wait_is_the_next_step_up(seconds: int, hours: int) -> None:
    assert expected([(float(seconds), True)] * 10) == hours
    assert expected([(float(seconds), True)] * 9) is None  # too little is known
    assert expected([(DAY * 40.0, True)] * 10) is None
    assert expected([(float(seconds), True)] * 7 + [(DAY * 50.0, False)] * 3) is None


def lived(cast: Cast, answered: int, waiting: int, hours: int, days: int = 20) -> None:
    """So many topics of some days ago, answered after so many hours or never."""
    then = timezone.now() - timedelta(days=days)
    for n in range(answered + waiting):
        topic = makers.topic(cast.rowan, cast.board, f"Topic {days} {n}")
        Topic.objects.filter(pk=topic.pk).update(
            opened_at=then, answered_at=then + timedelta(hours=hours) if n < answered else None
        )


def test_whoever_has_just_written_is_told_when_most_answers_come(cast: Cast) -> None:
    ash = cast.client(cast.ash)
    new = f"/b/{cast.board.ref}/new"
    address = Sheet(ash, new).send("Has anyone been there?", title="First").headers["Location"]
    measure()
    assert "first answers come" not in shown(ash.get(address))
    lived(cast, answered=19, waiting=1, hours=20)
    measure()
    sentence = "Most first answers come within a day."
    assert sentence in shown(ash.get(address))
    assert 'href="/first-replies/waits"' in shown(ash.get(address))
    assert sentence not in shown(cast.client(cast.rowan).get(address))
    again = Sheet(ash, new).send("Another thing.", title="Second", alias="quiet otter").headers["Location"]
    assert sentence in shown(ash.get(again))
    makers.reply(cast.wren, Topic.objects.get(title="First"))
    assert sentence not in shown(ash.get(address))


def test_the_months_are_drawn_and_said_in_words_for_every_member(cast: Cast) -> None:
    noon = timezone.now().replace(month=6, day=15, hour=12)
    clients = [cast.client(member) for member in (cast.ash, cast.rowan, cast.wren)]
    with mock.patch("django.utils.timezone.now", return_value=noon):
        lived(cast, answered=9, waiting=0, hours=3, days=5)
        lived(cast, answered=6, waiting=4, hours=48, days=40)
        lived(cast, answered=FEWEST - 1, waiting=0, hours=1, days=70)
        measure()
        for client in clients:  # signed in by the database's own clock
            page = shown(client.get("/first-replies/waits"))
            rows = re.findall(r'<th scope="row">(\w+) \d+</th><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td>', page)
            assert rows == [
                ("June", "3 hours", "3 hours", "0 of 9"),
                ("May", "2 days", "cannot be said", "4 of 10"),
            ]
            drawing = page[page.index("<svg") : page.index("</svg>")]
            assert drawing.count("plot-dot") == 2
            assert "style=" not in drawing
            assert 'role="img"' in drawing


def test_where_too_little_was_written_a_sentence_says_so(cast: Cast) -> None:
    page = shown(cast.client(cast.ash).get("/first-replies/waits"))
    assert "Too little has been written here to say." in page
    assert "<svg" not in page


def test_the_worker_measures_and_measuring_again_changes_nothing(cast: Cast) -> None:
    lived(cast, answered=12, waiting=0, hours=2)
    (task,) = [one for one in regular() if one.name == "how long first answers take"]
    for _ in range(2):
        task.work()
        assert [(wait.topics, wait.waiting, wait.half) for wait in Wait.objects.all()] == [(12, 0, 2 * HOUR)]
        assert House.objects.get().answers_within == STEPS[1]


def test_short_waits_stand_below_long_ones_and_every_height_is_on_the_drawing() -> None:
    today = timezone.now().date()
    months = [
        Wait(month=today, topics=9, waiting=0, half=half, nearly_all=nearly_all)
        for half, nearly_all in ((1, 60), (HOUR, DAY), (DAY, 900 * DAY), (None, None))
    ]
    drawn = plot(months)
    heights = [height for column in drawn.columns for height in (column.half, column.nearly_all) if height is not None]
    assert all(0 < height < HIGH for height in heights)
    assert heights[2] > heights[3] > heights[5]
    assert drawn.columns[3].half is None


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(30, "10 minutes"), (45 * 60, "40 minutes"), (HOUR, "1 hour"), (3 * HOUR, "3 hours"), (2 * DAY, "2 days")],
)
def test_a_wait_is_said_as_people_say_it(seconds: int, words: str) -> None:
    assert in_words(seconds) == words
