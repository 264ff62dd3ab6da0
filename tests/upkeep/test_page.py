"""The administrators' page: weeks in plots and in words, nothing about one person, and only for administrators."""

import re
from datetime import timedelta
from pathlib import Path

from django.utils import timezone
from pytest_django import Settings

from leeward.backups.folders import FORM
from leeward.boards.models import Post, Topic
from leeward.cli.work import regular
from leeward.upkeep.measuring import KEPT, ONE, WEEKS, measure, monday_of
from leeward.upkeep.models import Week
from tests import makers
from tests.cast import Cast
from tests.drafts.sheet import shown


def lived(cast: Cast, topics: int, weeks_ago: int, hours: int | None) -> None:
    """So many topics of that week, answered after so many hours or never."""
    then = timezone.now() - weeks_ago * ONE
    for n in range(topics):
        topic = makers.topic(cast.rowan, cast.board, f"Topic {weeks_ago} {n}")
        answered = then + timedelta(hours=hours) if hours is not None else None
        Topic.objects.filter(pk=topic.pk).update(opened_at=then, answered_at=answered)
        Post.objects.filter(topic=topic).update(written_at=then)


def page(cast: Cast) -> str:
    answer = cast.client(cast.linden).get("/house/upkeep")
    assert answer.status_code == 200
    return shown(answer)


def test_before_anything_was_measured_the_page_says_so(cast: Cast) -> None:
    assert "Nothing was measured yet" in page(cast)
    assert "names no place" in page(cast)


def test_the_last_weeks_stand_in_plots_and_in_words(cast: Cast) -> None:
    lived(cast, topics=6, weeks_ago=3, hours=3)
    lived(cast, topics=8, weeks_ago=1, hours=40)
    measure()
    text = page(cast)
    assert len(Week.objects.all()) == WEEKS
    assert text.count("<svg") >= 4
    rows = re.findall(r"<tr><th scope=\"row\">[^<]*</th>(.*?)</tr>", text)
    assert "<td>3 hours</td><td>3 hours</td>" in "".join(rows)
    assert "<td>2 days</td><td>2 days</td>" in "".join(rows)
    assert "<td>8</td>" in "".join(rows)
    assert "style=" not in text


def test_fewer_than_five_is_only_said_to_be(cast: Cast) -> None:
    lived(cast, topics=3, weeks_ago=2, hours=3)
    lived(cast, topics=2, weeks_ago=0, hours=None)
    measure()
    text = page(cast)
    assert "3 hours" not in text
    assert "Without an answer at the moment: fewer than 5." in text
    assert not re.search(r"<td>[0-4]</td>", text)
    figure = text.partition("Posts written in the week")[2].partition("</figure>")[0]
    assert "<rect" not in figure


def test_who_still_waits_is_the_longest_wait(cast: Cast) -> None:
    lived(cast, topics=5, weeks_ago=2, hours=3)
    lived(cast, topics=1, weeks_ago=2, hours=None)
    measure()
    week = Week.objects.get(monday=monday_of(timezone.now()) - 2 * ONE)
    assert week.half == 3 * 3600
    assert (week.slowest or 0) >= 13 * 86_400


def test_measured_again_a_week_is_written_once_and_the_old_go(cast: Cast) -> None:
    now = timezone.now()
    Week.objects.create(monday=monday_of(now) - (KEPT + 1) * ONE, measured_at=now, members=9, posts=9, topics=9)
    measure()
    lived(cast, topics=6, weeks_ago=0, hours=1)
    measure()
    assert Week.objects.count() == WEEKS
    assert Week.objects.get(monday=monday_of(now)).posts == 6
    assert "how the house is doing" in {task.name for task in regular()}


def test_slow_pages_stand_there_by_name_once_there_are_five(cast: Cast) -> None:
    client = cast.client(cast.rowan)
    for _visit in range(5):
        client.get("/short-forms")
    client.get("/me/gentle")
    text = page(cast)
    assert 'scope="row">short_<wbr>forms</th>' in text
    assert "me_gentle" not in text


def test_the_last_backup_is_told_of(cast: Cast, settings: Settings, tmp_path: Path) -> None:
    settings.BACKUPS = tmp_path
    assert "There is no backup where" in page(cast)
    (tmp_path / f"{timezone.now() - timedelta(minutes=5):{FORM}}").mkdir()
    assert "The last backup was made just now." in page(cast)


def test_only_administrators_see_it_and_the_house_leads_there(cast: Cast) -> None:
    assert cast.client(cast.wren).get("/house/upkeep").status_code == 403
    assert 'href="/house/upkeep"' in shown(cast.client(cast.linden).get("/house"))
